import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { makeDataFolder } from '../support/data-folders.js';
import { type Program, startProgram } from '../support/program.js';
import { startWholeApp, type WholeApp } from '../support/whole-app.js';

jest.setTimeout(120_000);

let folder: string;
let whole: WholeApp;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kc-held-'));
  await makeDataFolder(folder);
  whole = await startWholeApp({
    keepsLedger: true,
    openCost: { retentionDays: 6 },
    environment: { DATA_DIR: folder, BACKFILL_DAYS: '3' },
  });
});
afterAll(async () => {
  await whole.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the terminal's command to its end. Its own OpenCost does not exist: only the running process can answer. */
async function run(...args: string[]): Promise<Program> {
  const program = await startProgram('src/bin.js', args, {
    OPENCOST_URL: 'http://127.0.0.1:1',
    DATA_DIR: folder,
  });
  await program.ended();
  return program;
}

it('a terminal is answered by the process that holds the data folder, in every form', async () => {
  const [table, json, csv] = await Promise.all([
    run('namespaces', '3d'),
    run('namespaces', '3d', '--json'),
    run('namespaces', '3d', '--csv'),
  ]);
  expect([table, json, csv].map(({ exitCode, errors }) => [exitCode, errors])).toEqual([
    [0, ''],
    [0, ''],
    [0, ''],
  ]);
  const { total }: { total: number } = JSON.parse(json.output);
  const here = (await whole.app.answer('namespaces 3d')).json() as { total: number };
  expect(total).toBe(here.total);
  expect(table.output).toContain(total.toLocaleString('en-US', { style: 'currency', currency: 'USD' }));
  expect(csv.output).toMatch(/^name,cluster,/);
  await Promise.all([table, json, csv].map((program) => program.clear()));
});

it('ends with 2 and the nearest lines for what is not understood', async () => {
  const program = await run('namespases');
  expect([program.exitCode, program.output]).toEqual([2, '']);
  expect(program.errors).toMatch(/^ {2}kubecent namespaces$/m);
  await program.clear();
});

it('takes the path of a file from where the terminal is', async () => {
  const file = join(folder, 'out.jsonl');
  const program = await run('ledger', 'export', 'file=out.jsonl', '--json');
  expect([program.exitCode, program.errors]).toEqual([0, '']);
  expect(program.output).toContain('kubecent-program-');
  expect(existsSync(join(process.cwd(), 'out.jsonl'))).toBe(false);
  await program.clear();
  const named = await run('ledger', 'export', '--file', file);
  expect(named.exitCode).toBe(0);
  expect(readFileSync(file, 'utf8')).toMatch(/^\{.*\}\n/);
  await named.clear();
});
