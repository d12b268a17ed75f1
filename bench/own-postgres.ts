import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export interface OwnPostgres {
  url: string;
  /** Ends it as a crash would, and starts it again with what it had. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const noPostgres =
  'no initdb and postgres found; install PostgreSQL (apt-get install postgresql) and run again';

const debianFolder = '/usr/lib/postgresql';
const startLimitMs = 30_000;

/** An empty PostgreSQL of our own on a Unix socket, with its usual settings; null where none is installed. */
export async function startOwnPostgres(): Promise<OwnPostgres | null> {
  const programs = findPrograms();
  if (!programs) return null;
  const folder = mkdtempSync(join(tmpdir(), 'kc-bench-'));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  // it refuses to run as root
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid !== undefined) for (const path of [folder, data]) chownSync(path, user.uid, user.gid);
  const options = { ...user, cwd: folder, stdio: 'ignore' as const };
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'kubecent', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
    options,
  );
  const start = () => spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, '-h', ''], options);
  let server = start();
  const endWithUs = () => server.kill('SIGKILL');
  process.once('exit', endWithUs);
  const url = `postgresql://kubecent@localhost/postgres?host=${encodeURIComponent(folder)}`;
  await untilReady(url);
  return {
    url,
    async restart() {
      server.kill('SIGQUIT');
      await once(server, 'exit');
      server = start();
      await untilReady(url);
    },
    async stop() {
      process.off('exit', endWithUs);
      server.kill('SIGINT');
      await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
}

function findPrograms(): string | undefined {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...versions.map((version) => join(debianFolder, version, 'bin')),
  ];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

async function untilReady(url: string): Promise<void> {
  const startedMs = performance.now();
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() - startedMs > startLimitMs) throw error;
      await wait(50);
    }
  }
}
