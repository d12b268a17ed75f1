import { readdir, stat } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import type { Logger } from '../logger.js';
import { openEmbedded } from './embedded.js';
import { type FolderLock, lockFolder } from './folder-lock.js';
import { type Migration, migrate } from './migrations.js';
import { createNotifyingPool, type NotifyingPool } from './notifying-pool.js';
import type { DatabasePool } from './pool.js';
import { openPostgreSql } from './postgresql.js';
import { createSessionPool } from './session-pool.js';
import { createOwnRights, createSharedRights, type SoleRights } from './sole-rights.js';

export type { Migration } from './migrations.js';

export type DatabasePlace = { kind: 'embedded'; folder: string } | { kind: 'postgresql'; url: string };

export interface Database {
  engine: DatabasePlace['kind'];
  pool: DatabasePool;
  /** The same for a queue; null for PostgreSQL, which has Redis beside it. */
  notifying: NotifyingPool | null;
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
  return at.kind === 'embedded'
    ? openFolder(at.folder, migrations, logger)
    : openServer(at.url, migrations, logger);
}

/** Gives room back; a PostgreSQL server does so by itself. */
export async function vacuum({ engine, pool }: Database): Promise<void> {
  if (engine === 'embedded') await pool.query('vacuum');
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
    notifying: null,
    rights: createSharedRights(pool),
    folderServer: null,
    folderBytes: async () => null,
    close: () => pool.end(),
  };
}

async function openFolder(
  folder: string,
  migrations: readonly Migration[],
  logger: Logger,
): Promise<Database> {
  const lock = await lockFolder(folder);
  try {
    return await openLocked({ folder, lock, migrations, logger });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface LockedFolder {
  folder: string;
  lock: FolderLock;
  migrations: readonly Migration[];
  logger: Logger;
}

async function openLocked({ folder, lock, migrations, logger }: LockedFolder): Promise<Database> {
  const data = join(folder, 'ledger');
  const session = await openEmbedded(data, logger);
  const pool = createSessionPool(session);
  await migrate(pool, migrations).catch(async (error) => {
    await pool.end();
    throw error;
  });
  return {
    engine: 'embedded',
    pool,
    notifying: createNotifyingPool(session, pool),
    rights: createOwnRights(),
    folderServer: lock.server,
    folderBytes: () => bytesBelow(data),
    async close() {
      try {
        await pool.end();
      } finally {
        await lock.release();
      }
    },
  };
}

/** The database goes on while its files are counted: one that has gone by then counts nothing. */
async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await bytesBelow(path);
    else if (entry.isFile()) bytes += (await stat(path).catch(() => null))?.size ?? 0;
  }
  return bytes;
}
