/** What the thread is told at its start. */
export interface ThreadData {
  /** Address of the module of PGlite. */
  module: string;
  /** The data folder. */
  folder: string;
  /** What it is made from, as a packed file; 'nothing' sets one up from nothing, null opens one that is there. */
  from: string | null;
  /** Settings of the server, as `name=value`. */
  settings: readonly string[];
  /** As much write-ahead log may pile up between two checkpoints. */
  logBytes: number;
}

/** What the thread is asked: one statement, several without parameters, to listen to a channel, or to close. */
export interface ThreadRequest {
  id: number;
  text?: string;
  params?: readonly unknown[];
  /** A channel; what is notified there comes as `notice`. Nothing happens where it is listened to already. */
  listen?: string;
  close?: boolean;
}

/** What the thread says. `fatal`: the database in it has ended. */
export interface ThreadReply {
  id?: number;
  ready?: true;
  rows?: Record<string, unknown>[];
  rowCount?: number;
  error?: { message: string; code?: string };
  fatal?: boolean;
  /** What somebody notified on a channel that is listened to. */
  notice?: { channel: string; payload: string };
  /** Something that concerns no request. */
  warning?: { message: string; code?: string };
}

/**
 * The program of the thread that PGlite runs in. It computes on the thread that opened it, for up to 100 ms at a time:
 * not on ours. It is a text because a thread starts from a file of its own, which would be another one in tests than in
 * the build. A single session makes no checkpoints by itself, whatever its settings say: so the thread does, else the
 * write-ahead log outgrows the data.
 */
export const threadProgram = `
const { readFile } = require('node:fs/promises');
const { parentPort, workerData } = require('node:worker_threads');
const statementsBetweenLooks = 16;
const options = { parsers: { 20: (text) => Number(text), 1082: (text) => text } };
const failure = (error) => ({ message: String(error?.message ?? error), code: error?.code });
const hasEnded = (error) =>
  error instanceof WebAssembly.RuntimeError ||
  error?.name === 'ExitStatus' ||
  ['FATAL', 'PANIC'].includes(error?.severity);
const say = (reply) => parentPort.postMessage(reply);
/** In memory it is set up three times as fast as in a folder. */
const setUp = async (PGlite) => {
  const db = await PGlite.create();
  const packed = await db.dumpDataDir('none');
  await db.close();
  return packed;
};
const contentsOf = async (PGlite, from) => {
  if (from === null) return {};
  return { loadDataDir: from === 'nothing' ? await setUp(PGlite) : new Blob([await readFile(from)]) };
};
(async () => {
  const { PGlite } = await import(workerData.module);
  const startParams = [...PGlite.defaultStartParams, ...workerData.settings.flatMap((setting) => ['-c', setting])];
  const contents = await contentsOf(PGlite, workerData.from);
  const db = await PGlite.create({ dataDir: workerData.folder, startParams, ...contents });
  const channels = new Set();
  const listen = async (channel) => {
    if (channels.has(channel)) return;
    channels.add(channel);
    await db.listen(channel, (payload) => say({ notice: { channel, payload } }));
  };
  const run = async (text, params) => {
    if (params.length > 0) return db.query(text, params, options);
    const results = await db.exec(text, options);
    return results.at(-1) ?? { rows: [] };
  };
  let statements = 0;
  const limitLog = async () => {
    statements += 1;
    if (statements % statementsBetweenLooks !== 0) return;
    const { rows } = await db.query(
      'select pg_current_wal_insert_lsn() - redo_lsn > $1 as is_due from pg_control_checkpoint()',
      [workerData.logBytes],
    );
    if (rows[0].is_due) await db.query('checkpoint');
  };
  parentPort.on('message', async ({ id, text, params, listen: channel, close }) => {
    try {
      if (close) {
        await db.query('checkpoint');
        await db.close();
        say({ id });
        return;
      }
      if (channel) {
        await listen(channel);
        say({ id });
        return;
      }
      const result = await run(text, params);
      say({ id, rows: result.rows, rowCount: result.affectedRows || result.rows.length });
      // a transaction that has failed refuses every question; the next look comes
      await limitLog().catch((error) => error.code === '25P02' || say({ warning: failure(error), fatal: hasEnded(error) }));
    } catch (error) {
      say({ id, error: failure(error), fatal: hasEnded(error) });
    }
  });
  say({ ready: true });
})().catch((error) => say({ error: failure(error), fatal: true }));
`;
