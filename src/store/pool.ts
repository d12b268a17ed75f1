/** What the store needs of a database. bigint comes as number, jsonb parsed. */
export interface StorePool {
  query(
    text: string,
    params?: readonly unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number }>;
}
