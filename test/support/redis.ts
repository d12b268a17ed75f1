import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, it } from '@jest/globals';
import { startFaultProxy } from './fault-proxy.js';

/** A Redis for one test file. */
export interface TestRedis {
  url: string;
  port: number;
  stop(): Promise<void>;
  /** Ends it as a crash would: connections break, new ones are refused. */
  kill(): Promise<void>;
  /** Freezes it: connections stay open and nothing answers. */
  pause(): void;
  resume(): void;
}

const howToGetIt = 'needs Redis: `node scripts/find-redis.mjs` finds one or says how to get it';
const startAttempts = 5;

/** Becomes the server; beside it, `cat` waits for the pipe from this process to close, however this process ends. */
const guardScript = 'exec 3<&0; (cat <&3; kill -9 $$) >/dev/null 2>&1 & exec "$@" </dev/null';

/** The file of a redis-server on the PATH, if there is one. */
function findRedisServer(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, 'redis-server')).find(isExecutable);
}

/** True when `startRedis` has something to start or to reach. */
function hasRedis(): boolean {
  return Boolean(process.env.TEST_REDIS_URL) || findRedisServer() !== undefined;
}

/** A suite that is skipped in plain sight where there is no Redis; with CI=true it fails there. */
export function describeWithRedis(name: string, suite: () => void): void {
  if (hasRedis()) {
    describe(name, suite);
  } else if (process.env.CI === 'true') {
    it(`${name}: has a Redis to run against`, () => {
      throw new Error(howToGetIt);
    });
  } else {
    describe.skip(`${name} (${howToGetIt})`, suite);
  }
}

/**
 * Starts a redis-server of its own, empty, on a free port of 127.0.0.1. With TEST_REDIS_URL the server behind that
 * address, which others use too, through a proxy that can be killed and paused in its stead.
 */
export async function startRedis(): Promise<TestRedis> {
  const address = process.env.TEST_REDIS_URL;
  if (address) return reachRedis(new URL(address));
  const program = findRedisServer();
  if (!program) throw new Error(howToGetIt);
  for (let attempt = 1; ; attempt += 1) {
    const started = await tryStart(program, await findFreePort());
    if (started) return started;
    if (attempt === startAttempts) throw new Error(`${program} did not start in ${startAttempts} attempts`);
  }
}

async function reachRedis(url: URL): Promise<TestRedis> {
  const proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port || 6379) });
  url.host = `127.0.0.1:${proxy.port}`;
  return {
    url: url.href,
    port: proxy.port,
    stop: proxy.stop,
    kill: async () => proxy.refuse(),
    pause: proxy.freeze,
    resume: proxy.thaw,
  };
}

/** Undefined when it ended instead of listening: the port was taken in the meantime. */
async function tryStart(program: string, port: number): Promise<TestRedis | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'kubecent-redis-'));
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const server = spawn('sh', ['-c', guardScript, 'sh', program, ...options], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<false>((resolve) => server.once('exit', () => resolve(false)));
  const kill = async () => {
    server.kill('SIGKILL');
    await ended;
  };
  const stop = async () => {
    await kill();
    server.stdin.destroy();
    server.stdout.destroy();
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await Promise.race([saysReady(server), ended]))) {
    await stop();
    return undefined;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    stop,
    kill,
    pause: () => server.kill('SIGSTOP'),
    resume: () => server.kill('SIGCONT'),
  };
}

function saysReady(server: ChildProcess): Promise<true> {
  return new Promise((resolve) => {
    let said = '';
    server.stdout?.on('data', (bytes: Buffer) => {
      said += String(bytes);
      if (/ready to accept connections/i.test(said)) resolve(true);
    });
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
