import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { delimiter, join } from 'node:path';

export interface OwnRedis {
  url: string;
  /** Ends it as a crash would, and starts it again with nothing. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const noRedis = 'no redis-server on the PATH; install it (apt-get install redis-server) and run again';

export function hasRedisServer(): boolean {
  return findProgram('redis-server') !== null;
}

/** An empty Redis of our own on a free port of 127.0.0.1, without files; null where there is no redis-server. */
export async function startOwnRedis(): Promise<OwnRedis | null> {
  const program = findProgram('redis-server');
  if (program === null) return null;
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  let server = await startProgram(program, options);
  const endWithUs = () => server.kill('SIGKILL');
  process.once('exit', endWithUs);
  const kill = async () => {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    async restart() {
      await kill();
      server = await startProgram(program, options);
    },
    async stop() {
      process.off('exit', endWithUs);
      await kill();
    },
  };
}

async function startProgram(program: string, options: readonly string[]): Promise<ChildProcess> {
  const server = spawn(program, options, { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (bytes: Buffer) => {
      said += String(bytes);
      if (/ready to accept connections/i.test(said)) resolve();
    });
    server.once('exit', () => reject(new Error(`${program} ended at once: ${said}`)));
  });
  return server;
}

function findProgram(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
