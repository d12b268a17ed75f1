import { grainFor } from '../cost/group.js';
import { startOfUtcDay } from '../cost/time.js';
import type { Answer } from './answer.js';
import { assembleAnswer } from './assemble.js';
import { chooseClusters } from './choose-clusters.js';
import type { DayOutcome } from './day-outcome.js';
import { createDayQueue } from './day-queue.js';
import { createHealthCheck, type ServiceHealth } from './health.js';
import { createHistory } from './history.js';
import type { HistoryOptions } from './history-options.js';
import type { LedgerDesk } from './ledger-desk.js';
import type { Cluster } from './load-day.js';
import { type PlannedDay, planDays } from './plan.js';
import type { AnswerCache, CacheUpkeep, HealthPart } from './ports.js';
import { type Question, questionKey } from './question.js';
import { createDayReader, staleMsOf } from './read-days.js';
import { createTurns, takeTurns } from './turns.js';

export interface AskOptions {
  /** Told while days are being read. */
  onProgress?: (done: number, total: number) => void;
  /** The answer is only worth a moment's waiting: what is not there by then is answered as not read yet. */
  brief?: boolean;
}

/** The shared cost service: one question in, one answer out. */
export interface CostService {
  readonly clusters: readonly { name: string; currency: string }[];
  /** Throws NotUnderstood for clusters that do not exist or do not share a currency; days that cannot be read are in the answer. */
  ask(question: Question, options?: AskOptions): Promise<Answer>;
  /** Asks every OpenCost and every other part how it is. Never throws. */
  health(): Promise<ServiceHealth>;
  /** What people may do with the ledger; null where nothing is kept. */
  readonly desk: LedgerDesk | null;
  /** Begins to seal closed days and to read the past; nothing without a ledger. */
  start(): void;
  /** Ends that; what is being sealed is ended cleanly. */
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

interface UnderWay {
  answer: Promise<Answer>;
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
  const ownTurn = createTurns();

  const compute = async (
    question: Question,
    key: string,
    brief: boolean,
    listeners: UnderWay['listeners'],
  ): Promise<Answer> => {
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
    const answer = await takeTurns(assembleAnswer(question, outcomes, { startedMs, nowMs: now() }));
    const freshMs = freshForMs(outcomes, now(), ttlMs);
    if (freshMs > 0) await cache.set(key, answer, { ttlMs: freshMs, staleMs: 0 });
    return answer;
  };

  return {
    clusters: options.clusters.map(({ name, currency }) => ({ name, currency })),
    async ask(question, ask = {}) {
      // The day is in the key: "the running day beside the window" depends on it; and so do "all clusters" on the names.
      const generation = (await history?.generation.current()) ?? '';
      const key = `answer:${configured}:${startOfUtcDay(now())}:${generation}:${questionKey(question)}`;
      const cached = await cache.get<Answer>(key);
      if (cached) return cached.value;
      const work = underWay.get(workKey(key, ask)) ?? start(question, key, ask);
      if (ask.onProgress) work.listeners.add(ask.onProgress);
      const answer = await work.answer;
      // Hundreds may have waited for it: presenting it to all in one turn would block everything else for seconds.
      await ownTurn();
      return answer;
    },
    health: createHealthCheck({ ...options, history: async () => (await history?.progress()) ?? [] }),
    desk: history?.desk ?? null,
    start: () => history?.start(),
    stop: async () => history?.stop(),
  };

  function start(question: Question, key: string, ask: AskOptions): UnderWay {
    const listeners: UnderWay['listeners'] = new Set();
    const answer = compute(question, key, ask.brief ?? false, listeners).finally(() =>
      underWay.delete(workKey(key, ask)),
    );
    const work = { answer, listeners };
    underWay.set(workKey(key, ask), work);
    return work;
  }
}

/** Who waits briefly does not join those who wait long. */
function workKey(key: string, { brief = false }: AskOptions): string {
  return `${brief ? 'brief' : 'patient'}:${key}`;
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
