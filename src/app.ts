import { setMaxListeners } from 'node:events';
import type { Metrics } from './api/metrics.js';
import { digestsOf } from './app/digests.js';
import { engineOf } from './app/engine.js';
import { historyOf } from './app/history.js';
import { createWatch } from './app/metrics.js';
import { clustersOf, logOpenCosts } from './app/open-costs.js';
import { createCache, type KubecentCache } from './cache/answer-cache.js';
import { terminalRun } from './cli/run.js';
import { serveTerminals, type TerminalServer } from './cli/socket-server.js';
import type { Config } from './config.js';
import { isoDate } from './cost/time.js';
import type { PartHealth } from './cost-service/ports.js';
import { type CostService, createCostService } from './cost-service/service.js';
import { openDatabase } from './database/database.js';
import { addDigest } from './jobs/digest.js';
import { jobsPart } from './jobs/health-part.js';
import { jobFactories } from './jobs/index.js';
import type { JobQueue } from './jobs/job.js';
import type { JobNeeds } from './jobs/needs.js';
import { createJobs, type Jobs } from './jobs/queue.js';
import { ledgerMigrations } from './ledger/migrations.js';
import { boltLogger, type Logger } from './logger.js';
import { answerLine } from './reports/answer-line.js';
import type { ReportAnswer } from './reports/report.js';
import { slackPartHealth } from './slack/health-part.js';
import { storeMigrations } from './store/migrations.js';

/** Slack before it is there. */
const nothingYet: PartHealth = {
  state: 'degraded',
  detail: 'not connected yet',
  sinceMs: null,
  lastSuccessMs: null,
};

/** How long a question waits for days before it is answered in part. */
const patienceMs = 25_000;

/** The same for what stands beside the main figures. */
const briefPatienceMs = 1_000;

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
  /** false: closed days are kept in the cache alone; for tests of what has nothing to do with the ledger. */
  keepsLedger?: boolean;
  /** Told to whoever asks for it in a terminal. */
  version?: string;
  /** How fast the background goes; for tests that cannot wait for minutes. */
  pace?: Partial<BackgroundPace>;
  /** false: nothing happens by itself; for tests that do it themselves, by a clock of their own. */
  runsJobs?: boolean;
  /** false: nothing is counted for Prometheus; a terminal has nobody to tell. */
  keepsMetrics?: boolean;
}

/** Times that are not anybody's to choose, in ms. */
export interface BackgroundPace {
  /** Between two runs of what comes every minute: looks for digests, sealing, notices. */
  tickMs: number;
  /** As `SendingOptions.settleMs`; longer than any request to Slack takes. */
  settleMs: number;
  /** One request to Slack. */
  slackTimeoutMs: number;
  /** As `QueueOptions.holdMs`. */
  holdMs: number;
}

const usualPace: BackgroundPace = {
  tickMs: 60_000,
  settleMs: 60_000,
  slackTimeoutMs: 10_000,
  holdMs: 30_000,
};

export interface App {
  costs: CostService;
  cache: KubecentCache;
  /** Has work done in the background sooner than it comes by itself; null where nothing is done there. */
  jobs: JobQueue | null;
  /** For Prometheus; null where nothing is counted. */
  metrics: Metrics | null;
  /** Answers one typed line. Throws KubecentError. */
  answer(line: string, options?: AnswerOptions): Promise<ReportAnswer>;
  /** Says in the log which OpenCosts answer, begins to listen to Slack where it is configured, and with the jobs in the background. */
  start(): Promise<{ slackPort: number | null }>;
  /** No new work; running work is waited for up to the deadline, then days that are still being read are given up. */
  stop(deadlineMs: number): Promise<void>;
}

interface AnswerOptions {
  onProgress?: (what: string) => void;
  /** Who asks; a terminal may do more. Slack where absent. */
  surface?: 'slack' | 'terminal';
}

/** The composition root: the only place where adapters are built and joined. Throws KubecentError where the ledger cannot be opened. */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const { logger, now = Date.now } = options;
  const pace = { ...usualPace, ...options.pace };
  const database =
    options.keepsLedger === false
      ? null
      : await openDatabase({
          at: config.database,
          migrations: [...ledgerMigrations, ...storeMigrations],
          logger: logger.child({ part: 'database' }),
        });
  const stopped = new AbortController();
  setMaxListeners(0, stopped.signal);
  const cache = createCache({
    ...(config.redisUrl === null ? {} : { redisUrl: config.redisUrl }),
    ...(options.redisLimitMs === undefined ? {} : { callLimitMs: options.redisLimitMs }),
    ttlMs: config.cacheTtlMs,
    now,
    logger: logger.child({ part: 'cache' }),
  });
  const later = { costs: () => costs, digests: () => digests };
  const watch = await createWatch(config, { ...options, ...later, now, cache });
  let slackHealth = () => nothingYet;
  const costs = createCostService({
    clusters: clustersOf(config, logger, watch.onRequest),
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
    parts: [
      ...(config.slack ? [{ name: 'Slack', check: async () => slackHealth() }] : []),
      ...(database && options.runsJobs !== false
        ? [jobsPart({ reports: async () => (await jobs?.reports()) ?? null }, Date.now)]
        : []),
    ],
    ...(database ? { history: historyOf(config, database, logger) } : {}),
  });
  const { weekStarts } = config;
  const answer: App['answer'] = (line, { onProgress, surface = 'slack' } = {}) =>
    watch.line(surface, costs, (watched) =>
      answerLine(line, {
        ...watched,
        now,
        weekStarts,
        surface,
        ledger: costs.desk,
        ...(onProgress ? { onProgress } : {}),
      }),
    );
  const queue: JobQueue = { add: async (...job) => (await jobs?.add(...job)) ?? false };
  const enqueue = (subscription: string, slotMs: number) => addDigest(queue, subscription, slotMs);
  const { onOutcome } = watch;
  const digests =
    database && digestsOf(config, database, { costs: watch.costs(costs, 'slack'), now, enqueue, onOutcome });
  const slack =
    config.slack &&
    // a terminal has no use for it, and it is a large part of all there is to load
    (await import('./slack/app.js')).createSlack({
      connection: config.slack,
      host: options.host ?? '0.0.0.0',
      answerLine: async (line, context) => (await answer(line, context)).document(),
      subscriptions: digests?.desk ?? null,
      timeoutMs: pace.slackTimeoutMs,
      admins: config.admins,
      now,
      onCall: watch.onCall,
      logger: logger.child({ part: 'slack' }),
      boltLogger: boltLogger(logger),
    });
  slackHealth = () => (slack ? slackPartHealth(slack.health()) : nothingYet);
  const engine = database && options.runsJobs !== false ? engineOf(config, database, logger) : null;
  const asking = { costs: watch.costs(costs, 'digest'), now, weekStarts };
  const needs: JobNeeds = {
    costs,
    cache,
    now,
    upkeep: digests?.upkeep ?? null,
    digests: digests && slack && { ...digests, ...asking, messenger: slack.digests, settleMs: pace.settleMs },
    admins: config.admins,
    queue,
  };
  const jobs: Jobs | null =
    engine &&
    createJobs({
      engine: engine.engine,
      jobs: jobFactories
        .map((factory) => factory(needs))
        .map((job) => (job.everyMs === usualPace.tickMs ? { ...job, everyMs: pace.tickMs } : job)),
      now,
      holdMs: pace.holdMs,
      onFinished: watch.onFinished,
      logger: logger.child({ part: 'jobs' }),
    });
  let terminals: TerminalServer | null = null;

  return {
    costs,
    cache,
    jobs,
    metrics: watch.metrics,
    answer,
    async start() {
      await logOpenCosts(costs, logger);
      await digests?.writeManaged();
      await slack?.start();
      jobs?.start();
      if (database?.folderServer) {
        const run = terminalRun({
          answerLine: (line, asked) => answer(line, { ...asked, surface: 'terminal' }),
          version: options.version ?? '',
        });
        terminals = serveTerminals(database.folderServer, {
          run,
          logger: logger.child({ part: 'terminal' }),
        });
      }
      return { slackPort: slack?.port() ?? null };
    },
    async stop(deadlineMs) {
      await Promise.all([slack?.stop(deadlineMs), jobs?.stop(deadlineMs)]);
      stopped.abort();
      engine?.close();
      await terminals?.stop();
      await costs.stop();
      await cache.stop();
      await database?.close();
    },
  };
}
