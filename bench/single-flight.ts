import type { RecordedRequest } from '../sandbox/opencost/contract.js';
import { startSampleOpenCost } from '../sandbox/opencost/server.js';
import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { nowMs } from './fixed-time.js';
import { hasRedisServer, noRedis, startOwnRedis } from './redis-server.js';
import { median, showMs } from './statistics.js';
import type { AskingAppReply, AskingAppRequest } from './workers/asking-app.js';
import { startChild } from './workers/child.js';

const line = 'namespaces 7d';
/** Seven days, the seven before, and the running day. */
const daysAsked = 15;
const processes = 3;
const users = 100;
const runs = 3;
/** OpenCost takes its time, so that all users are waiting while each day is being read. */
const latency = { perDayMs: 150 };

interface Run {
  allocation: readonly number[];
  assets: readonly number[];
  answers: number;
  unlike: number;
  tookMs: number;
}

/** Nobody makes OpenCost compute the same twice. */
export const singleFlight: Benchmark = {
  name: 'single-flight',
  about: `${processes} processes, ${users} users, one question (${line}), one Redis, nothing cached`,
  async run() {
    if (!hasRedisServer()) return [{ name: 'requests to OpenCost', skipped: noRedis }];
    const done: Run[] = [];
    for (let run = 0; run < runs; run += 1) done.push(await runOnce());
    return [{ figure: figureOf(done) }];
  },
};

async function runOnce(): Promise<Run> {
  const redis = await startOwnRedis();
  const openCost = await startSampleOpenCost({ clock: () => nowMs, latency });
  const environment = { OPENCOST_URL: openCost.url, CLUSTER_NAME: 'prod', REDIS_URL: redis?.url ?? '' };
  const started = await Promise.all(
    Array.from({ length: processes }, () =>
      startChild<AskingAppRequest, AskingAppReply>('asking-app', { nowMs, environment }),
    ),
  );
  try {
    const startedMs = performance.now();
    const replies = await Promise.all(
      started.map(({ child }, index) => child.ask({ line, users: shareOf(users, index) })),
    );
    const tookMs = performance.now() - startedMs;
    const summaries = replies.flatMap((reply) => reply.summaries);
    return {
      allocation: requestsByDay(openCost.requests, '/allocation'),
      assets: requestsByDay(openCost.requests, '/assets'),
      answers: summaries.length,
      unlike: new Set(summaries).size - 1,
      tookMs,
    };
  } finally {
    await Promise.all(started.map(({ child }) => child.stop()));
    await openCost.stop();
    await redis?.stop();
  }
}

function shareOf(all: number, index: number): number {
  return Math.floor(all / processes) + (index < all % processes ? 1 : 0);
}

/** How often each day was asked. */
function requestsByDay(requests: readonly RecordedRequest[], path: string): number[] {
  const counts = new Map<string, number>();
  for (const request of requests) {
    const window = request.query.window ?? '';
    if (request.path === path) counts.set(window, (counts.get(window) ?? 0) + 1);
  }
  return [...counts.values()];
}

function figureOf(done: readonly Run[]): Figure {
  const counts = done.flatMap(({ allocation, assets }) => [allocation, assets]);
  const total = median(done.map(({ allocation, assets }) => sumOf(allocation) + sumOf(assets)));
  const exact = counts.every((days) => days.length === daysAsked && days.every((count) => count === 1));
  const unlike = done.reduce((sum, run) => sum + run.unlike, 0);
  return {
    name: 'requests to OpenCost',
    value: `${total} requests`,
    baseline: {
      name: `one /allocation and one /assets for each of ${daysAsked} days`,
      value: `${2 * daysAsked} requests`,
    },
    ratio: total / (2 * daysAsked),
    details: done.map(
      ({ allocation, assets, answers, tookMs }, run) =>
        `run ${run + 1}: /allocation ${sumOf(allocation)} over ${allocation.length} days (at most ${Math.max(...allocation)} a day), /assets ${sumOf(assets)} over ${assets.length} days (at most ${Math.max(...assets)} a day); ${answers} answers in ${showMs(tookMs)}`,
    ),
    targets: [
      { limit: 'exactly one of each per day, in every run', measured: exact ? 'so' : 'not so', met: exact },
      atMost('answers unlike the others', unlike, 0, String),
    ],
  };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
