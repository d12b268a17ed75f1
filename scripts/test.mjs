#!/usr/bin/env node
// The whole check of the project, in one command: says each step, and ends with "N passed, N failed".
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, freemem, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const limitMs = 9.5 * 60_000;
const inMemory = '/dev/shm';
/** More than all tests that run at once have in temporary files. */
const roomBytes = 6 * 2 ** 30;
const count = { passed: 0, failed: 0, skipped: 0 };

function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs a program of node_modules or a script with Node. What it says is shown as it comes, or is handed back as a whole:
 * steps that run at once must not talk at once.
 */
function runNode(args, { isQuiet = false, environment = {} } = {}) {
  const said = [];
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { ...process.env, ...environment },
    stdio: isQuiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => said.push(bytes));
  const end = (passed) => ({ passed, said: Buffer.concat(said).toString() });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      said.push(Buffer.from(`could not finish: ${error.message}\n`));
      resolve(end(false));
    });
    child.on('close', (status, signal) => {
      if (signal !== null) said.push(Buffer.from(`could not finish: ended by ${signal}\n`));
      resolve(end(status === 0));
    });
  });
}

/** A step that counts as one test. */
async function step(name, args) {
  const { passed, said } = await runNode(args, { isQuiet: true });
  count[passed ? 'passed' : 'failed'] += 1;
  process.stdout.write(`\n# ${name}\n${said}`);
  say(passed ? `# ${name}: passed` : `# ${name}: failed`);
}

/** The servers that tests run against: found, or installed, one after the other. */
async function findServers() {
  for (const script of ['find-redis', 'find-postgres']) {
    const { passed, said } = await runNode([`scripts/${script}.mjs`], { isQuiet: true });
    process.stdout.write(`\n# ${script}\n${said}`);
    if (!passed) count.failed += 1;
  }
}

async function look() {
  await step('lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '.']);
  await step('types', ['node_modules/typescript/bin/tsc', '--noEmit']);
}

async function build() {
  // "types" has looked at all of it
  await step('build', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck']);
  await step("build of the page's client", ['node_modules/typescript/bin/tsc', '-p', 'sandbox/page/client']);
  await step("joining of the page's client", ['scripts/page-client.mjs']);
  await step('build of a fresh data folder', ['scripts/fresh-folder.mjs']);
}

/** Where temporary files cost least: tests copy and remove hundreds of data folders, and most disks are slow at that. */
function temporaryFolder() {
  if (process.env.TMPDIR || !existsSync(inMemory)) return tmpdir();
  const { bavail, bsize } = statfsSync(inMemory);
  return Math.min(bavail * bsize, freemem(), process.constrainedMemory() || Infinity) > roomBytes
    ? inMemory
    : tmpdir();
}

/** A folder for all temporary files of the tests, gone when this process ends. */
function makeFolder() {
  const folder = mkdtempSync(join(temporaryFolder(), 'kubecent-test-'));
  // a PostgreSQL runs as a user of its own, below it
  chmodSync(folder, 0o755);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  return folder;
}

/** All Jest projects in one run. A suite that cannot be loaded, and a run that breaks off, each count as one failure. */
async function runJest() {
  say('\n# unit, integration, e2e and browser tests');
  const folder = makeFolder();
  const resultFile = join(folder, 'result.json');
  const args = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    // see test/support/web-assembly.ts
    '--liftoff-only',
    'node_modules/jest/bin/jest.js',
    `--maxWorkers=${Math.max(2, Math.floor(availableParallelism() / 2))}`,
    // what it knows of this project outlives the temporary files
    `--cacheDirectory=${join(tmpdir(), 'kubecent-jest')}`,
    '--json',
    `--outputFile=${resultFile}`,
  ];
  const { passed, said } = await runNode(args, { environment: { TMPDIR: folder } });
  if (said !== '') say(said.trimEnd());
  const result = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : null;
  if (result === null) {
    count.failed += 1;
    return;
  }
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  count.passed += result.numPassedTests;
  count.failed += failed === 0 && !passed ? 1 : failed;
  count.skipped += result.numPendingTests + result.numTodoTests;
}

await Promise.all([findServers(), look(), build()]);
await runJest();

const skipsFail = process.env.CI === 'true' && count.skipped > 0;
if (skipsFail) say('\nWith CI=true a skipped test is a failure.');
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
say(`\n${count.passed} passed, ${count.failed} failed${skipped}`);
process.exitCode = count.failed > 0 || skipsFail ? 1 : 0;
