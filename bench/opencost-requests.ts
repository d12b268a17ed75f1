import { pino } from 'pino';
import { startSampleOpenCost } from '../sandbox/opencost/server.js';
import { type App, createApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { noPostgres, startOwnPostgres } from './own-postgres.js';
import { noRedis, startOwnRedis } from './redis-server.js';

const name = 'opencost-requests';
const replicas = 3;
const users = 100;
/** As far back as any of the questions reaches. */
const backfillDays = 70;
const stepMs = 60_000;
const daySteps = 24 * 60;
const refreshMs = 240_000;
const startMs = Date.parse('2026-11-24T00:00:00Z');
const dayMs = 86_400_000;

const lines = [
  'overview',
  'namespaces 7d',
  'namespaces today',
  'pods payments',
  'cost by=label:team 7d',
  'nodes 3d',
  'savings',
  'ledger',
];

/** What OpenCost is asked on a day on which everybody asks everything. */
export const openCostRequests: Benchmark = {
  name,
  about: `a simulated day, ${users} users who ask every report over ${replicas} replicas on one Redis and one PostgreSQL, ${backfillDays} days read`,
  async run() {
    const [redis, postgres] = [await startOwnRedis(), await startOwnPostgres()];
    if (!redis) return [{ skipped: noRedis, name }];
    if (!postgres) return [{ skipped: noPostgres, name }];
    const figure = await simulate({ REDIS_URL: redis.url, DATABASE_URL: postgres.url });
    await redis.stop();
    await postgres.stop();
    return [{ figure }];
  },
};

async function simulate(servers: Record<string, string>): Promise<Figure> {
  const clock = { nowMs: startMs + 15 * 60_000 };
  const openCost = await startSampleOpenCost({ clock: () => clock.nowMs, retentionDays: backfillDays + 10 });
  const config = loadConfig({
    OPENCOST_URL: openCost.url,
    CLUSTER_NAME: 'prod',
    BACKFILL_DAYS: String(backfillDays),
    ...servers,
  });
  const apps: App[] = [];
  for (let replica = 0; replica < replicas; replica += 1) {
    const app = await createApp(
      { ...config, slack: null },
      { logger: pino({ level: 'silent' }), now: () => clock.nowMs, runsJobs: false, redisLimitMs: 2_000 },
    );
    await app.start();
    apps.push(app);
  }
  /** What the jobs do each minute, on one replica after the other. */
  const upkeep = async (step: number) => {
    const { signal } = new AbortController();
    const costs = apps[step % replicas]?.costs;
    await costs?.seal('recent', signal);
    await costs?.seal('history', signal);
    await costs?.refresh(signal);
  };
  for (let step = 0; ; step += 1) {
    const { history } = (await apps[0]?.costs.health()) ?? { history: [] };
    if (history[0]?.settledDays === backfillDays) break;
    // what failed at the start is tried again
    clock.nowMs += 100;
    await upkeep(step);
  }
  const backfilled = openCost.requests.length;
  let questions = 0;
  for (let step = 0; step < daySteps; step += 1) {
    clock.nowMs += stepMs;
    await upkeep(step);
    // each user asks each report once, at a time of day of their own
    for (let user = 0; user < users; user += 1)
      for (const [place, line] of lines.entries()) {
        if ((user * 977 + place * 131) % daySteps !== step) continue;
        questions += 1;
        await apps[user % replicas]?.answer(line);
      }
  }
  const lineOf = await apps[0]?.costs.desk?.lines(null, startMs - backfillDays * dayMs, startMs);
  const open = (lineOf ?? []).filter(({ sealed }) => sealed?.head.state !== 'final');
  for (const app of apps) await app.stop(1_000);
  const asked = openCost.requests.slice(backfilled);
  await openCost.stop();
  return figureOf(asked, questions, new Set(open.map((line) => line.startMs)));
}

function figureOf(
  asked: readonly { path: string; query: Readonly<Record<string, string>> }[],
  questions: number,
  unsettled: ReadonlySet<number>,
): Figure {
  const ofPath = (path: string) => asked.filter((request) => request.path === path);
  const firstOf = (window = '') => Date.parse(window.split(',')[0] ?? '');
  const daysOf = (path: string) => ofPath(path).map(({ query }) => firstOf(query.window));
  const running = daysOf('/allocation').filter((ms) => ms >= startMs && ms < startMs + dayMs).length;
  const closed = daysOf('/allocation').filter((ms) => ms < startMs);
  const times = new Map<number, number>();
  for (const day of closed) times.set(day, (times.get(day) ?? 0) + 1);
  const looksAt = (isOpen: boolean) =>
    Math.max(0, ...[...times].filter(([day]) => unsettled.has(day) === isOpen).map(([, count]) => count));
  const refreshes = dayMs / refreshMs;
  const others = asked.filter(
    ({ path }) => !['/allocation', '/assets', '/healthz', '/status'].includes(path),
  );
  return {
    name: '/allocation requests',
    value: String(ofPath('/allocation').length),
    baseline: { name: 'questions that people asked', value: String(questions) },
    ratio: ofPath('/allocation').length / questions,
    details: [
      `today ${running}, of at most ${refreshes} refreshes; closed days ${closed.length}; ${unsettled.size} are partial, held back or not yet final`,
      `/assets ${ofPath('/assets').length}; health routes ${asked.length - ofPath('/allocation').length - ofPath('/assets').length - others.length}`,
    ],
    targets: [
      atMost('today, once in five minutes', running, refreshes, String),
      atMost('further looks at a day that became final', looksAt(false), 1, String),
      atMost('further looks at one that is not settled: after 1, 2, 4 and 8 hours', looksAt(true), 4, String),
      atMost(
        '/assets for each /allocation',
        ofPath('/assets').length / ofPath('/allocation').length,
        1,
        String,
      ),
      atMost('other requests', others.length, 0, String),
    ],
  };
}
