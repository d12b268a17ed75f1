#!/usr/bin/env node
// The whole check of the project, in one command: says each step, and ends with "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const limitMs = 9.5 * 60_000;
const count = { passed: 0, failed: 0, skipped: 0 };

function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Runs a program of node_modules or a script with Node and shows what it says; true when it ended well. */
function runNode(args) {
  const run = spawnSync(process.execPath, args, {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  if (run.error) say(`could not finish: ${run.error.message}`);
  return run.status === 0;
}

/** A step that counts as one test. */
function step(name, args) {
  say(`\n# ${name}`);
  const passed = runNode(args);
  count[passed ? 'passed' : 'failed'] += 1;
  say(passed ? `# ${name}: passed` : `# ${name}: failed`);
}

/** All Jest projects in one run. A suite that cannot be loaded, and a run that breaks off, each count as one failure. */
function runJest() {
  say('\n# unit, integration, e2e and browser tests');
  const folder = mkdtempSync(join(tmpdir(), 'kubecent-test-'));
  const resultFile = join(folder, 'result.json');
  const passed = runNode([
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    // see test/support/web-assembly.ts
    '--liftoff-only',
    'node_modules/jest/bin/jest.js',
    `--maxWorkers=${Math.max(2, Math.floor(availableParallelism() / 2))}`,
    '--json',
    `--outputFile=${resultFile}`,
  ]);
  const result = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : null;
  rmSync(folder, { recursive: true, force: true });
  if (result === null) {
    count.failed += 1;
    return;
  }
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  count.passed += result.numPassedTests;
  count.failed += failed === 0 && !passed ? 1 : failed;
  count.skipped += result.numPendingTests + result.numTodoTests;
}

say('# Redis and PostgreSQL for the tests');
for (const script of ['find-redis', 'find-postgres'])
  if (!runNode([`scripts/${script}.mjs`])) count.failed += 1;
step('lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '.']);
step('types', ['node_modules/typescript/bin/tsc', '--noEmit']);
step('build', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
step("build of the page's client", ['node_modules/typescript/bin/tsc', '-p', 'sandbox/page/client']);
step('build of a fresh data folder', ['scripts/fresh-folder.mjs']);
runJest();

const skipsFail = process.env.CI === 'true' && count.skipped > 0;
if (skipsFail) say('\nWith CI=true a skipped test is a failure.');
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
say(`\n${count.passed} passed, ${count.failed} failed${skipped}`);
process.exitCode = count.failed > 0 || skipsFail ? 1 : 0;
