import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join, relative } from 'node:path';
import { codeOf, FolderInUse, FolderUnusable } from './errors.js';

/** Leads to the holder's socket, for those who want to speak to it. */
const socketName = 'kubecent.sock';
const longestSocketPath = 100;
/** `kubecent.7` leads to the socket of the seventh holder; the highest number is the one that counts. */
const numbered = /^kubecent\.(\d+)$/;
const ownSocket = /^kc\.[0-9a-f]{8}$/;

export interface FolderLock {
  /** Listens on the folder's socket; whoever wants to serve lines there adds a `connection` listener. */
  server: Server;
  release(): Promise<void>;
}

/** The path of a folder's socket, short enough for the system: relative where that helps. Throws FolderUnusable. */
export function socketPathOf(folder: string): string {
  const path = shortest(join(folder, socketName));
  if (Buffer.byteLength(path) > longestSocketPath)
    throw new FolderUnusable(folder, 'its path is too long for a Unix socket');
  return path;
}

function shortest(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.length < path.length ? fromHere : path;
}

/**
 * Takes the folder, made where it is missing. Holding it is listening on a socket in it: that ends with the process,
 * however that ends. Throws FolderInUse while another process holds it, and FolderUnusable.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  socketPathOf(folder);
  const own = `kc.${randomBytes(4).toString('hex')}`;
  const server = createServer();
  const sockets = keepSockets(server);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await listen(server, shortest(join(folder, own)));
    await chmod(join(folder, own), 0o600);
    const number = await claim(folder, own);
    await symlink(own, join(folder, `${own}.link`));
    await rename(join(folder, `${own}.link`), join(folder, socketName));
    await removeDead(folder, own, number);
  } catch (cause) {
    await close();
    if (cause instanceof FolderInUse) throw cause;
    throw new FolderUnusable(folder, codeOf(cause) || 'it cannot be made', cause);
  }
  return {
    server,
    async release() {
      await rm(join(folder, socketName), { force: true });
      await close();
    },
  };
}

/**
 * Becomes the holder with the next number; returns it. A name appears only when its socket listens already, once, and
 * the highest stays for good: so whoever finds its own name the highest is the only one, however long it was held up.
 */
async function claim(folder: string, own: string): Promise<number> {
  for (;;) {
    const last = await highestNumber(folder);
    if (last > 0 && (await isServed(nameOf(folder, last)))) throw new FolderInUse(folder);
    const mine = last + 1;
    try {
      await symlink(own, nameOf(folder, mine));
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      throw error;
    }
    if ((await highestNumber(folder)) === mine) return mine;
    await rm(nameOf(folder, mine), { force: true });
  }
}

/** Removes what earlier processes left. */
async function removeDead(folder: string, own: string, number: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const isOlder = Number(numbered.exec(name)?.[1] ?? number) < number;
    const isLeft = ownSocket.test(name) && name !== own && !(await isServed(join(folder, name)));
    if (isOlder || isLeft) await rm(join(folder, name), { force: true });
  }
}

function nameOf(folder: string, number: number): string {
  return join(folder, `kubecent.${number}`);
}

async function highestNumber(folder: string): Promise<number> {
  const numbers = (await readdir(folder)).map((name) => Number(numbered.exec(name)?.[1] ?? 0));
  return numbers.reduce((a, b) => Math.max(a, b), 0);
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(path, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

/** Anything but "nobody is there" means that somebody is: a holder that is too busy to answer holds all the same. */
function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(shortest(path));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(codeOf(error))));
  });
}

/** The open connections. Until somebody serves them they are ended at once, and none that breaks ends the process. */
function keepSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    if (server.listenerCount('connection') === 1) socket.resume().end();
  });
  return sockets;
}
