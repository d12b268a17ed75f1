import { access, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../logger.js';
import { type ThreadData, type ThreadReply, type ThreadRequest, threadProgram } from './embedded-thread.js';
import { DatabaseLost } from './errors.js';
import type { QueryResult } from './pool.js';
import type { Session } from './session-pool.js';

/**
 * Files of the write-ahead log that are kept for use again; the setting does not limit how many are written. All of the
 * shared buffers is written to at every opening: the usual 128 MB took half of its time, and stayed taken. The tables of
 * the queue are in a schema of their own, which its library takes for granted.
 */
const settings = [
  'max_wal_size=64MB',
  'min_wal_size=32MB',
  'shared_buffers=32MB',
  'jit=off',
  'search_path=public,bullmq',
];
const logBytes = 32 * 2 ** 20;
/** An empty database that the build has packed. */
const packedFolder = new URL('./fresh-folder.tar.gz', import.meta.url);

interface Waiting {
  resolve(result: QueryResult): void;
  reject(error: Error): void;
}

/**
 * PGlite over a data folder, in a thread of its own. Whoever calls holds the folder: two of them lose data.
 * Throws DatabaseLost where the folder cannot be opened.
 */
export async function openEmbedded(folder: string, logger: Logger): Promise<Session> {
  if (!(await exists(folder))) await createFolder(folder, logger);
  return startThread({ folder, from: null }, logger);
}

function exists(path: string | URL): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A folder that was left half made cannot be opened any more, so it gets its name when it is whole. */
async function createFolder(folder: string, logger: Logger): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const from = (await exists(packedFolder)) ? fileURLToPath(packedFolder) : 'nothing';
  const session = await startThread({ folder: unfinished, from }, logger);
  await session.close();
  await rename(unfinished, folder);
}

async function startThread(
  { folder, from }: Pick<ThreadData, 'folder' | 'from'>,
  logger: Logger,
): Promise<Session> {
  const module = pathToFileURL(createRequire(import.meta.url).resolve('@electric-sql/pglite')).href;
  const workerData: ThreadData = { module, folder, from, settings, logBytes };
  const worker = new Worker(threadProgram, { eval: true, workerData });
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(channel: string, payload: string) => void>();
  let lastId = 0;
  let lost: Error | null = null;

  /** Nothing that was asked, or is asked from now on, is left without an answer. */
  const lose = (cause: unknown): void => {
    lost ??= new DatabaseLost(cause);
    for (const { reject } of waiting.values()) reject(lost);
    waiting.clear();
    void worker.terminate();
  };

  await new Promise<void>((resolve, reject) => {
    waiting.set(lastId, { resolve: () => resolve(), reject });
    worker.on(
      'message',
      ({ id = 0, rows = [], rowCount = 0, error, fatal, notice, warning }: ThreadReply) => {
        if (notice) {
          for (const listener of listeners) listener(notice.channel, notice.payload);
          return;
        }
        if (warning) logger.warn({ err: databaseError(warning) }, 'The log of the database is not cut off');
        if (fatal) return lose(databaseError(error ?? warning));
        const asked = waiting.get(id);
        if (warning || !asked) return;
        waiting.delete(id);
        if (error) asked.reject(databaseError(error));
        else asked.resolve({ rows, rowCount });
      },
    );
    worker.on('error', lose);
    worker.on('exit', () => lose(new Error('the thread of the embedded database ended')));
  });

  const send = (request: Omit<ThreadRequest, 'id'>) =>
    new Promise<QueryResult>((resolve, reject) => {
      if (lost) return reject(lost);
      lastId += 1;
      worker.postMessage({ id: lastId, ...request } satisfies ThreadRequest);
      waiting.set(lastId, { resolve, reject });
    });

  return {
    run: (text, params) => send({ text, params }),
    async listen(channel) {
      await send({ listen: channel });
    },
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      if (lost) return;
      await send({ close: true });
      await worker.terminate();
    },
  };
}

/** An error that the database gave, with its SQLSTATE. */
function databaseError(
  { message, code }: { message: string; code?: string } = { message: 'it ended' },
): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}
