import { grainFor } from '../cost/group.js';
import { createSpareColumns } from '../cost/spare-columns.js';
import { startOfUtcDay } from '../cost/time.js';
import type { Answer, AnswerSource } from './answer.js';
import { createAskedQuestions } from './asked-questions.js';
import { assembleAnswer } from './assemble.js';
import { chooseClusters } from './choose-clusters.js';
import type { DayOutcome } from './day-outcome.js';
import { createDayQueue } from './day-queue.js';
import { createHealthCheck, type ServiceHealth } from './health.js';
import { createHistory } from './history.js';
import type { HistoryOptions } from './history-options.js';
import type { HistoryProgress, LedgerDesk } from './ledger-desk.js';
import type { Cluster } from './load-day.js';
import { createNames } from './names.js';
import { type PlannedDay, planDays } from './plan.js';
import type {
  AnswerCache,
  CacheUpkeep,
  HealthPart,
  KnownNames,
  Refreshed,
  SealedPart,
  SealingRun,
} from './ports.js';
import { type Question, questionKey } from './question.js';
import { createDayReader, staleMsOf } from './read-days.js';
import { refresh } from './refreshing.js';
import { createTurns, takeTurns } from './turns.js';

export interface AskOptions {
  /** Told while days are being read. */
  onProgress?: (done: number, total: number) => void;
  /** The answer is only worth a moment's waiting: what is not there by then is answered as not read yet. */
  brief?: boolean;
  /** Told where the days came from, once the answer is there. */
  onSource?: (source: AnswerSource) => void;
}

/** A cluster as it is configured. */
export interface KnownCluster {
  name: string;
  currency: string;
  /** The address of its OpenCost's own page, without a slash at its end; null or absent where none is known. */
  page?: string | null;
}

/** The shared cost service: one question in, one answer out. */
export interface CostService {
  readonly clusters: readonly KnownCluster[];
  /** Throws NotUnderstood for clusters that do not exist or do not share a currency; days that cannot be read are in the answer. */
  ask(question: Question, options?: AskOptions): Promise<Answer>;
  /** Names that occur in the last days, from what is kept of them: quick, and never more than five minutes old. Throws where the ledger cannot be asked. */
  names(): Promise<KnownNames>;
  /** Asks every OpenCost and every other part how it is. Never throws. */
  health(): Promise<ServiceHealth>;
  /** How far the past is read, cluster by cluster; [] without a ledger. Asks no OpenCost; throws where the ledger cannot be asked. */
  progress(): Promise<readonly HistoryProgress[]>;
  /** What people may do with the ledger; null where nothing is kept. */
  readonly desk: LedgerDesk | null;
  /**
   * Reads and seals the closed days of one part that are due, until none is or the signal is aborted; nothing without a
   * ledger. Throws where the ledger cannot be asked; a day that cannot be read is tried again by a later run.
   */
  seal(part: SealedPart, signal: AbortSignal): Promise<SealingRun>;
  /** Removes what killed writers left in the ledger, and rows of pods past their time. */
  sweep(): Promise<{ revisions: number; podBlocks: number }>;
  /** Asks for running days anew where that is due, before anybody has to wait for them. Never throws for a cluster that is down. */
  refresh(signal: AbortSignal): Promise<Refreshed>;
  /** Resolves when what goes on beside answers is over. */
  stop(): Promise<void>;
}

export interface CostServiceOptions {
  clusters: readonly Cluster[];
  cache: AnswerCache & CacheUpkeep;
  now: () => number;
  /** How long the running day and answers made of it count as fresh. */
  ttlMs: number;
  /** How long a question waits for days before it is answered in part; the days go on being read. */
  patience: () => AbortSignal;
  /** The same for what stands beside the main figures of an answer; `patience` where absent. */
  briefPatience?: () => AbortSignal;
  onDayFailed: (planned: PlannedDay, error: unknown) => void;
  /** Ends the reading of days, those too that go on for nobody. */
  stopped?: AbortSignal;
  /** Further parts that `health` shows. */
  parts?: readonly HealthPart[];
  /** Where closed days are kept for ever; absent: nothing is kept for longer than the cache keeps it. */
  history?: HistoryOptions;
}

interface Made {
  answer: Answer;
  source: AnswerSource;
}

interface UnderWay {
  made: Promise<Made>;
  listeners: Set<(done: number, total: number) => void>;
}

export function createCostService(options: CostServiceOptions): CostService {
  const { cache, now, ttlMs } = options;
  const clusters = new Map(options.clusters.map((cluster) => [cluster.name, cluster]));
  const queue = createDayQueue({
    clusters,
    cache,
    now,
    defaultTtlMs: ttlMs,
    staleMs: staleMsOf,
    onFailure: (planned, error) => {
      history?.onFailure(planned, error);
      options.onDayFailed(planned, error);
    },
    onLoaded: (planned, loaded) => history?.onLoaded(planned, loaded),
    grainOf: async (cluster) => history?.grainOf(cluster),
    limits: options.history?.limits,
    ...(options.stopped ? { stopped: options.stopped } : {}),
  });
  const history = options.history
    ? createHistory(options.history, { clusters: options.clusters, queue, cache, now })
    : null;
  const readDays = createDayReader({ queue, sealedDays: history?.sealedDays ?? null });
  const configured = JSON.stringify([...clusters.keys()]);
  const underWay = new Map<string, UnderWay>();
  const asked = createAskedQuestions(cache, now);
  const ownTurn = createTurns();
  const spareColumns = createSpareColumns();

  const compute = async (
    question: Question,
    key: string,
    brief: boolean,
    listeners: UnderWay['listeners'],
  ): Promise<Made> => {
    const startedMs = now();
    const names = chooseClusters(options.clusters, question);
    const pieces = planDays(question, names, now()).filter(
      ({ cluster, startMs }) => startMs < (clusters.get(cluster)?.untilMs ?? Number.POSITIVE_INFINITY),
    );
    const outcomes = await readDays(pieces, {
      grain: grainFor(question.groupBy, question.filter),
      includeHeld: question.includeHeld,
      patience: brief && options.briefPatience ? options.briefPatience() : options.patience(),
      onProgress: (done, total) => {
        for (const listener of listeners) listener(done, total);
      },
    });
    const answer = await takeTurns(
      assembleAnswer(question, outcomes, { startedMs, nowMs: now() }, spareColumns),
    );
    const freshMs = freshForMs(outcomes, now(), ttlMs);
    if (freshMs > 0) await cache.set(key, answer, { ttlMs: freshMs, staleMs: 0 });
    return { answer, source: sourceOf(outcomes) };
  };

  /** The day is in the key: "the running day beside the window" depends on it; and so do "all clusters" on the names. */
  const keyOf = async (question: Question): Promise<string> => {
    const generation = (await history?.generation.current()) ?? '';
    return `answer:${configured}:${startOfUtcDay(now())}:${generation}:${questionKey(question)}`;
  };

  const names = createNames({
    clusters: options.clusters,
    readDays,
    now,
    patience: () => (options.briefPatience ?? options.patience)(),
  });

  const progress = async () => (await history?.progress()) ?? [];

  return {
    clusters: options.clusters.map(({ name, currency, page = null }) => ({ name, currency, page })),
    async ask(question, ask = {}) {
      if (!ask.brief) asked.note(question);
      const key = await keyOf(question);
      const cached = await cache.get<Answer>(key);
      if (cached) {
        ask.onSource?.('cache');
        return cached.value;
      }
      const work = underWay.get(workKey(key, ask)) ?? start(question, key, ask);
      if (ask.onProgress) work.listeners.add(ask.onProgress);
      const { answer, source } = await work.made;
      ask.onSource?.(source);
      // Hundreds may have waited for it: presenting it to all in one turn would block everything else for seconds.
      await ownTurn();
      return answer;
    },
    names,
    health: createHealthCheck({ ...options, history: progress }),
    progress,
    desk: history?.desk ?? null,
    seal: async (part, signal) => (await history?.seal(part, signal)) ?? { days: 0, elsewhere: false },
    refresh: (signal) =>
      refresh(
        {
          clusters: options.clusters,
          queue,
          asked,
          now,
          answerAnew: async (question) => compute(question, await keyOf(question), false, new Set()),
        },
        signal,
      ),
    sweep: async () => (await history?.sweep()) ?? { revisions: 0, podBlocks: 0 },
    stop: async () => history?.settle(),
  };

  function start(question: Question, key: string, ask: AskOptions): UnderWay {
    const listeners: UnderWay['listeners'] = new Set();
    const made = compute(question, key, ask.brief ?? false, listeners).finally(() =>
      underWay.delete(workKey(key, ask)),
    );
    const work = { made, listeners };
    underWay.set(workKey(key, ask), work);
    return work;
  }
}

/** Who waits briefly does not join those who wait long. */
function workKey(key: string, { brief = false }: AskOptions): string {
  return `${brief ? 'brief' : 'patient'}:${key}`;
}

/** The slowest of the places where its days were looked for. */
function sourceOf(outcomes: readonly DayOutcome[]): AnswerSource {
  const places = new Set(outcomes.map(({ from }) => from));
  if (places.has('opencost')) return 'opencost';
  return places.has('ledger') ? 'ledger' : 'cache';
}

/** An answer is kept while its running day is fresh; one with days failed, unread or stale is not kept. */
function freshForMs(outcomes: readonly DayOutcome[], nowMs: number, ttlMs: number): number {
  let freshMs = ttlMs;
  for (const { planned, day, stale } of outcomes) {
    if (!day || stale) return 0;
    if (!planned.closed) freshMs = Math.min(freshMs, ttlMs - (nowMs - day.asOfMs));
  }
  return freshMs;
}
