import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Dimension } from '../src/cost/group.js';
import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { askFor, type FilledLedger, fillLedger } from './filled-ledger.js';
import { median, percentile, showMib, showMs, timeCalls } from './statistics.js';

const days = 400;
const workloads = 1_000;
const samples = 200;
const groupingSamples = 20;
const groupings: readonly (readonly Dimension[])[] = [
  ['controller'],
  ['container'],
  ['pod'],
  ['node'],
  ['label:team'],
  ['namespace', 'label:app'],
];

/** What the embedded ledger of an ordinary cluster takes: time to answer, and space. */
export const ledgerEmbedded: Benchmark = {
  name: 'ledger',
  about: `${days} sealed days of ${workloads.toLocaleString('en-US')} workloads, embedded; every answer computed from the ledger, warm`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'kc-bench-'));
    const filled = await fillLedger({ kind: 'embedded', folder }, { days, workloads });
    try {
      const figures = [await questions(filled), await space(filled)];
      return figures.map((figure) => ({ figure }));
    } finally {
      await filled.database.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function questions({ costs, database }: FilledLedger): Promise<Figure> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  const byNamespace = async (window: string) => {
    const ask = () => askFor(costs, window, ['cluster', 'namespace']);
    await timeCalls(5, ask);
    return percentile(await timeCalls(samples, ask), 0.99);
  };
  const slowest = { name: '', ms: 0 };
  for (const by of groupings) await askFor(costs, '90d', by);
  delays.enable();
  const [month, quarter, year] = [
    await byNamespace('30d'),
    await byNamespace('90d'),
    await byNamespace('2025-11-24..2026-11-23'),
  ];
  for (const by of groupings) {
    const ms = median(await timeCalls(groupingSamples, () => askFor(costs, '90d', by)));
    if (ms > slowest.ms) Object.assign(slowest, { name: by.join(' and '), ms });
  }
  delays.disable();
  const blockedMs = Math.max(0, delays.max / 1e6 - 5);
  const plainMs = median(await timeCalls(10, () => plainRead(database)));
  return {
    name: '90 days by namespace, p99',
    value: showMs(quarter),
    baseline: { name: 'reading the bytes of those blocks with plain SQL', value: showMs(plainMs) },
    ratio: quarter / plainMs,
    details: [`p99 of ${samples} questions each; groupings are medians of ${groupingSamples}`],
    targets: [
      atMost('30 days by namespace, p99', month, 25, showMs, { below: true }),
      atMost('90 days by namespace, p99', quarter, 25, showMs, { below: true }),
      atMost('12 months by namespace, p99', year, 40, showMs, { below: true }),
      atMost(`any grouping over 90 days (slowest: ${slowest.name})`, slowest.ms, 150, showMs, {
        below: true,
      }),
      atMost('event loop blocked meanwhile', blockedMs, 50, showMs),
    ],
  };
}

async function plainRead({ pool }: FilledLedger['database']): Promise<void> {
  await pool.query(
    `select bytes from ledger_block where grain = 'namespace' and revision_id in
       (select revision_id from ledger_day order by day desc limit 90)`,
  );
}

async function space({ ledger, writeMs }: FilledLedger): Promise<Figure> {
  // pods are kept for 90 days, as the ledger's own sweep would have it
  const nowMs = Date.parse('2026-11-24T09:00:00Z');
  await ledger.sweep({ nowMs, podsBeforeMs: nowMs - 90 * 86_400_000 });
  const { tableBytes, folderBytes } = await ledger.size();
  const perWorkloadDay = tableBytes / (days * workloads);
  const rowBytes = 150;
  const showBytes = (bytes: number) => `${bytes.toFixed(1)} bytes`;
  return {
    name: `tables, ${days} days`,
    value: showMib(tableBytes),
    baseline: { name: 'rows of 150 bytes', value: showMib(rowBytes * days * workloads) },
    ratio: perWorkloadDay / rowBytes,
    details: [`data folder ${showMib(folderBytes ?? 0)}`, `writing a day: median ${showMs(median(writeMs))}`],
    targets: [
      atMost('a workload and day', perWorkloadDay, rowBytes, showBytes),
      atMost('tables', tableBytes, 75e6, showMib, { below: true }),
    ],
  };
}
