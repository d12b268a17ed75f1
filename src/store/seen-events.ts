import type { StorePool } from './pool.js';

/** Events of Slack that were answered, in the database: once over all processes that share it. Throws what the pool throws. */
export interface SeenEventLog {
  /** Claims an event: true for the first who asks, false for all others. */
  first(id: string): Promise<boolean>;
  /** Forgets those seen before; returns how many. */
  removeBefore(beforeMs: number): Promise<number>;
}

export function createSeenEvents(pool: StorePool, now: () => number): SeenEventLog {
  return {
    async first(id) {
      const { rowCount } = await pool.query(
        'insert into seen_event (id, seen_ms) values ($1, $2::bigint) on conflict do nothing',
        [id, now()],
      );
      return rowCount > 0;
    },
    async removeBefore(beforeMs) {
      const { rowCount } = await pool.query('delete from seen_event where seen_ms < $1::bigint', [beforeMs]);
      return rowCount;
    },
  };
}
