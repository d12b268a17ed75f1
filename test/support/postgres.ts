import { type ChildProcess, type ExecFileSyncOptions, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { describe, it } from '@jest/globals';
import pg from 'pg';
import { until } from './until.js';

/** A PostgreSQL for one test file. */
export interface TestPostgres {
  /** The address of a fresh, empty database. */
  freshDatabase(): Promise<string>;
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

const howToGetIt = 'needs PostgreSQL: `node scripts/find-postgres.mjs` finds one or says how to get it';
const versionsFolder = '/usr/lib/postgresql';
/** The port names the socket only: nothing listens on a network. */
const port = 5432;
/** Becomes the server; beside it, `cat` waits for the pipe from this process to close, however this process ends. */
const guardScript = 'exec 3<&0; (cat <&3; kill -9 $$) >/dev/null 2>&1 & exec "$@" </dev/null';

/** The folder of `initdb` and `postgres`, if there is one. */
function findPrograms(): string | undefined {
  const versions = existsSync(versionsFolder) ? readdirSync(versionsFolder) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...versions.map((version) => join(versionsFolder, version, 'bin')),
  ];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

/** A suite that is skipped in plain sight where there is no PostgreSQL; with CI=true it fails there. */
export function describeWithPostgres(name: string, suite: () => void): void {
  if (process.env.TEST_DATABASE_URL || findPrograms()) describe(name, suite);
  else if (process.env.CI === 'true')
    it(`${name}: has a PostgreSQL to run against`, () => {
      throw new Error(howToGetIt);
    });
  else describe.skip(`${name} (${howToGetIt})`, suite);
}

/** PostgreSQL refuses to run as root: then it runs as a user who may do nothing else. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/**
 * Makes the data folder of an empty server. `initdb` takes seconds, copying what it made does not: made once for each
 * version and user, and kept beside the packages.
 */
function makeCluster(programs: string, data: string, options: ExecFileSyncOptions): void {
  const initdb = join(programs, 'initdb');
  const version = execFileSync(initdb, ['--version'], { encoding: 'utf8' }).replace(/[^\d.]+/g, '-');
  const template = resolve('node_modules', '.cache', `kubecent-postgres${version}${options.uid ?? 'own'}`);
  if (existsSync(template)) {
    execFileSync('cp', ['-Rp', template, data]);
    return;
  }
  const settings = ['-U', 'kubecent', '-A', 'trust', '--no-sync', '-E', 'UTF8'];
  execFileSync(initdb, ['-D', data, ...settings], options);
  mkdirSync(dirname(template), { recursive: true });
  const made = mkdtempSync(`${template}-`);
  execFileSync('cp', ['-Rp', data, made]);
  // another worker may have been faster
  if (!existsSync(template)) renameSync(join(made, 'data'), template);
  rmSync(made, { recursive: true, force: true });
}

let databases = 0;

async function createDatabase(url: string): Promise<string> {
  databases += 1;
  const name = `kubecent_test_${process.pid}_${Date.now()}_${databases}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** Starts a PostgreSQL of its own, on a Unix socket in a temporary folder, or uses the one of TEST_DATABASE_URL. */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    const nothing = async () => undefined;
    return { freshDatabase: () => createDatabase(given), stop: nothing, kill: nothing };
  }
  const programs = findPrograms();
  if (!programs) throw new Error(howToGetIt);
  const user = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'kc-pg-'));
  const data = join(folder, 'data');
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  const options = { ...user, cwd: folder, stdio: 'ignore' as const };
  makeCluster(programs, data, options);
  const server = spawn(
    'sh',
    [
      '-c',
      guardScript,
      'guard',
      join(programs, 'postgres'),
      '-D',
      data,
      '-k',
      folder,
      '-h',
      '',
      '-p',
      String(port),
      '-c',
      'fsync=off',
      '-c',
      'shared_buffers=64MB',
    ],
    { ...user, cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  const url = `postgresql://kubecent@localhost:${port}/postgres?host=${encodeURIComponent(folder)}`;
  await until(() => isReady(url));
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    await ended(server, signal);
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    freshDatabase: () => createDatabase(url),
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}

async function isReady(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function ended(server: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill(signal);
  });
}
