export interface QueryResult {
  rows: Record<string, unknown>[];
  /** Rows given, changed or removed. */
  rowCount: number;
}

export interface DatabaseClient {
  query(text: string, params?: readonly unknown[]): Promise<QueryResult>;
  /** Gives the session back; a transaction that is still open is rolled back. `destroy` ends its connection too. */
  release(destroy?: boolean): void;
}

/**
 * What both engines offer, one statement at a time. bigint comes as number, date as 'YYYY-MM-DD', bytea as Uint8Array,
 * jsonb parsed. Throws KubecentError where the database is away, else what the database said, with its SQLSTATE as `code`.
 */
export interface DatabasePool {
  query(text: string, params?: readonly unknown[]): Promise<QueryResult>;
  /** A session of one's own, for a transaction. */
  connect(): Promise<DatabaseClient>;
  end(): Promise<void>;
}
