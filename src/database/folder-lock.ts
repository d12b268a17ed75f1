import { mkdir, rm, rmdir, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FolderInUse, FolderUnusable } from './errors.js';

/** Listening on this socket is holding the folder: it ends with the process, however that ends. */
const socketName = 'kubecent.sock';
/** Held for the moment in which a socket that nobody listens on any more is replaced. */
const takeoverName = 'kubecent.takeover';
/** A takeover takes milliseconds: one of this age was begun by a process that was killed. */
const staleTakeoverMs = 10_000;
const longestSocketPath = 100;
const attempts = 200;
const attemptEveryMs = 50;

export interface FolderLock {
  /** Listens on the folder's socket; whoever wants to serve lines there adds a `connection` listener. */
  server: Server;
  release(): Promise<void>;
}

/** The path of a folder's socket, short enough for the system: relative where that helps. Throws FolderUnusable. */
export function socketPathOf(folder: string): string {
  const path = join(folder, socketName);
  const fromHere = relative(process.cwd(), path);
  const shortest = fromHere.length < path.length ? fromHere : path;
  if (Buffer.byteLength(shortest) > longestSocketPath)
    throw new FolderUnusable(folder, 'its path is too long for a Unix socket');
  return shortest;
}

/** Takes the folder, made where it is missing. Throws FolderInUse while another process holds it, and FolderUnusable. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: NodeJS.ErrnoException) => {
    throw new FolderUnusable(folder, cause.code ?? 'it cannot be made', cause);
  });
  const path = socketPathOf(folder);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const server = await listen(folder, path);
    if (server) return { server, release: () => close(server) };
    if (await isServed(path)) throw new FolderInUse(folder);
    await replaceStale(folder, path);
  }
  throw new FolderInUse(folder);
}

/** A server on the path; null where the path is taken, by a process or by what a killed one left. */
async function listen(folder: string, path: string): Promise<Server | null> {
  const server = createServer();
  const umask = process.umask(0o177);
  try {
    return await new Promise<Server>((resolve, reject) => {
      server.once('error', reject).listen(path, () => {
        server.removeListener('error', reject);
        resolve(server);
      });
    });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'EADDRINUSE') return null;
    throw new FolderUnusable(folder, code, cause);
  } finally {
    process.umask(umask);
  }
}

function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Removes a socket that nobody listens on. Only one process at a time may, and only after asking once more. */
async function replaceStale(folder: string, path: string): Promise<void> {
  const takeover = join(folder, takeoverName);
  const isMine = await mkdir(takeover).then(
    () => true,
    () => false,
  );
  if (!isMine) {
    const begun = await stat(takeover).catch(() => null);
    if (begun && Date.now() - begun.mtimeMs > staleTakeoverMs) await rmdir(takeover).catch(() => undefined);
    await wait(attemptEveryMs);
    return;
  }
  try {
    if (!(await isServed(path))) await rm(path, { force: true });
  } finally {
    await rmdir(takeover).catch(() => undefined);
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
