import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const pageClient = join(project, 'dist', 'sandbox', 'page', 'client', 'main.js');
const lock = join(project, 'dist', '.building');
/** What the programs that tests start are made of. */
const sources = ['src', 'sandbox', 'bench', 'demo.ts', 'package.json'];
const longestBuildMs = 120_000;
const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
/** As `npm run build` does. */
const steps = [
  [tsc, '-p', 'tsconfig.build.json'],
  [tsc, '-p', 'sandbox/page/client'],
  [join('scripts', 'page-client.mjs')],
  [join('scripts', 'fresh-folder.mjs')],
];

/** The path of a built program, "demo.js". Builds first where a source is newer; files that run at once build once. */
export async function builtFile(file: string): Promise<string> {
  const path = join(project, 'dist', file);
  await until(() => !isBuilding());
  if (!isFresh(path)) await buildOnce();
  if (!existsSync(path)) throw new Error(`dist/${file} could not be built`);
  return path;
}

async function buildOnce(): Promise<void> {
  if (!takeLock()) {
    await until(() => !isBuilding());
    return;
  }
  try {
    build();
  } finally {
    rmdirSync(lock);
  }
}

/** A lock that is older than any build takes was left behind by one that was killed. */
function isBuilding(): boolean {
  const found = statSync(lock, { throwIfNoEntry: false });
  if (!found) return false;
  if (Date.now() - found.mtimeMs < longestBuildMs) return true;
  rmdirSync(lock);
  return false;
}

function build(): void {
  for (const args of steps) {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}

/** False when another test file is building. */
function takeLock(): boolean {
  mkdirSync(dirname(lock), { recursive: true });
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function isFresh(path: string): boolean {
  if (!existsSync(path)) return false;
  if (!existsSync(pageClient)) return false;
  const builtMs = statSync(path).mtimeMs;
  return sources.every((source) => newestMs(join(project, source)) <= builtMs);
}

function newestMs(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
