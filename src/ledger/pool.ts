/** What the ledger needs of a database; bigint comes as number, date as 'YYYY-MM-DD', bytea as Uint8Array, jsonb parsed. */
export interface LedgerPool {
  query(
    text: string,
    params?: readonly unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number }>;
}
