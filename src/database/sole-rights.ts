import { createHash } from 'node:crypto';
import type { PostgreSqlPool } from './postgresql.js';

/** A right that one process has at a time. */
export interface SoleRight {
  /** Aborted when the right is lost: the connection to the database is gone. */
  lost: AbortSignal;
  release(): Promise<void>;
}

export interface SoleRights {
  /** The right by that name, or null while another has it. */
  take(name: string): Promise<SoleRight | null>;
}

/** Rights among all processes of one PostgreSQL, each on a connection of its own: they last as long as that does. */
export function createSharedRights(pool: PostgreSqlPool): SoleRights {
  return {
    async take(name) {
      const connection = await pool.openOwn();
      const number = createHash('sha256').update(`kubecent:${name}`).digest().readBigInt64BE(0).toString();
      try {
        const { rows } = await connection.query('select pg_try_advisory_lock($1::bigint) as taken', [number]);
        if (rows[0]?.taken !== true) {
          await connection.end();
          return null;
        }
      } catch (error) {
        await connection.end();
        throw error;
      }
      return {
        lost: connection.lost,
        async release() {
          if (connection.lost.aborted) return;
          try {
            await connection.query('select pg_advisory_unlock($1::bigint)', [number]);
          } finally {
            await connection.end();
          }
        },
      };
    },
  };
}

/** Rights within the one process that an embedded database has. */
export function createOwnRights(): SoleRights {
  const taken = new Set<string>();
  return {
    async take(name) {
      if (taken.has(name)) return null;
      taken.add(name);
      return {
        lost: new AbortController().signal,
        async release() {
          taken.delete(name);
        },
      };
    },
  };
}
