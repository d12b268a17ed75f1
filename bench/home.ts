import { pino } from 'pino';
import { startSampleOpenCost } from '../sandbox/opencost/server.js';
import type { SlackDouble } from '../sandbox/slack/contract.js';
import { startSlackDouble } from '../sandbox/slack/server.js';
import { createApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { nowMs } from './fixed-time.js';
import { percentile, quietHalf, showMs, timeCalls } from './statistics.js';

const people = 200;
const warmUp = 20;
const usersPerRun = 18;
const secrets = { signingSecret: 'bench-signing-secret', botToken: 'xoxb-bench' };
const users = Array.from({ length: people }, (_, at) => ({
  id: `U${String(at).padStart(8, '0')}`,
  name: `user-${at}`,
  admin: false,
  timeZone: 'UTC',
}));
const firstUser = users[0]?.id ?? '';

/** Milliseconds of each Home, and of each empty request right before. */
interface Run {
  shown: number[];
  plain: number[];
}

interface Counts {
  /** Requests to OpenCost while all opened Home with fresh figures. */
  whileFresh: number;
  /** The same with old figures, opened by one, and by all at once. */
  byOne: number;
  byAll: number;
  /** Views sent again although nothing had changed. */
  unchanged: number;
  uploads: number;
}

/** How soon people have their Home, and what that costs OpenCost and Slack. */
export const home: Benchmark = {
  name: 'home',
  about: `${people} people open Home, figures and picture being known`,
  async run() {
    const clock = { nowMs };
    const now = () => clock.nowMs;
    const openCost = await startSampleOpenCost({ clock: now });
    const slack = await startSlackDouble({ ...secrets, users, maxCalls: 100_000 });
    const config = loadConfig({
      OPENCOST_URL: openCost.url,
      CLUSTER_NAME: 'prod',
      PORT: '0',
      SLACK_API_URL: `${slack.url}/api/`,
      SLACK_BOT_TOKEN: secrets.botToken,
      SLACK_SIGNING_SECRET: secrets.signingSecret,
    });
    const logger = pino({ level: 'silent' });
    const options = { logger, now, host: '127.0.0.1', keepsLedger: false, servesApi: false };
    const app = await createApp(config, options);
    const requestsOf = async (work: () => Promise<unknown>) => {
      const before = openCost.requestCount();
      await work();
      return openCost.requestCount() - before;
    };
    const openAll = () => Promise.all(users.map(({ id }) => slack.openHome(id)));
    try {
      const { slackPort } = await app.start();
      slack.connectApp(`http://127.0.0.1:${slackPort}/slack/events`);
      await app.answer('monthly 2026-11');
      await seen(slack, firstUser, (blocks) => blocks.includes('slack_file'));
      const done: Run[] = [];
      const plainUrl = `${slack.url}/api/api.test`;
      const whileFresh = await requestsOf(async () => {
        for (const { id } of users.slice(1, warmUp)) await timeUntilShown(slack, id);
        for (let at = warmUp; at < people; at += usersPerRun) {
          const shown: number[] = [];
          const plain = await timeCalls(usersPerRun, () => fetch(plainUrl, { method: 'POST' }));
          for (const { id } of users.slice(at, at + usersPerRun)) shown.push(await timeUntilShown(slack, id));
          done.push({ shown, plain });
        }
      });
      const published = publishedBy(slack);
      await openAll();
      const unchanged = publishedBy(slack) - published;
      // what follows an old figure is over when the health that it asked for is known
      const looked = async (open: () => Promise<unknown>) => {
        clock.nowMs += 600_000;
        await open();
        await app.answer('overview');
        await app.answer('health');
      };
      const byOne = await requestsOf(() => looked(() => slack.openHome(firstUser)));
      const byAll = await requestsOf(() => looked(openAll));
      const uploads = slack.files().length;
      return [{ figure: figureOf(done, { whileFresh, byOne, byAll, unchanged, uploads }) }];
    } finally {
      await app.stop(1_000);
      await slack.stop();
      await openCost.stop();
    }
  },
};

async function timeUntilShown(slack: SlackDouble, user: string): Promise<number> {
  const startedMs = performance.now();
  await seen(slack, user, (blocks) => blocks !== '');
  return performance.now() - startedMs;
}

/** Opens Home, and waits until it shows this. */
function seen(slack: SlackDouble, user: string, isSo: (blocks: string) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = slack.onChange(() => {
      if (!isSo(JSON.stringify(slack.home(user)?.blocks ?? ''))) return;
      stop();
      resolve();
    });
    slack.openHome(user).catch(reject);
  });
}

function publishedBy(slack: SlackDouble): number {
  return slack.calls.filter(({ method }) => method === 'views.publish').length;
}

function figureOf(done: readonly Run[], counts: Counts): Figure {
  const quiet = quietHalf(done, ({ plain }) => plain);
  const [shown, plain] = [quiet.flatMap((run) => run.shown), quiet.flatMap((run) => run.plain)];
  const every = percentile(
    done.flatMap((run) => run.shown),
    0.99,
  );
  const [p50, p99] = [percentile(shown, 0.5), percentile(shown, 0.99)];
  const plainP50 = percentile(plain, 0.5);
  return {
    name: 'from the event to what Slack shows',
    value: `p50 ${showMs(p50)}`,
    baseline: { name: 'one empty request to the same Slack', value: `p50 ${showMs(plainP50)}` },
    ratio: p50 / plainP50,
    details: [
      `${shown.length} Homes, one after the other: the quieter half; p99 over all ${showMs(every)}`,
      `old figures cost OpenCost ${counts.byAll} requests opened by ${people} at once, ${counts.byOne} by one`,
    ],
    targets: [
      atMost('p99', p99, 100, showMs, { below: true }),
      atMost('requests to OpenCost while figures are fresh', counts.whileFresh, 0, String),
      atMost('requests to OpenCost by all at once', counts.byAll, counts.byOne, String),
      atMost('uploads of the picture', counts.uploads, 1, String),
      atMost('views sent again unchanged', counts.unchanged, 0, String),
    ],
  };
}
