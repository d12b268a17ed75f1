import { setTimeout as wait } from 'node:timers/promises';
import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { nowMs } from './fixed-time.js';
import { hasRedisServer, noRedis, startOwnRedis } from './redis-server.js';
import { createSlackUsers, type SlackUsers } from './slack-users.js';
import { median, medianPercentile, percentile, showMib, showMs, showRatio } from './statistics.js';
import { type Child, startChild } from './workers/child.js';
import type { SlackAppReply, SlackAppRequest } from './workers/slack-app.js';
import type { WorldReply, WorldRequest } from './workers/world.js';

const signingSecret = 'bench-signing-secret-0123456789ab';
const runs = 3;
const users = 50;
const warmUpWaves = 5;
const idleWaves = 20;
const waveEveryMs = 400;
/** After this the running day has to be read anew. */
const laterMs = nowMs + 6 * 60_000;
const giveUpMs = 120_000;

const costLine = 'namespaces 7d';
/** A row for each pod. */
const largeLine = 'pods today';
/** Half ask for costs, which need the running day; half for help, which needs nothing. */
const lines = Array.from({ length: users }, (_, user) => (user % 2 === 0 ? costLine : 'help'));

type World = Child<WorldRequest, WorldReply>;
type SlackApp = Child<SlackAppRequest, SlackAppReply>;

interface Run {
  idleMs: number[];
  busyMs: number[];
  readingMs: number;
  idleLoop: SlackAppReply;
  busyLoop: SlackAppReply;
}

/** How fast commands are acknowledged while the process is busy with a very large day. */
export const acknowledgement: Benchmark = {
  name: 'acknowledgement',
  about: `${users} users type at once, every ${waveEveryMs} ms, while today's answer of 100,000 containers is read and answered`,
  async run() {
    const options = {
      nowMs,
      small: { namespaces: 190, pods: 190 },
      large: { namespaces: 200, pods: 99_400 },
      largeDayMs: nowMs - (nowMs % 86_400_000),
    };
    const { child: world, ready } = await startChild<WorldRequest, WorldReply>('world', options);
    try {
      const inMemory = { figure: await measure(world, ready, 'memory') };
      if (!hasRedisServer()) return [inMemory, { name: 'acknowledgement, cache in Redis', skipped: noRedis }];
      return [inMemory, { figure: await measure(world, ready, 'Redis') }];
    } finally {
      await world.stop();
    }
  },
};

async function measure(world: World, facts: WorldReply, engine: 'memory' | 'Redis'): Promise<Figure> {
  const done: Run[] = [];
  for (let run = 0; run < runs; run += 1) {
    const redis = engine === 'Redis' ? await startOwnRedis() : null;
    try {
      done.push(await runOnce(world, facts.url, redis?.url ?? null));
    } finally {
      await redis?.stop();
    }
  }
  const idle = done.map(({ idleMs }) => idleMs);
  const busy = done.map(({ busyMs }) => busyMs);
  const [idleP99, busyP99] = [medianPercentile(idle, 0.99), medianPercentile(busy, 0.99)];
  const worst = median(busy.map((samples) => percentile(samples, 1)));
  const blocked = (of: (run: Run) => SlackAppReply) =>
    `p99 ${showMs(median(done.map((run) => of(run).blockedP99Ms)))}, worst ${showMs(median(done.map((run) => of(run).blockedWorstMs)))}`;
  return {
    name: `acknowledgement while reading, cache in ${engine}`,
    value: `p99 ${showMs(busyP99)}`,
    baseline: { name: 'the idle process under the same users', value: `p99 ${showMs(idleP99)}` },
    ratio: busyP99 / idleP99,
    details: [
      `p50 ${showMs(medianPercentile(busy, 0.5))} against ${showMs(medianPercentile(idle, 0.5))}; worst ${showMs(worst)} against ${showMs(median(idle.map((samples) => percentile(samples, 1))))}`,
      `event loop blocked while reading: ${blocked(({ busyLoop }) => busyLoop)}; idle: ${blocked(({ idleLoop }) => idleLoop)}`,
      `${facts.largeRows.toLocaleString('en-US')} rows, ${showMib(facts.largeBytes)}, read and answered in ${showMs(median(done.map(({ readingMs }) => readingMs)))}; ${median(busy.map(({ length }) => length))} commands a run; medians of ${runs} runs`,
    ],
    targets: [
      atMost('p99 of the idle process', busyP99 / idleP99, 5, showRatio),
      atMost('worst', worst, 1_000, showMs, { below: true }),
    ],
  };
}

async function runOnce(world: World, worldUrl: string, redisUrl: string | null): Promise<Run> {
  await world.ask({ large: false });
  const environment = {
    OPENCOST_URL: worldUrl,
    CLUSTER_NAME: 'prod',
    PORT: '0',
    LOG_LEVEL: 'error',
    SLACK_API_URL: `${worldUrl}/api/`,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: 'xoxb-0-bench',
    ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
  };
  const options = { nowMs, environment };
  const { child: app, ready } = await startChild<SlackAppRequest, SlackAppReply>('slack-app', options);
  const people = createSlackUsers({ port: ready.port, signingSecret, worldUrl });
  try {
    await people.typeAtOnce([costLine]);
    await answered(world, costLine, 1);
    for (let wave = 0; wave < warmUpWaves; wave += 1) await oneWave(people);
    const idle = await watched(app, () => idlePhase(people));
    await world.ask({ large: true });
    await app.ask({ nowMs: laterMs });
    const startedMs = performance.now();
    const busy = await watched(app, () => busyPhase(people, world));
    return {
      idleMs: idle.result,
      busyMs: busy.result,
      readingMs: performance.now() - startedMs,
      idleLoop: idle.loop,
      busyLoop: busy.loop,
    };
  } finally {
    await app.stop();
  }
}

async function watched<T>(
  app: SlackApp,
  phase: () => Promise<T>,
): Promise<{ result: T; loop: SlackAppReply }> {
  await app.ask({ loop: 'watch' });
  const result = await phase();
  return { result, loop: await app.ask({ loop: 'tell' }) };
}

async function idlePhase(people: SlackUsers): Promise<number[]> {
  const ackMs: number[] = [];
  for (let wave = 0; wave < idleWaves; wave += 1) ackMs.push(...(await oneWave(people)));
  return ackMs;
}

/** From the large question until it, and everything else that was typed meanwhile, is answered. */
async function busyPhase(people: SlackUsers, world: World): Promise<number[]> {
  const before = (await world.ask({ answersTo: costLine })).answered;
  const ackMs = await people.typeAtOnce([largeLine]);
  const large = answered(world, largeLine, 1);
  let isOver = false;
  large.finally(() => {
    isOver = true;
  });
  let waves = 0;
  for (; !isOver; waves += 1) ackMs.push(...(await oneWave(people)));
  await large;
  await answered(world, costLine, before + (waves * users) / 2);
  return ackMs;
}

async function oneWave(people: SlackUsers): Promise<number[]> {
  const next = wait(waveEveryMs);
  const ackMs = await people.typeAtOnce(lines);
  await next;
  return ackMs;
}

/** Resolves when so many commands of this line were answered. */
async function answered(world: World, line: string, wanted: number): Promise<void> {
  const deadlineMs = performance.now() + giveUpMs;
  for (;;) {
    const { answered: count } = await world.ask({ answersTo: line });
    if (count >= wanted) return;
    if (performance.now() > deadlineMs) throw new Error(`${line}: only ${count} of ${wanted} were answered`);
    await wait(20);
  }
}
