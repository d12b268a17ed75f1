import type { AnsweredQuestion } from '../api/metrics/questions.js';
import type { Metrics } from '../api/metrics.js';
import type { Config } from '../config.js';
import type { AnswerSource } from '../cost-service/answer.js';
import type { CacheUpkeep } from '../cost-service/ports.js';
import type { CostService } from '../cost-service/service.js';
import { type DigestReport, overdueDigests } from '../digests/outcomes.js';
import type { DeliveryLog } from '../digests/ports.js';
import { NotUnderstood } from '../errors.js';
import type { FinishedRun } from '../jobs/queue.js';
import type { Logger } from '../logger.js';
import type { RequestReport } from '../opencost/request-report.js';
import type { LineContext } from '../reports/answer-line.js';
import type { ReportAnswer } from '../reports/report.js';
import type { SlackCall } from '../slack/calls.js';

type Surface = AnsweredQuestion['surface'];

/** What the parts tell of themselves, on its way to the metrics. */
export interface Watch {
  /** null: nothing is counted. */
  metrics: Metrics | null;
  onRequest(cluster: string, report: RequestReport): void;
  onFinished(run: FinishedRun): void;
  onOutcome(report: DigestReport): void;
  onCall(call: SlackCall): void;
  /** Answers a line with what it is given, and counts it as one question. */
  line(
    surface: Surface,
    costs: CostService,
    answer: (watched: Pick<LineContext, 'costs' | 'onReport'>) => Promise<ReportAnswer>,
  ): Promise<ReportAnswer>;
  /** The same service for digests, where each question counts by itself. */
  costs(costs: CostService, surface: Surface): CostService;
}

export interface WatchOptions {
  /** true where absent. */
  keepsMetrics?: boolean;
  version?: string;
  now: () => number;
  cache: CacheUpkeep;
  /** What is made later. */
  costs: () => CostService;
  digests: () => { log: DeliveryLog } | null;
  logger: Logger;
}

/** Joins the parts with the metrics. */
export async function createWatch(config: Config, options: WatchOptions): Promise<Watch> {
  const metrics = options.keepsMetrics === false ? null : await metricsOf(config, options);
  const watchQuestion = createQuestionWatch(metrics);
  return {
    metrics,
    onRequest: (cluster, report) => metrics?.openCostAsked({ cluster, ...report }),
    onFinished: (run) => metrics?.jobFinished(run),
    onOutcome: (report) => metrics?.digestEnded(report),
    onCall: (call) => metrics?.slackCalled(call),
    line: (surface, costs, answer) =>
      watchQuestion({ surface, report: null }, ({ onSource, onReport }) =>
        answer({ costs: tellingSources(costs, onSource), onReport }),
      ),
    costs: (costs, surface) => ({
      ...costs,
      ask: (question, ask) =>
        watchQuestion({ surface, report: 'digest' }, ({ onSource }) =>
          tellingSources(costs, onSource).ask(question, ask),
        ),
    }),
  };
}

/** Loaded where it is wanted: a terminal has no use for it. */
async function metricsOf(config: Config, options: WatchOptions): Promise<Metrics> {
  const { version = '', now, cache, costs, digests, logger } = options;
  const { createMetrics } = await import('../api/metrics.js');
  const endsMs = new Map(config.clusters.map(({ name, untilMs }) => [name, untilMs]));
  return createMetrics({
    version,
    now,
    cache: () => cache.statistics(),
    days: async () =>
      (await costs().progress()).map((progress) => ({
        ...progress,
        ended: (endsMs.get(progress.cluster) ?? Number.POSITIVE_INFINITY) <= now(),
      })),
    overdue: async () => {
      const log = digests()?.log;
      return log ? overdueDigests(log, now()) : null;
    },
    onFault: (err) => logger.debug({ err }, 'The database could not be read for the metrics'),
  });
}

/** What is told while a question is being answered. */
interface Heard {
  onSource: (source: AnswerSource) => void;
  onReport: (report: string) => void;
}

function createQuestionWatch(metrics: Metrics | null) {
  return async <T>(
    { surface, report: first }: Pick<AnsweredQuestion, 'surface' | 'report'>,
    answer: (heard: Heard) => Promise<T>,
  ): Promise<T> => {
    const startedMs = performance.now();
    let [report, source] = [first, null as AnswerSource | null];
    const tell = (outcome: AnsweredQuestion['outcome']) =>
      metrics?.questionAnswered({
        report,
        surface,
        source,
        outcome,
        durationMs: performance.now() - startedMs,
      });
    try {
      const answered = await answer({
        onSource: (next) => {
          source = slower(source, next);
        },
        onReport: (name) => {
          report = name;
        },
      });
      tell('answered');
      return answered;
    } catch (error) {
      tell(error instanceof NotUnderstood ? 'not_understood' : 'failed');
      throw error;
    }
  };
}

function tellingSources(costs: CostService, onSource: Heard['onSource']): CostService {
  return { ...costs, ask: (question, ask) => costs.ask(question, { ...ask, onSource }) };
}

const slowestLast: readonly AnswerSource[] = ['cache', 'ledger', 'opencost'];

function slower(a: AnswerSource | null, b: AnswerSource): AnswerSource {
  return a !== null && slowestLast.indexOf(a) > slowestLast.indexOf(b) ? a : b;
}
