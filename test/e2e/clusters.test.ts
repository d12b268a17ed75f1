import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { SampleOpenCost } from '../../sandbox/opencost/contract.js';
import { startSampleOpenCost } from '../../sandbox/opencost/server.js';
import { dollars, sumRawDays } from '../support/raw-sums.js';
import { morningMs, startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

let folder: string;
let eu: SampleOpenCost;
let us: SampleOpenCost;
let whole: WholeApp | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kubecent-clusters-'));
  // Both call themselves "default-cluster", as a fresh OpenCost does: the configured names tell them apart.
  const options = { clock: () => morningMs, cluster: 'default-cluster' };
  eu = await startSampleOpenCost({ ...options, seed: 'eu' });
  us = await startSampleOpenCost({
    ...options,
    seed: 'us',
    events: [{ kind: 'add-namespace', day: '2026-11-10', namespace: 'billing', pods: 9 }],
  });
});
afterEach(async () => {
  await whole?.stop();
  await eu.stop();
  await us.stop();
  rmSync(folder, { recursive: true });
});

async function start({ currencyOfUs = 'USD' } = {}): Promise<WholeApp> {
  const file = join(folder, 'kubecent.yaml');
  const clusters = [
    `  - name: prod-eu\n    url: ${eu.url}`,
    `  - name: prod-us\n    url: ${us.url}\n    currency: ${currencyOfUs}`,
  ];
  writeFileSync(file, `clusters:\n${clusters.join('\n')}\n`);
  const environment = { KUBECENT_CONFIG: file, OPENCOST_URL: undefined, CLUSTER_NAME: undefined };
  whole = await startWholeApp({ openCost: eu, environment });
  return whole;
}

/** "ml · prod-eu" and the cost beside it. */
function costsOf(blocks: readonly Readonly<Record<string, unknown>>[]): Map<string, string> {
  const table = blocks.find(({ type }) => type === 'data_table');
  const rows = (table?.rows ?? []) as unknown[][];
  return new Map(rows.slice(1).map((cells) => [wordsOf(cells[0]), wordsOf(cells[1])]));
}

describe('two clusters of kubecent.yaml', () => {
  it('are rows of their own, by the configured names, and add up to both', async () => {
    const { blocks, text } = await (await start()).ask('namespaces 3d');
    const sums = [
      await sumRawDays(eu.url, '2026-11-21', '2026-11-23'),
      await sumRawDays(us.url, '2026-11-21', '2026-11-23'),
    ];
    const costs = costsOf(blocks);
    expect(costs.get('ml · prod-eu')).toBe(dollars(sums[0]?.byNamespace.get('ml') ?? 0n));
    expect(costs.get('ml · prod-us')).toBe(dollars(sums[1]?.byNamespace.get('ml') ?? 0n));
    expect(costs.get('billing · prod-us')).toBe(dollars(sums[1]?.byNamespace.get('billing') ?? 0n));
    expect(costs.has('billing · prod-eu')).toBe(false);
    expect(text).toContain(dollars(sums.reduce((sum, { total }) => sum + total, 0n)));
    expect(wordsOf(blocks)).toMatch(/2 of 2 clusters/);
    expect(wordsOf(blocks)).not.toContain('default-cluster');
  });

  it('can be asked one at a time', async () => {
    const { blocks, text } = await (await start()).ask('namespaces 3d cluster=prod-us');
    expect(text).toContain(dollars((await sumRawDays(us.url, '2026-11-21', '2026-11-23')).total));
    expect(wordsOf(blocks)).not.toContain('prod-eu');
    expect(eu.requestCount('/allocation')).toBe(0);
  });

  it('name the nearest to a cluster that is none', async () => {
    const { text, blocks } = await (await start()).ask('namespaces 3d cluster=prod-ue');
    expect(`${text} ${wordsOf(blocks)}`).toMatch(/no cluster “prod-ue”.*prod-eu/);
  });

  it('are answered without the one that is down, which is named', async () => {
    const app = await start();
    us.setFailure({ kind: 'unauthorized' });
    const { blocks, text } = await app.ask('namespaces 3d');
    expect(text).toContain(dollars((await sumRawDays(eu.url, '2026-11-21', '2026-11-23')).total));
    const words = wordsOf(blocks);
    expect(words).toMatch(/1 of 2 clusters/);
    expect(words).toMatch(/prod-us: OpenCost refused our credentials/);
    expect([...costsOf(blocks).keys()].filter((name) => name.includes('prod-us'))).toEqual([]);
    expect(wordsOf((await app.ask('health')).blocks)).toMatch(/Not all numbers are current: prod-us/);
  });

  it('with unlike currencies are not added, which is said, and each can be asked', async () => {
    const app = await start({ currencyOfUs: 'EUR' });
    const { text, blocks } = await app.ask('namespaces 3d');
    expect(`${text} ${wordsOf(blocks)}`).toMatch(
      /paid in USD and EUR, which cannot be added.*cluster=prod-eu/,
    );
    const euros = (await app.ask('namespaces 3d cluster=prod-us')).text;
    const total = dollars((await sumRawDays(us.url, '2026-11-21', '2026-11-23')).total);
    expect(euros).toContain(total.replace('$', '€'));
    expect(us.requestCount('/allocation')).toBeGreaterThan(0);
  });
});
