import { type BlockDay, type Grain, grains, isBlockDay, type SumDay } from '../src/cost/block.js';
import { type Dimension, grainFor, qualifiedDimensions } from '../src/cost/group.js';
import { runSlices } from '../src/cost/slices.js';
import { resolveWindow } from '../src/cost/window.js';
import { assembleAnswer } from '../src/cost-service/assemble.js';
import { everything, type Question } from '../src/cost-service/question.js';
import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { nowMs } from './fixed-time.js';
import { makeBlocks, makeDays } from './made-days.js';
import { medianPercentile, showMs, timeCalls } from './statistics.js';

const days = 90;
const workloads = 1_000;
const manyNamespaces = 10_000;
const runs = 5;
const samplesPerRun = 5;
const dayMs = 86_400_000;
const window = resolveWindow(`${days}d`, { nowMs, weekStarts: 'monday' });

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
  about: `${days} days in memory, summed into an answer with cost by day: closed days as blocks of the grain that the grouping needs, the running day as rows`,
  async run() {
    return [{ figure: await anyGrouping() }, { figure: await byManyNamespaces() }];
  },
};

async function anyGrouping(): Promise<Figure> {
  const options = { days, workloads, endMs: window.endMs };
  const running = makeDays({ ...options, days: 1, endMs: window.endMs + dayMs });
  const blocks = await timeGroupings(
    Object.fromEntries(grains.map((grain) => [grain, makeBlocks(options, grain)])) as Record<
      Grain,
      BlockDay[]
    >,
    running,
  );
  // rows of 90 days in memory slow down the garbage collection of all others: they come last
  const made = makeDays(options);
  const rows = await timeGroupings({ namespace: made, workload: made, pod: made }, running);
  const slowest = blocks.each.reduce((a, b) => (b.ms > a.ms ? b : a));
  return {
    name: `${workloads.toLocaleString('en-US')} workloads, the slowest grouping, by ${slowest.name}`,
    value: showMs(slowest.ms),
    baseline: { name: 'one plain pass that adds up the CPU cost by place', value: showMs(blocks.plainMs) },
    ratio: slowest.ms / blocks.plainMs,
    details: [
      ...blocks.each.map(({ name, ms, count }, place) => {
        const asRows = showMs(rows.each[place]?.ms ?? Number.NaN);
        return `by ${name}: ${showMs(ms)}, ${count.toLocaleString('en-US')} rows; with all days as rows ${asRows}`;
      }),
      `medians of ${runs} runs of ${samplesPerRun}`,
    ],
    targets: [atMost('any grouping', slowest.ms, 100, showMs, { below: true })],
  };
}

/** The median of each grouping over days at the grain that it needs, and of a plain pass over the finest. */
async function timeGroupings(closed: Record<Grain, readonly SumDay[]>, running: readonly SumDay[]) {
  const each = groupings.map((grouping) => ({ grouping, tookMs: [] as number[][], count: 0 }));
  const plainMs: number[][] = [];
  for (let run = 0; run <= runs; run += 1) {
    plainMs.push(await timeCalls(samplesPerRun, () => addUp(closed.pod)));
    for (const timed of each) {
      const ask = () => {
        timed.count = answerOf(timed.grouping, closed[grainFor(timed.grouping.by, [])], running).rows.length;
      };
      timed.tookMs.push(await timeCalls(samplesPerRun, ask));
    }
  }
  return {
    each: each.map(({ grouping, tookMs, count }) => ({
      name: grouping.name,
      ms: medianOfWarm(tookMs),
      count,
    })),
    plainMs: medianOfWarm(plainMs),
  };
}

async function byManyNamespaces(): Promise<Figure> {
  const options = { days, workloads: manyNamespaces, namespaces: manyNamespaces, endMs: window.endMs };
  const blocks = makeBlocks(options, 'namespace');
  const tookMs: number[][] = [];
  const plainMs: number[][] = [];
  const grouping: Grouping = { name: 'namespace', by: ['cluster', 'namespace'] };
  for (let run = 0; run <= runs; run += 1) {
    plainMs.push(await timeCalls(samplesPerRun, () => addUp(blocks)));
    tookMs.push(await timeCalls(samplesPerRun, () => answerOf(grouping, blocks, [])));
  }
  const ms = medianOfWarm(tookMs);
  const baselineMs = medianOfWarm(plainMs);
  const rowCount = blocks.reduce((sum, { block }) => sum + block.rowCount, 0);
  return {
    name: `by namespace, ${rowCount.toLocaleString('en-US')} rows of ${manyNamespaces.toLocaleString('en-US')} namespaces`,
    value: showMs(ms),
    baseline: { name: 'one plain pass that adds up the CPU cost by place', value: showMs(baselineMs) },
    ratio: ms / baselineMs,
    details: [`medians of ${runs} runs of ${samplesPerRun}`],
    targets: [atMost('by namespace', ms, 300, showMs, { below: true })],
  };
}

function answerOf(
  { by, idle = 'separate' }: Grouping,
  closed: readonly SumDay[],
  running: readonly SumDay[],
) {
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
  const outcomes = [
    ...closed.map((day) => outcomeOf(day, 'window')),
    ...running.map((day) => outcomeOf(day, 'today')),
  ];
  return runSlices(assembleAnswer(question, outcomes, { startedMs: nowMs, nowMs }));
}

function outcomeOf(day: SumDay, role: 'window' | 'today') {
  const { cluster, startMs, endMs } = day;
  const planned = { cluster, startMs, endMs, closed: role === 'window', role };
  return { planned, day, sealed: null, lacking: null, stale: false, failure: null, from: 'cache' as const };
}

/** The first run only warms up. */
function medianOfWarm(tookMs: readonly (readonly number[])[]): number {
  return medianPercentile(tookMs.slice(1), 0.5);
}

function addUp(made: readonly SumDay[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const day of made) {
    if (!isBlockDay(day)) continue;
    const { placeIds, sums: columns } = day.block;
    for (const [row, id] of placeIds.entries()) sums.set(id, (sums.get(id) ?? 0) + (columns.cpu?.[row] ?? 0));
  }
  return sums;
}
