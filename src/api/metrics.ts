import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { CacheStatistics } from '../cost-service/ports.js';
import type { DigestReport, OverdueDigests } from '../digests/outcomes.js';
import { cacheMetrics } from './metrics/cache.js';
import { digestMetrics, overdueMetrics } from './metrics/digests.js';
import { type FinishedJob, jobMetrics } from './metrics/jobs.js';
import { type ClusterDays, ledgerDaysMetrics } from './metrics/ledger-days.js';
import { type OpenCostCall, openCostMetrics } from './metrics/opencost.js';
import { type AnsweredQuestion, questionMetrics } from './metrics/questions.js';
import { remember } from './metrics/remembered.js';
import { type SlackRequest, slackMetrics } from './metrics/slack.js';

/** What is read when Prometheus asks; each may be absent, and none of them can fail a scrape. */
export interface MetricsOptions {
  version: string;
  now: () => number;
  cache?: () => CacheStatistics;
  /** Where no ledger is kept, leave it out. */
  days?: () => Promise<readonly ClusterDays[]>;
  /** null: no digests are kept. */
  overdue?: () => Promise<OverdueDigests | null>;
  /** Told why one of these could not be read. */
  onFault?: (error: unknown) => void;
}

/** Counts what happens, for Prometheus. Labels hold configured and built-in names alone: no namespace, channel or person. */
export interface Metrics {
  questionAnswered(question: AnsweredQuestion): void;
  openCostAsked(call: OpenCostCall): void;
  jobFinished(run: FinishedJob): void;
  digestEnded(report: DigestReport): void;
  slackCalled(request: SlackRequest): void;
  /** What GET /metrics answers, in the text format of Prometheus. Never rejects for a part that is away. */
  text(): Promise<{ contentType: string; body: string }>;
}

/** A scrape costs the database at most one reading in so long. */
const memoryMs = 15_000;
/** Prometheus waits for ten seconds. */
const readLimitMs = 2_000;

/** A registry of its own, with the usual metrics of a Node process beside ours. */
export function createMetrics(options: MetricsOptions): Metrics {
  const { version, now, cache, days, overdue, onFault = () => undefined } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  buildInfo(registry, version);
  if (cache) cacheMetrics(registry, cache);
  const memory = { now, forMs: memoryMs, limitMs: readLimitMs, onFault };
  if (days) ledgerDaysMetrics(registry, { read: remember(days, memory), now });
  if (overdue) overdueMetrics(registry, remember(overdue, memory));
  return {
    questionAnswered: questionMetrics(registry),
    openCostAsked: openCostMetrics(registry),
    jobFinished: jobMetrics(registry),
    digestEnded: digestMetrics(registry),
    slackCalled: slackMetrics(registry),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

function buildInfo(registry: Registry, version: string): void {
  const info = new Gauge({
    name: 'kubecent_build_info',
    help: 'Always 1; the labels say which Kubecent and which Node this is.',
    labelNames: ['version', 'node'],
    registers: [registry],
  });
  info.set({ version, node: process.versions.node }, 1);
}
