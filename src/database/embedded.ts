import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { DatabaseLost } from './errors.js';
import type { QueryResult } from './pool.js';
import type { Session } from './session-pool.js';

/**
 * What the worker runs. PGlite computes on the thread that opened it, for up to 100 ms at a time: not on ours. It is a
 * text because a worker starts from a file of its own, which would be another one in tests than in the build.
 */
const workerCode = `
const { parentPort, workerData } = require('node:worker_threads');
const number = (text) => Number(text);
const same = (text) => text;
const options = { parsers: { 20: number, 1082: same } };
const failure = (error) => ({ message: String(error?.message ?? error), code: error?.code });
(async () => {
  const { PGlite } = await import(workerData.module);
  const db = await PGlite.create({ dataDir: workerData.folder });
  parentPort.on('message', async ({ id, text, params, close }) => {
    try {
      if (close) {
        await db.close();
        parentPort.postMessage({ id, rows: [], rowCount: 0 });
        parentPort.close();
        return;
      }
      const result = await db.query(text, params, options);
      parentPort.postMessage({ id, rows: result.rows, rowCount: result.affectedRows || result.rows.length });
    } catch (error) {
      parentPort.postMessage({ id, error: failure(error) });
    }
  });
  parentPort.postMessage({ ready: true });
})().catch((error) => parentPort.postMessage({ ready: false, error: failure(error) }));
`;

interface Reply {
  id?: number;
  ready?: boolean;
  rows?: QueryResult['rows'];
  rowCount?: number;
  error?: { message: string; code?: string };
}

/** An error that the database gave, with its SQLSTATE. */
function databaseError({ message, code }: { message: string; code?: string }): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

/** PGlite over a data folder, in a thread of its own. Throws DatabaseLost where the folder cannot be opened. */
export async function openEmbedded(folder: string): Promise<Session> {
  const module = pathToFileURL(createRequire(import.meta.url).resolve('@electric-sql/pglite')).href;
  const worker = new Worker(workerCode, { eval: true, workerData: { module, folder } });
  const waiting = new Map<
    number,
    { resolve: (result: QueryResult) => void; reject: (error: Error) => void }
  >();
  let lastId = 0;
  let lost: Error | null = null;

  const lose = (cause: unknown): void => {
    lost ??= new DatabaseLost(cause);
    for (const { reject } of waiting.values()) reject(lost);
    waiting.clear();
  };

  await new Promise<void>((resolve, reject) => {
    worker.on('message', ({ id, ready, rows = [], rowCount = 0, error }: Reply) => {
      if (ready === true) return resolve();
      if (ready === false) return reject(new DatabaseLost(error && databaseError(error)));
      const asked = waiting.get(id ?? -1);
      waiting.delete(id ?? -1);
      if (error) asked?.reject(databaseError(error));
      else asked?.resolve({ rows, rowCount });
    });
    worker.on('error', (cause) => {
      lose(cause);
      reject(new DatabaseLost(cause));
    });
    worker.on('exit', () => lose(new Error('the thread of the embedded database ended')));
  });

  const send = (message: { text?: string; params?: readonly unknown[]; close?: boolean }) =>
    new Promise<QueryResult>((resolve, reject) => {
      if (lost) return reject(lost);
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, ...message });
    });

  return {
    run: (text, params) => send({ text, params }),
    async close() {
      if (lost) return;
      await send({ close: true });
      await worker.terminate();
    },
  };
}
