import { setMaxListeners } from 'node:events';
import type { Metrics } from './api/metrics.js';
import type { Api } from './api/server.js';
import { apiAnswers, apiOf } from './app/api.js';
import { digestsOf } from './app/digests.js';
import { engineOf } from './app/engine.js';
import { historyOf } from './app/history.js';
import { homeOf } from './app/home.js';
import { createWatch } from './app/metrics.js';
import { clustersOf, logOpenCosts } from './app/open-costs.js';
import { type AppOptions, usualPace } from './app/options.js';
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
import { boltLogger } from './logger.js';
import { answerLine } from './reports/answer-line.js';
import { csvOf, type ReportAnswer } from './reports/report.js';
import { slackPartHealth } from './slack/health-part.js';
import { storeMigrations } from './store/migrations.js';
import { createSnoozes } from './store/snoozes.js';

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

export type { AppOptions, BackgroundPace } from './app/options.js';

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
  start(): Promise<{ slackPort: number | null; apiPort: number | null }>;
  /** No new work; running work is waited for up to the deadline, then days that are still being read are given up. */
  stop(deadlineMs: number): Promise<void>;
}

interface AnswerOptions {
  onProgress?: (what: string) => void;
  /** Who asks; a terminal may do more. Slack where absent. */
  surface?: 'slack' | 'terminal';
  /** Slack's id of who asks. */
  asker?: string;
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
    clusters: clustersOf(config, logger, watch.onRequest, options.openCostDelay),
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
  const snoozes = database && createSnoozes(database.pool);
  const answer: App['answer'] = (line, { onProgress, asker, surface = 'slack' } = {}) =>
    watch.line(surface, costs, (watched) =>
      answerLine(line, {
        ...watched,
        now,
        weekStarts,
        surface,
        ledger: costs.desk,
        snoozes,
        ...(asker === undefined ? {} : { asker }),
        ...(onProgress ? { onProgress } : {}),
      }),
    );
  const queue: JobQueue = { add: async (...job) => (await jobs?.add(...job)) ?? false };
  const enqueue = (subscription: string, slotMs: number) => addDigest(queue, subscription, slotMs);
  const { onOutcome } = watch;
  const digests =
    database &&
    digestsOf(config, database, { costs: watch.costs(costs, 'slack'), snoozes, now, enqueue, onOutcome });
  const slack =
    config.slack &&
    // a terminal has no use for it, and it is a large part of all there is to load
    (await import('./slack/app.js')).createSlack({
      connection: config.slack,
      host: options.host ?? '0.0.0.0',
      answerLine: async (line, context) => (await answer(line, context)).document(),
      csvOf: async (line, context) => csvOf(await answer(line, context)),
      subscriptions: digests?.desk ?? null,
      seenEvents: digests?.seenEvents ?? null,
      home: homeOf(config, {
        costs,
        database,
        jobs: () => jobs,
        snoozes,
        version: options.version ?? '',
        now,
        logger,
      }),
      timeoutMs: pace.slackTimeoutMs,
      questions: { names: () => costs.names(), weekStarts },
      admins: config.admins,
      now,
      onCall: watch.onCall,
      logger: logger.child({ part: 'slack' }),
      boltLogger: boltLogger(logger),
    });
  slackHealth = () => (slack ? slackPartHealth(slack.health()) : nothingYet);
  const engine = database && options.runsJobs !== false ? engineOf(config, database, logger) : null;
  const asking = { costs: watch.costs(costs, 'digest'), snoozes, now, weekStarts };
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
  let api: Api | null = null;

  return {
    costs,
    cache,
    jobs,
    metrics: watch.metrics,
    answer,
    async start() {
      await logOpenCosts(costs, logger);
      await digests?.writeManaged();
      if (options.servesApi !== false) {
        const { version = '', host } = options;
        const answerFor = apiAnswers(costs, watch, { now, weekStarts, snoozes });
        const joined = { costs, cache, digests, database, jobs, watch };
        api = await apiOf(config, { ...joined, answer: answerFor, host, version, now, logger });
        await api.start();
      }
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
      return { slackPort: slack?.port() ?? null, apiPort: api?.port() ?? null };
    },
    async stop(deadlineMs) {
      await Promise.all([slack?.stop(deadlineMs), jobs?.stop(deadlineMs), api?.stop(deadlineMs)]);
      stopped.abort();
      engine?.close();
      await terminals?.stop();
      await costs.stop();
      await cache.stop();
      await database?.close();
    },
  };
}
