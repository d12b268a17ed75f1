import { KubecentError } from '../errors.js';
import { SchemaFailed, SchemaNewer } from './errors.js';
import type { DatabaseClient, DatabasePool } from './pool.js';

/** One step of the schema; steps only ever go forward. */
export interface Migration {
  /** Unique, and never changed once it has been published. */
  name: string;
  statements: readonly string[];
}

/** Any number that nothing else in the database locks by. */
const lockNumber = 7_262_436;

/**
 * Brings the schema up to date: each step in one transaction, one process at a time. Throws SchemaNewer where steps
 * were made that are not known here, and SchemaFailed where the database refuses a step.
 */
export async function migrate(pool: DatabasePool, migrations: readonly Migration[]): Promise<void> {
  for (const migration of migrations) {
    try {
      await inTransaction(pool, (client) => apply(client, migration, migrations));
    } catch (error) {
      throw error instanceof KubecentError ? error : new SchemaFailed(migration.name, error);
    }
  }
}

async function apply(client: DatabaseClient, migration: Migration, all: readonly Migration[]): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [lockNumber]);
  await client.query(
    'create table if not exists kubecent_migration (name text primary key, applied_ms bigint not null)',
  );
  const { rows } = await client.query('select name from kubecent_migration order by applied_ms, name');
  const applied = rows.map(({ name }) => String(name));
  const unknown = applied.filter((name) => !all.some((known) => known.name === name));
  if (unknown.length > 0) throw new SchemaNewer(unknown);
  if (applied.includes(migration.name)) return;
  for (const statement of migration.statements) await client.query(statement);
  await client.query(
    'insert into kubecent_migration values ($1, (extract(epoch from clock_timestamp()) * 1000)::bigint)',
    [migration.name],
  );
}

/** Runs work in a transaction of its own: all of it, or nothing. */
async function inTransaction<T>(
  pool: DatabasePool,
  work: (client: DatabaseClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    client.release();
  }
}
