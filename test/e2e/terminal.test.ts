import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { SampleOpenCost } from '../../sandbox/opencost/contract.js';
import { startSampleOpenCost } from '../../sandbox/opencost/server.js';
import { type App, createApp } from '../../src/app.js';
import { runCli } from '../../src/cli/run.js';
import { loadConfig } from '../../src/config.js';
import { reports } from '../../src/reports/index.js';
import { silent } from '../support/databases.js';
import { type Program, startProgram } from '../support/program.js';

jest.setTimeout(120_000);

const token = 'opencost-token-0123';
let openCost: SampleOpenCost;
let app: App;
beforeAll(async () => {
  openCost = await startSampleOpenCost({ retentionDays: 12 });
  app = await createApp(loadConfig(environmentOf()), { logger: silent, keepsLedger: false });
});
afterAll(async () => {
  await app.stop(1_000);
  await openCost.stop();
});

const environmentOf = () => ({
  OPENCOST_URL: openCost.url,
  CLUSTER_NAME: 'prod',
  OPENCOST_TOKEN: token,
});

/** Runs the terminal's command to its end. */
async function run(line: string, environment: Record<string, string> = {}): Promise<Program> {
  const program = await startProgram('src/bin.js', line.split(' '), { ...environmentOf(), ...environment });
  await program.ended();
  expect(program.output + program.errors).not.toContain(token);
  await program.clear();
  return program;
}

/** The same without a process of its own: for what is printed. */
async function runHere(line: string): Promise<Pick<Program, 'exitCode' | 'output' | 'errors'>> {
  const said = { output: '', errors: '' };
  const exitCode = await runCli({
    arguments: line.split(' '),
    answerLine: (asked, options) => app.answer(asked, { ...options, surface: 'terminal' }),
    version: '',
    print: (text) => {
      said.output += text;
    },
    printError: (text) => {
      said.errors += text;
    },
    printProgress: () => undefined,
    columns: null,
    colours: false,
  });
  expect(said.output + said.errors).not.toContain(token);
  return { exitCode, ...said };
}

interface Namespaces {
  namespaces: { name: string; total_cost: number }[];
  idle_cost: number;
  unclaimed_storage_cost: number;
  total: number;
}

describe('the terminal', () => {
  it('prints a table for people, with the same total as for programs', async () => {
    const [table, json] = await Promise.all([runHere('namespaces 3d'), run('namespaces 3d --json')]);
    expect([table.exitCode, json.exitCode, table.errors, json.errors]).toEqual([0, 0, '', '']);
    const report = reports.find(({ name }) => name === 'namespaces');
    const answer = JSON.parse(json.output) as Namespaces;
    expect(report?.result.parse(answer)).toEqual(answer);
    const units = (cost: number) => Math.round(cost * 1e5);
    const costs = answer.namespaces.map(({ total_cost }) => total_cost);
    const parts = [...costs, answer.idle_cost, answer.unclaimed_storage_cost].map(units);
    expect(parts.reduce((sum, cost) => sum + cost)).toBe(units(answer.total));

    expect(table.output).toMatch(/^Cost by namespace {2}3 closed days/);
    const dollars = answer.total.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
    expect(table.output).toContain(dollars);
    for (const { name } of answer.namespaces.filter(({ total_cost }) => total_cost >= 1))
      expect(table.output).toMatch(new RegExp(`^${name}\\b.* \\$[\\d,.]+`, 'm'));
    expect(table.output.includes('\u001b')).toBe(false);
  });

  it('prints the whole table as CSV', async () => {
    const { exitCode, output, errors } = await runHere('pods payments 2d --csv');
    expect([exitCode, errors]).toEqual([0, '']);
    const [header = '', ...rows] = output.trimEnd().split('\n');
    expect(header.split(',')).toEqual(expect.arrayContaining(['pod', 'total_cost']));
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.map((row) => row.split(',').length))).toEqual(new Set([header.split(',').length]));
  });

  it.each(['monthly --json', 'health --json', 'help --json', 'pods payments --json'])(
    '“%s” is what its report promises',
    async (line) => {
      const { exitCode, output } = await runHere(line);
      expect(exitCode).toBe(0);
      const report = reports.find(({ name }) => name === line.split(' ')[0]);
      const answer: unknown = JSON.parse(output);
      expect(report?.result.parse(answer)).toEqual(answer);
    },
  );

  it('ends with 2 for what it does not understand, names it and the nearest, and asks nobody', async () => {
    const asked = openCost.requestCount();
    const { exitCode, output, errors } = await run('namespases 30d');
    expect([exitCode, output]).toEqual([2, '']);
    expect(errors).toMatch(/namespases/);
    expect(errors).toMatch(/^ {2}kubecent namespaces 30d$/m);
    expect(openCost.requestCount()).toBe(asked);
  });

  it('ends with 2 for two forms at once', async () => {
    const { exitCode, output, errors } = await run('namespaces 3d --json --csv');
    expect([exitCode, output]).toEqual([2, '']);
    expect(errors).toContain('--json and --csv');
  });

  it('ends with 1 and one sentence when OpenCost is down', async () => {
    const { exitCode, output, errors } = await run('namespaces 2d --json', {
      OPENCOST_URL: 'http://127.0.0.1:1',
    });
    expect([exitCode, output]).toEqual([1, '']);
    expect(errors).toMatch(/^kubecent: OpenCost cannot be reached \(connection refused\); check .*\.\n$/);
  });

  it('ends with 1 and all problems of a configuration that is none', async () => {
    const { exitCode, errors } = await run('health', { OPENCOST_URL: 'opencost:9003', CURRENCY: 'dollars' });
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/2 problems:\n- .*OPENCOST_URL|2 problems:\n- .*CURRENCY/);
  });

  it('helps without any configuration', async () => {
    const { exitCode, output } = await run('help', { OPENCOST_URL: '' });
    expect([exitCode, output]).toEqual([0, expect.stringContaining('namespaces')]);
  });

  it('says its version without any configuration', async () => {
    const { exitCode, output } = await run('--version', { OPENCOST_URL: '' });
    expect([exitCode, output]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });
});
