import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { askFor, type FilledLedger, fillLedger } from './filled-ledger.js';
import { closedDay, nowMs } from './fixed-time.js';
import { noPostgres, startOwnPostgres } from './own-postgres.js';
import { median, percentile, showMs, showRatio, timeCalls } from './statistics.js';
import { startChild } from './workers/child.js';
import type { WorldReply, WorldRequest } from './workers/world.js';

const days = 90;
const workloads = 30_000;
const namespaces = 10_000;
const samples = 40;
const name = 'ledger-postgres';

/** A very large cluster on PostgreSQL, against reading its days from OpenCost. */
export const ledgerPostgres: Benchmark = {
  name,
  about: `${days} sealed days of ${workloads.toLocaleString('en-US')} workloads in ${namespaces.toLocaleString('en-US')} namespaces, PostgreSQL; every answer computed from the ledger, warm`,
  async run() {
    const postgres = await startOwnPostgres();
    if (!postgres) return [{ skipped: noPostgres, name }];
    const filled = await fillLedger(
      { kind: 'postgresql', url: postgres.url },
      { days, workloads, namespaces },
    );
    try {
      return [{ figure: await questions(filled, await oneDayMs()) }];
    } finally {
      await filled.database.close();
      await postgres.stop();
    }
  },
};

/** Reading the bytes of one such day, made beforehand, and doing nothing with them. */
async function oneDayMs(): Promise<number> {
  const options = {
    nowMs,
    small: { namespaces: 10, pods: 300 },
    large: { namespaces, pods: workloads },
    largeDayMs: closedDay.startMs,
  };
  const { child: world, ready } = await startChild<WorldRequest, WorldReply>('world', options);
  try {
    await world.ask({ large: true });
    const instant = (ms: number) => new Date(ms).toISOString().replace('.000', '');
    const query = `window=${instant(closedDay.startMs)},${instant(closedDay.endMs)}&step=1d&includeIdle=true`;
    const read = async () => {
      const answer = await fetch(`${ready.url}/allocation?${query}`);
      let bytes = 0;
      for await (const part of answer.body ?? []) bytes += part.length;
      return bytes;
    };
    return median(await timeCalls(5, read));
  } finally {
    await world.stop();
  }
}

async function questions({ costs, writeMs }: FilledLedger, dayMs: number): Promise<Figure> {
  const p99 = async (window: string) => {
    const ask = () => askFor(costs, window, ['cluster', 'namespace']);
    await timeCalls(3, ask);
    return percentile(await timeCalls(samples, ask), 0.99);
  };
  const [month, quarter] = [await p99('30d'), await p99('90d')];
  return {
    name: '90 days by namespace, p99',
    value: showMs(quarter),
    baseline: {
      name: `reading the bytes of ${days} days from a server that has them ready`,
      value: showMs(days * dayMs),
    },
    ratio: quarter / (days * dayMs),
    details: [
      `30 days ${showMs(month)}; reading one day's bytes ${showMs(dayMs)}, measured once and multiplied`,
      `writing a day: median ${showMs(median(writeMs))}; p99 of ${samples} questions`,
    ],
    targets: [
      atMost('30 days by namespace, p99', month, 400, showMs, { below: true }),
      atMost('90 days by namespace, p99', quarter, 600, showMs, { below: true }),
      atMost('30 days: share of reading the bytes', month / (30 * dayMs), 1 / 20, showRatio),
      atMost('90 days: share of reading the bytes', quarter / (days * dayMs), 1 / 20, showRatio),
    ],
  };
}
