import { dayMs, hourMs, minuteMs } from '../cost/time.js';
import { KubecentError } from '../errors.js';
import type { ClusterGrains } from './cluster-grains.js';
import type { DayQueue } from './day-queue.js';
import type { HistoryOptions } from './history-options.js';
import { progressOf } from './history-progress.js';
import type { HistoryProgress } from './ledger-desk.js';
import type { SealedDay } from './ledger-ports.js';
import type { Cluster } from './load-day.js';
import type { ReadFailure } from './look-times.js';
import { lossOf } from './lost-days.js';
import type { SealedPart } from './ports.js';
import type { SealedDays } from './sealed-days.js';
import type { Sealer } from './sealer.js';
import { pickNext, wantedDays } from './wanted-days.js';

export interface StepOptions extends Pick<HistoryOptions, 'backfillDays' | 'notices'> {
  clusters: readonly Cluster[];
  queue: DayQueue;
  sealedDays: SealedDays;
  sealer: Sealer;
  grains: ClusterGrains;
  now: () => number;
}

export interface SealingSteps {
  /** What is sealed is read from the ledger again. */
  lookAgain(): void;
  /** Reads and seals the next day of the cluster that is due; gives how long to wait where none is. */
  step(cluster: string, part: SealedPart): Promise<number>;
  /** What was last said of a day that could not be read; null where nothing failed since. */
  failureOf(cluster: string, startMs: number): ReadFailure | null;
  progress(): Promise<HistoryProgress[]>;
}

/** What closes from now on is always read, and the week that people ask for first. */
const leastDays = 7;
const longestWaitMs = minuteMs;
/** Days that were changed by others are noticed after so long. */
const viewMs = minuteMs / 2;
/** Questions always go first. */
const lowestPriority = -1_000_000;
/** What cannot be read for so long is told. */
const unreadAfterMs = hourMs;

interface View {
  days: Map<number, SealedDay>;
  readMs: number;
}

interface Memory {
  view: View | null;
  failures: Map<number, ReadFailure>;
  /** Of the cluster, whatever the day. */
  clusterFailure: ReadFailure | null;
  tookMs: number[];
  unreadSinceMs: number | null;
  reason: string;
  toldMs: number | null;
}

/** What sealing does for each cluster, a day at a time. */
export function createSealingSteps(options: StepOptions): SealingSteps {
  const { sealedDays, sealer, queue, grains, now, notices } = options;
  const backfillDays = Math.max(leastDays, options.backfillDays);
  const clusters = new Map(options.clusters.map((cluster) => [cluster.name, cluster]));
  const memories = new Map<string, Memory>();

  const memoryOf = (cluster: string): Memory => {
    const known = memories.get(cluster);
    if (known) return known;
    const memory: Memory = {
      view: null,
      failures: new Map(),
      clusterFailure: null,
      tookMs: [],
      unreadSinceMs: null,
      reason: '',
      toldMs: null,
    };
    memories.set(cluster, memory);
    return memory;
  };

  const untilOf = (cluster: string) => clusters.get(cluster)?.untilMs ?? null;

  const wantedOf = (cluster: string) => wantedDays({ nowMs: now(), backfillDays, untilMs: untilOf(cluster) });

  const viewOf = async (cluster: string): Promise<Map<number, SealedDay>> => {
    const memory = memoryOf(cluster);
    if (memory.view && now() - memory.view.readMs < viewMs) return memory.view.days;
    const wanted = wantedOf(cluster);
    if (wanted.length === 0) return new Map();
    const found = await sealedDays.of(cluster, Math.min(...wanted), Math.max(...wanted) + 1);
    const days = new Map(found.map((day) => [day.head.startMs, day]));
    memory.view = { days, readMs: now() };
    return days;
  };

  /** The day that is due, or how long until one is. */
  const nextOf = (cluster: string, part: SealedPart, days: ReadonlyMap<number, SealedDay>) => {
    const { failures, clusterFailure } = memoryOf(cluster);
    const { startMs, wakeMs } = pickNext({
      nowMs: now(),
      backfillDays,
      untilMs: untilOf(cluster),
      sealed: days,
      failures,
      clusterFailure,
      part,
    });
    if (startMs !== null) return { startMs, sealed: days.get(startMs) ?? null };
    const untilDueMs = wakeMs === null ? longestWaitMs : wakeMs - now();
    return { waitMs: Math.min(longestWaitMs, Math.max(1_000, untilDueMs)) };
  };

  const failureOf: SealingSteps['failureOf'] = (cluster, startMs) =>
    memoryOf(cluster).failures.get(startMs) ?? null;

  const noteFailure = (cluster: string, startMs: number, error: unknown): void => {
    const memory = memoryOf(cluster);
    const attempts = (memory.failures.get(startMs)?.attempts ?? 0) + 1;
    memory.failures.set(startMs, { attempts, lastMs: now() });
    memory.clusterFailure = { attempts: (memory.clusterFailure?.attempts ?? 0) + 1, lastMs: now() };
    memory.unreadSinceMs ??= now();
    memory.reason = error instanceof KubecentError ? error.userMessage : 'reading failed on our side';
  };

  const noteSuccess = (memory: Memory, startMs: number, tookMs: number): void => {
    memory.failures.delete(startMs);
    memory.clusterFailure = null;
    memory.unreadSinceMs = null;
    memory.toldMs = null;
    memory.tookMs = [...memory.tookMs.slice(-9), tookMs];
  };

  const unreadOf = (cluster: string, days: ReadonlyMap<number, SealedDay>): HistoryProgress['unread'] => {
    const { unreadSinceMs, reason } = memoryOf(cluster);
    if (unreadSinceMs === null || now() - unreadSinceMs < unreadAfterMs) return null;
    const loss = lossOf({
      days: [...days.values()],
      wanted: wantedOf(cluster),
      nowMs: now(),
      untilMs: untilOf(cluster),
    });
    return loss && { sinceMs: unreadSinceMs, reason, ...loss };
  };

  const tellUnread = (cluster: string, days: ReadonlyMap<number, SealedDay>): void => {
    const memory = memoryOf(cluster);
    const unread = unreadOf(cluster, days);
    if (!unread || (memory.toldMs !== null && now() - memory.toldMs < dayMs)) return;
    memory.toldMs = now();
    notices.unread(cluster, unread);
  };

  const progressFor = async (cluster: string): Promise<HistoryProgress> => {
    const days = await viewOf(cluster);
    return progressOf({
      cluster,
      sealed: [...days.values()],
      wanted: wantedOf(cluster),
      grain: await grains.of(cluster),
      tookMs: memoryOf(cluster).tookMs,
      unread: unreadOf(cluster, days),
    });
  };

  return {
    lookAgain() {
      for (const memory of memories.values()) memory.view = null;
    },
    failureOf,
    async step(cluster, part) {
      const days = await viewOf(cluster);
      const next = nextOf(cluster, part, days);
      if ('waitMs' in next) return next.waitMs;
      const { startMs, sealed } = next;
      const piece = { cluster, startMs, endMs: startMs + dayMs, closed: true, role: 'window' as const };
      try {
        const turn = { priority: lowestPriority, look: sealed?.looks ?? 0 };
        const { value } = await queue.obtain(piece, turn);
        const visible = await sealer.seal(value.day);
        if (!visible) return longestWaitMs;
        days.set(startMs, visible);
        noteSuccess(memoryOf(cluster), startMs, value.durationMs);
        const { state } = visible.head;
        const progress = await progressFor(cluster);
        notices.sealed({
          cluster,
          startMs,
          state,
          settledDays: progress.settledDays,
          wantedDays: progress.wantedDays,
        });
      } catch (error) {
        noteFailure(cluster, startMs, error);
        tellUnread(cluster, days);
        if (!(error instanceof KubecentError)) throw error;
      }
      return 0;
    },
    progress: () => Promise.all([...clusters.keys()].map(progressFor)),
  };
}
