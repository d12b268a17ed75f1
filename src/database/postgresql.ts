import pg from 'pg';
import type { Logger } from '../logger.js';
import { DatabaseTooOld, DatabaseUnreachable } from './errors.js';
import type { DatabaseClient, DatabasePool } from './pool.js';
import { clientOf, type OwnConnection, openConnection } from './postgresql-client.js';

const connectionTimeoutMs = 5_000;
const connections = 10;
/** Nothing that is asked here takes so long; what hangs is given up. */
const statementTimeoutMs = 120_000;
/** So a server notices within a minute that a client's machine is gone, and gives its locks to another. */
const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
const keepAliveSettings = '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';
const oldestVersion = 140_000;

const bigint = 20;
const date = 1082;
const asNumber = (text: string) => Number(text);
const asText = (text: string) => text;

/** Reads bigint as number and date as text, for these connections alone. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === bigint) return asNumber;
    if (oid === date) return asText;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

export interface PostgreSqlPool extends DatabasePool {
  /** Opens a connection that belongs to nobody else; it ends with the pool at the latest. */
  openOwn(): Promise<OwnConnection>;
}

/** Opens PostgreSQL and asks it once. Throws DatabaseUnreachable and DatabaseTooOld; the address is in no message. */
export async function openPostgreSql(url: string, logger: Logger): Promise<PostgreSqlPool> {
  const settings: pg.ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: connectionTimeoutMs,
    options: `-c jit=off -c statement_timeout=${statementTimeoutMs} ${keepAliveSettings}`,
    application_name: 'kubecent',
    types,
    ...keepAlive,
  };
  const pool = new pg.Pool({ ...settings, max: connections });
  const noteBroken = (err: unknown) => logger.warn({ err }, 'A connection to the database broke');
  pool.on('error', noteBroken);
  const own = new Set<OwnConnection>();

  const connect = async (): Promise<DatabaseClient> => {
    try {
      return clientOf(await pool.connect(), noteBroken);
    } catch (cause) {
      throw new DatabaseUnreachable(cause);
    }
  };

  const opened: PostgreSqlPool = {
    connect,
    async query(text, params) {
      const client = await connect();
      try {
        return await client.query(text, params);
      } finally {
        client.release();
      }
    },
    async openOwn() {
      const connection = await openConnection(settings, noteBroken);
      own.add(connection);
      connection.lost.addEventListener('abort', () => own.delete(connection));
      return connection;
    },
    async end() {
      await Promise.all([...own].map((connection) => connection.end()));
      await pool.end();
    },
  };
  try {
    await refuseOldServer(opened);
  } catch (error) {
    await opened.end();
    throw error;
  }
  return opened;
}

async function refuseOldServer(pool: DatabasePool): Promise<void> {
  const { rows } = await pool.query(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as words",
  );
  if (Number(rows[0]?.number) < oldestVersion) throw new DatabaseTooOld(String(rows[0]?.words));
}
