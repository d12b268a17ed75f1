import { setMaxListeners } from 'node:events';
import { createCache, type KubecentCache } from './cache/answer-cache.js';
import type { ClusterAuth, Config } from './config.js';
import { isoDate } from './cost/time.js';
import { type CostService, createCostService } from './cost-service/service.js';
import { boltLogger, type Logger } from './logger.js';
import { createOpenCost } from './opencost/client.js';
import type { Credentials } from './opencost/transport.js';
import { answerLine } from './reports/answer-line.js';
import type { ReportAnswer } from './reports/report.js';
import { createSlack } from './slack/app.js';
import { slackPartHealth } from './slack/health-part.js';

/** How long a question waits for days before it is answered in part. */
const patienceMs = 25_000;

/** The same for what stands beside the main figures. */
const briefPatienceMs = 1_000;

/** One call to OpenCost with its retries: at least this, and room for two attempts at a day. */
const leastTotalTimeoutMs = 300_000;

export interface AppOptions {
  logger: Logger;
  /** Our clock; for tests. */
  now?: () => number;
  patienceMs?: number;
  /** How long what stands beside the main figures is waited for; a moment where absent. */
  briefPatienceMs?: number;
  /** The most that a slow Redis may cost a question; for tests on a busy machine. */
  redisLimitMs?: number;
  /** The address to listen on for Slack's requests; all interfaces where absent. */
  host?: string;
}

export interface App {
  costs: CostService;
  cache: KubecentCache;
  /** Answers one typed line. Throws KubecentError. */
  answer(line: string, options?: { onProgress?: (what: string) => void }): Promise<ReportAnswer>;
  /** Says in the log which OpenCosts answer, and begins to listen to Slack where it is configured. */
  start(): Promise<{ slackPort: number | null }>;
  /** No new work; running work is waited for up to the deadline, then days that are still being read are given up. */
  stop(deadlineMs: number): Promise<void>;
}

/** The composition root: the only place where adapters are built and joined. */
export function createApp(config: Config, options: AppOptions): App {
  const { logger, now = Date.now } = options;
  const stopped = new AbortController();
  setMaxListeners(0, stopped.signal);
  const cache = createCache({
    ...(config.redisUrl === null ? {} : { redisUrl: config.redisUrl }),
    ...(options.redisLimitMs === undefined ? {} : { callLimitMs: options.redisLimitMs }),
    ttlMs: config.cacheTtlMs,
    now,
    logger: logger.child({ part: 'cache' }),
  });
  const slack =
    config.slack &&
    createSlack({
      connection: config.slack,
      host: options.host ?? '0.0.0.0',
      answerLine: async (line, context) => (await answer(line, context)).document(),
      logger: logger.child({ part: 'slack' }),
      boltLogger: boltLogger(logger),
    });
  const costs = createCostService({
    clusters: config.clusters.map(({ name, currency, url, auth, header, ca }) => ({
      name,
      currency,
      source: createOpenCost({
        baseUrl: url,
        auth: credentialsOf(auth),
        header: header ?? undefined,
        ca: ca ?? undefined,
        timeoutMs: config.openCostTimeoutMs,
        dayTimeoutMs: config.openCostDayTimeoutMs,
        totalTimeoutMs: Math.max(leastTotalTimeoutMs, 2 * config.openCostDayTimeoutMs),
        logger: logger.child({ part: 'opencost', cluster: name }),
      }),
    })),
    cache,
    now,
    ttlMs: config.cacheTtlMs,
    patience: () => AbortSignal.timeout(options.patienceMs ?? patienceMs),
    briefPatience: () =>
      AbortSignal.timeout(
        options.briefPatienceMs ?? Math.min(briefPatienceMs, options.patienceMs ?? patienceMs),
      ),
    onDayFailed: ({ cluster, startMs }, err) =>
      logger.warn({ cluster, day: isoDate(startMs), err }, 'A day could not be read'),
    stopped: stopped.signal,
    parts: slack ? [{ name: 'Slack', check: async () => slackPartHealth(slack.health()) }] : [],
  });
  const { weekStarts } = config;
  const answer: App['answer'] = (line, { onProgress } = {}) =>
    answerLine(line, { costs, now, weekStarts, ...(onProgress ? { onProgress } : {}) });

  return {
    costs,
    cache,
    answer,
    async start() {
      await logOpenCosts(costs, logger);
      await slack?.start();
      return { slackPort: slack?.port() ?? null };
    },
    async stop(deadlineMs) {
      await slack?.stop(deadlineMs);
      stopped.abort();
      await cache.stop();
    },
  };
}

function credentialsOf(auth: ClusterAuth): Credentials | undefined {
  return auth.kind === 'none' ? undefined : auth;
}

async function logOpenCosts(costs: CostService, logger: Logger): Promise<void> {
  const { clusters } = await costs.health();
  for (const { cluster, state, detail, latencyMs } of clusters) {
    const facts = { cluster, state, detail, latencyMs: Math.round(latencyMs) };
    if (state === 'up') logger.info(facts, 'OpenCost answers');
    else logger.warn(facts, 'OpenCost does not answer as it should');
  }
}
