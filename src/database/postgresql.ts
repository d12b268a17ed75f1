import pg from 'pg';
import type { Logger } from '../logger.js';
import { DatabaseTooOld, DatabaseUnreachable } from './errors.js';
import type { DatabaseClient, DatabasePool, QueryResult } from './pool.js';

const connectionTimeoutMs = 5_000;
const connections = 10;
/** Nothing that is asked here takes so long; what hangs is given up. */
const statementTimeoutMs = 120_000;
const oldestVersion = 140_000;

const bigint = 20;
const date = 1082;
const asNumber = (text: string) => Number(text);
const asText = (text: string) => text;

/** Reads bigint as number and date as text, for this pool alone. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === bigint) return asNumber;
    if (oid === date) return asText;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

export interface PostgreSqlPool extends DatabasePool {
  /** A connection that belongs to nobody else, for what lasts as long as it does. */
  lasting(): Promise<{ client: DatabaseClient; lost: AbortSignal }>;
}

/** Opens PostgreSQL and asks it once. Throws DatabaseUnreachable and DatabaseTooOld; the address is in no message. */
export async function openPostgreSql(url: string, logger: Logger): Promise<PostgreSqlPool> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectionTimeoutMs,
    options: `-c jit=off -c statement_timeout=${statementTimeoutMs}`,
    application_name: 'kubecent',
    types,
  });
  pool.on('error', (err) => logger.warn({ err }, 'A connection to the database broke'));

  const connect = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect();
    } catch (cause) {
      throw new DatabaseUnreachable(cause);
    }
  };

  const clientOf = (client: pg.PoolClient): DatabaseClient => {
    let broken = false;
    return {
      async query(text, params = []) {
        try {
          return await run(client, text, params);
        } catch (error) {
          broken ||= error instanceof DatabaseUnreachable;
          throw error;
        }
      },
      release() {
        if (broken) return client.release(true);
        // an open transaction must not reach the next one who gets this connection
        client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        );
      },
    };
  };

  const opened: PostgreSqlPool = {
    async query(text, params = []) {
      const client = await connect();
      let fault: unknown;
      try {
        return await run(client, text, params);
      } catch (error) {
        fault = error;
        throw error;
      } finally {
        client.release(fault instanceof DatabaseUnreachable);
      }
    },
    connect: async () => clientOf(await connect()),
    async lasting() {
      const client = await connect();
      const ended = new AbortController();
      client.on('error', (cause) => ended.abort(cause));
      client.on('end', () => ended.abort());
      return { client: clientOf(client), lost: ended.signal };
    },
    end: () => pool.end(),
  };
  const { rows } = await opened.query(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as words",
  );
  if (Number(rows[0]?.number) < oldestVersion) {
    await pool.end();
    throw new DatabaseTooOld(String(rows[0]?.words));
  }
  return opened;
}

async function run(client: pg.PoolClient, text: string, params: readonly unknown[]): Promise<QueryResult> {
  try {
    const { rows, rowCount } = await client.query<Record<string, unknown>>(text, [...params]);
    return { rows, rowCount: rowCount ?? rows.length };
  } catch (cause) {
    throw isAway(cause) ? new DatabaseUnreachable(cause) : cause;
  }
}

/** No SQLSTATE, or one that says that the server is going or the connection is gone. */
function isAway(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('08') || code.startsWith('57P');
}
