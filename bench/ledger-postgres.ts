import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { askFor, type FilledLedger, fillLedger } from './filled-ledger.js';
import { closedDay, nowMs } from './fixed-time.js';
import { noPostgres, startOwnPostgres } from './own-postgres.js';
import { median, medianPercentile, quietHalf, showMs, showRatio, timeCalls } from './statistics.js';
import { startChild } from './workers/child.js';
import type { WorldReply, WorldRequest } from './workers/world.js';

const days = 90;
const workloads = 30_000;
const namespaces = 10_000;
const warmUp = 20;
const runCount = 6;
/** With fewer, the 99th percentile would be the slowest one. */
const samplesPerRun = 100;
const daysPerRun = 5;
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
      return [{ figure: await questions(filled) }];
    } finally {
      await filled.database.close();
      await postgres.stop();
    }
  },
};

interface Run {
  /** Reading the bytes of one such day, again and again. */
  dayMs: number[];
  monthMs: number[];
  quarterMs: number[];
}

/** Both are measured by turns, so that a busy moment of the machine strikes both. */
async function questions({ costs, writeMs }: FilledLedger): Promise<Figure> {
  const reader = await startDayReader();
  const asker = (window: string) => () => askFor(costs, window, ['cluster', 'namespace']);
  const [month, quarter] = [asker('30d'), asker('90d')];
  const runs: Run[] = [];
  try {
    await timeCalls(warmUp, month);
    await timeCalls(warmUp, quarter);
    for (let run = 0; run < runCount; run += 1) {
      const dayMs = await timeCalls(daysPerRun, reader.read);
      const monthMs = await timeCalls(samplesPerRun, month);
      const quarterMs = await timeCalls(samplesPerRun, quarter);
      runs.push({ dayMs, monthMs, quarterMs });
    }
  } finally {
    await reader.stop();
  }
  return figureOf(
    quietHalf(runs, ({ dayMs }) => dayMs),
    writeMs,
  );
}

/** Reads the bytes of one day, made beforehand, and does nothing with them. */
async function startDayReader() {
  const options = {
    nowMs,
    small: { namespaces: 10, pods: 300 },
    large: { namespaces, pods: workloads },
    largeDayMs: closedDay.startMs,
  };
  const { child: world, ready } = await startChild<WorldRequest, WorldReply>('world', options);
  await world.ask({ large: true });
  const instant = (ms: number) => new Date(ms).toISOString().replace('.000', '');
  const query = `window=${instant(closedDay.startMs)},${instant(closedDay.endMs)}&step=1d&includeIdle=true`;
  const read = async () => {
    const answer = await fetch(`${ready.url}/allocation?${query}`);
    let bytes = 0;
    for await (const part of answer.body ?? []) bytes += part.length;
    return bytes;
  };
  return { read, stop: () => world.stop() };
}

function figureOf(runs: readonly Run[], writeMs: readonly number[]): Figure {
  const at = (share: number, of: (run: Run) => readonly number[]) => medianPercentile(runs.map(of), share);
  const month = at(0.99, ({ monthMs }) => monthMs);
  const quarter = at(0.99, ({ quarterMs }) => quarterMs);
  // like with like: the middle answer against the middle reading
  const dayMs = at(0.5, (run) => run.dayMs);
  const middleMonth = at(0.5, ({ monthMs }) => monthMs);
  const middleQuarter = at(0.5, ({ quarterMs }) => quarterMs);
  return {
    name: '90 days by namespace, median',
    value: showMs(middleQuarter),
    baseline: {
      name: `reading the bytes of ${days} days from a server that has them ready`,
      value: showMs(days * dayMs),
    },
    ratio: middleQuarter / (days * dayMs),
    details: [
      `30 days: median ${showMs(middleMonth)}; reading one day's bytes ${showMs(dayMs)}, measured by itself and multiplied`,
      `writing a day: median ${showMs(median(writeMs))}; ${samplesPerRun} questions a run, the quieter ${runs.length} of ${runCount} runs`,
      `the p99 against the middle reading: 30 days ${showRatio(month / (30 * dayMs))}, 90 days ${showRatio(quarter / (days * dayMs))}`,
    ],
    targets: [
      atMost('30 days by namespace, p99', month, 400, showMs, { below: true }),
      atMost('90 days by namespace, p99', quarter, 600, showMs, { below: true }),
      atMost('30 days: share of reading the bytes', middleMonth / (30 * dayMs), 1 / 20, showRatio),
      atMost('90 days: share of reading the bytes', middleQuarter / (days * dayMs), 1 / 20, showRatio),
    ],
  };
}
