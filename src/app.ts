import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createCache, type KubecentCache } from './cache/answer-cache.js';
import { terminalRun } from './cli/run.js';
import { serveTerminals, type TerminalServer } from './cli/socket-server.js';
import type { ClusterAuth, Config } from './config.js';
import { defaultLimits } from './cost/quality/limits.js';
import { isoDate } from './cost/time.js';
import { type CostService, type CostServiceOptions, createCostService } from './cost-service/service.js';
import { type Database, openDatabase } from './database/database.js';
import { ledgerFiles } from './ledger/files.js';
import { createLedger } from './ledger/ledger.js';
import { ledgerMigrations } from './ledger/migrations.js';
import { boltLogger, type Logger } from './logger.js';
import { createOpenCost } from './opencost/client.js';
import { createEndedCluster } from './opencost/ended-cluster.js';
import type { Credentials } from './opencost/transport.js';
import { answerLine } from './reports/answer-line.js';
import type { ReportAnswer } from './reports/report.js';
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
  /** false: closed days are kept in the cache alone; for tests of what has nothing to do with the ledger. */
  keepsLedger?: boolean;
  /** Told to whoever asks for it in a terminal. */
  version?: string;
  /** Waits between the steps of sealing; for tests with a clock of their own. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface App {
  costs: CostService;
  cache: KubecentCache;
  /** Answers one typed line. Throws KubecentError. */
  answer(line: string, options?: AnswerOptions): Promise<ReportAnswer>;
  /** Says in the log which OpenCosts answer, begins to listen to Slack where it is configured, and to seal closed days. */
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
  const database =
    options.keepsLedger === false
      ? null
      : await openDatabase({
          at: config.database,
          migrations: ledgerMigrations,
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
  // a terminal has no use for it, and it is half of all there is to load
  const slack =
    config.slack &&
    (await import('./slack/app.js')).createSlack({
      connection: config.slack,
      host: options.host ?? '0.0.0.0',
      answerLine: async (line, context) => (await answer(line, context)).document(),
      logger: logger.child({ part: 'slack' }),
      boltLogger: boltLogger(logger),
    });
  const costs = createCostService({
    clusters: config.clusters.map(({ name, currency, url, auth, header, ca, aliases, untilMs }) => ({
      name,
      currency,
      aliases,
      untilMs,
      source:
        url === null
          ? createEndedCluster(name)
          : createOpenCost({
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
    ...(database ? { history: historyOf(config, database, options) } : {}),
  });
  const { weekStarts } = config;
  const answer: App['answer'] = (line, { onProgress, surface = 'slack' } = {}) =>
    answerLine(line, {
      costs,
      now,
      weekStarts,
      surface,
      ledger: costs.desk,
      ...(onProgress ? { onProgress } : {}),
    });
  let terminals: TerminalServer | null = null;

  return {
    costs,
    cache,
    answer,
    async start() {
      await logOpenCosts(costs, logger);
      await slack?.start();
      costs.start();
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
      await slack?.stop(deadlineMs);
      stopped.abort();
      await terminals?.stop();
      await costs.stop();
      await cache.stop();
      await database?.close();
    },
  };
}

/** Where closed days are kept, and what is said of it in the log. */
function historyOf(
  config: Config,
  database: Database,
  { logger: parent, wait = quietly }: AppOptions,
): NonNullable<CostServiceOptions['history']> {
  const logger = parent.child({ part: 'ledger' });
  return {
    ledger: createLedger(database),
    rights: database.rights,
    files: ledgerFiles,
    backfillDays: config.backfillDays,
    podHistoryDays: config.podHistoryDays,
    limits: { ...defaultLimits, ...config.checks },
    wait,
    notices: {
      fault: (err) => logger.error({ err }, 'Sealing failed; it is tried again'),
      sealed: ({ startMs, ...facts }) => logger.info({ day: isoDate(startMs), ...facts }, 'A day is sealed'),
      grain: (grain) => logger.warn(grain, 'How a cluster is read has changed'),
      unread: (cluster, { sinceMs, reason, firstLostDayMs, lostAtMs }) =>
        logger.error(
          {
            cluster,
            since: new Date(sinceMs).toISOString(),
            reason,
            day: isoDate(firstLostDayMs),
            lostOn: isoDate(lostAtMs),
          },
          'A cluster cannot be read; days of it will be lost',
        ),
    },
  };
}

/** Waits, and ends early without a word when the signal is aborted. */
async function quietly(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
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
