import { readdir, stat } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import type { Logger } from '../logger.js';
import { openEmbedded } from './embedded.js';
import { type FolderLock, lockFolder } from './folder-lock.js';
import { type Migration, migrate } from './migrations.js';
import type { DatabasePool } from './pool.js';
import { openPostgreSql } from './postgresql.js';
import { createSessionPool } from './session-pool.js';
import { createOwnRights, createSharedRights, type SoleRights } from './sole-rights.js';

export type DatabasePlace = { kind: 'embedded'; folder: string } | { kind: 'postgresql'; url: string };

export interface Database {
  engine: DatabasePlace['kind'];
  pool: DatabasePool;
  rights: SoleRights;
  /** Listens on the data folder's socket; null for PostgreSQL. */
  folderServer: Server | null;
  /** Bytes of the data folder; null for PostgreSQL. */
  folderBytes(): Promise<number | null>;
  close(): Promise<void>;
}

export interface OpenOptions {
  at: DatabasePlace;
  migrations: readonly Migration[];
  logger: Logger;
}

/** Opens a database and brings its schema up to date. Throws KubecentError where that cannot be. */
export function openDatabase({ at, migrations, logger }: OpenOptions): Promise<Database> {
  return at.kind === 'embedded' ? openFolder(at.folder, migrations) : openServer(at.url, migrations, logger);
}

async function openServer(url: string, migrations: readonly Migration[], logger: Logger): Promise<Database> {
  const pool = await openPostgreSql(url, logger);
  await migrate(pool, migrations).catch(async (error) => {
    await pool.end();
    throw error;
  });
  return {
    engine: 'postgresql',
    pool,
    rights: createSharedRights(pool),
    folderServer: null,
    folderBytes: async () => null,
    close: () => pool.end(),
  };
}

async function openFolder(folder: string, migrations: readonly Migration[]): Promise<Database> {
  const lock = await lockFolder(folder);
  try {
    return await openLocked(folder, lock, migrations);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(
  folder: string,
  lock: FolderLock,
  migrations: readonly Migration[],
): Promise<Database> {
  const data = join(folder, 'ledger');
  const pool = createSessionPool(await openEmbedded(data));
  await limitLog(pool);
  await migrate(pool, migrations).catch(async (error) => {
    await pool.end();
    throw error;
  });
  return {
    engine: 'embedded',
    pool,
    rights: createOwnRights(),
    folderServer: lock.server,
    folderBytes: () => bytesBelow(data),
    async close() {
      await pool.end();
      await lock.release();
    },
  };
}

/** Left alone, the write-ahead log grows as large as the data; the setting counts from the next start on. */
async function limitLog(pool: DatabasePool): Promise<void> {
  const { rows } = await pool.query(
    "select setting::int as megabytes from pg_settings where name = 'max_wal_size'",
  );
  if (Number(rows[0]?.megabytes) > largestLogMegabytes)
    await pool.query(`alter system set max_wal_size = '${largestLogMegabytes}MB'`);
}

const largestLogMegabytes = 64;

async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await bytesBelow(path);
    else if (entry.isFile())
      bytes += await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
  }
  return bytes;
}
