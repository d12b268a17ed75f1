import type { DayCosts } from '../src/cost/day.js';
import { type Dimension, qualifiedDimensions } from '../src/cost/group.js';
import { runSlices } from '../src/cost/slices.js';
import { resolveWindow } from '../src/cost/window.js';
import { assembleAnswer } from '../src/cost-service/assemble.js';
import { everything, type Question } from '../src/cost-service/question.js';
import { atMost, type Benchmark } from './benchmark.js';
import { nowMs } from './fixed-time.js';
import { makeDays } from './made-days.js';
import { medianPercentile, showMs, timeCalls } from './statistics.js';

const days = 90;
const workloads = 1_000;
const runs = 5;
const samplesPerRun = 7;

interface Grouping {
  name: string;
  by: readonly Dimension[];
  idle?: Question['idle'];
}

const groupings: readonly Grouping[] = [
  { name: 'nothing', by: [] },
  { name: 'namespace', by: ['cluster', 'namespace'] },
  { name: 'namespace, idle shared', by: ['cluster', 'namespace'], idle: 'share' },
  { name: 'controller', by: ['controller'] },
  { name: 'pod', by: ['pod'] },
  { name: 'container', by: ['container'] },
  { name: 'node', by: ['node'] },
  { name: 'label:team', by: ['label:team'] },
  { name: 'namespace and label:app', by: ['namespace', 'label:app'] },
];

/** Another question about days that are already in memory. */
export const regroup: Benchmark = {
  name: 'regroup',
  about: `${days} days of ${workloads.toLocaleString('en-US')} workloads in memory, summed into an answer by any grouping, with cost by day`,
  async run() {
    const window = resolveWindow(`${days}d`, { nowMs, weekStarts: 'monday' });
    const made = makeDays({ days, workloads, endMs: window.endMs });
    const outcomes = made.map((day) => ({
      planned: plannedOf(day),
      day,
      sealed: null,
      lacking: null,
      stale: false,
      failure: null,
    }));
    const answer = ({ by, idle = 'separate' }: Grouping) => {
      const question: Question = {
        clusters: null,
        window,
        groupBy: qualifiedDimensions(by),
        filter: [],
        idle,
        baseline: null,
        series: 'day',
        includeHeld: false,
        capacity: false,
        scope: everything,
      };
      return runSlices(assembleAnswer(question, outcomes, { startedMs: nowMs, nowMs }));
    };
    const timed = await timeGroupings(answer, made);
    const baselineMs = medianPercentile(timed.plain, 0.5);
    const each = timed.each.map(({ grouping, tookMs }) => ({
      name: grouping.name,
      ms: medianPercentile(tookMs, 0.5),
      rows: answer(grouping).rows.length,
    }));
    const slowest = each.reduce((a, b) => (b.ms > a.ms ? b : a));
    const figure = {
      name: `the slowest grouping, by ${slowest.name}`,
      value: showMs(slowest.ms),
      baseline: { name: 'one plain pass that adds up the CPU cost by namespace', value: showMs(baselineMs) },
      ratio: slowest.ms / baselineMs,
      details: [
        ...each.map(
          ({ name, ms, rows }) => `by ${name}: ${showMs(ms)}, ${rows.toLocaleString('en-US')} rows`,
        ),
        `medians of ${runs} runs of ${samplesPerRun}`,
      ],
      targets: [atMost('any grouping', slowest.ms, 100, showMs, { below: true })],
    };
    return [{ figure }];
  },
};

async function timeGroupings(answer: (grouping: Grouping) => unknown, made: readonly DayCosts[]) {
  const each = groupings.map((grouping) => ({ grouping, tookMs: [] as number[][] }));
  const plain: number[][] = [];
  for (let run = 0; run <= runs; run += 1) {
    plain.push(await timeCalls(samplesPerRun, () => addUp(made)));
    for (const { grouping, tookMs } of each)
      tookMs.push(await timeCalls(samplesPerRun, () => answer(grouping)));
  }
  // the first run only warms up
  return {
    each: each.map(({ grouping, tookMs }) => ({ grouping, tookMs: tookMs.slice(1) })),
    plain: plain.slice(1),
  };
}

function addUp(made: readonly DayCosts[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const day of made) {
    for (const { namespace, cost } of day.rows) sums.set(namespace, (sums.get(namespace) ?? 0) + cost.cpu);
  }
  return sums;
}

function plannedOf({ cluster, startMs, endMs }: DayCosts) {
  return { cluster, startMs, endMs, closed: true, role: 'window' } as const;
}
