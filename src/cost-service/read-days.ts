import PQueue from 'p-queue';
import type { DayCosts } from '../cost/day.js';
import { dayMs, hourMs, isoDate } from '../cost/time.js';
import { KubecentError } from '../errors.js';
import { createFailureMemory } from './failure-memory.js';
import { type Cluster, dayTtlMs, type LoadedDay, loadDay } from './load-day.js';
import type { PlannedDay } from './plan.js';
import type { AnswerCache, Cached } from './ports.js';

/** What became of one planned day. */
export interface DayOutcome {
  planned: PlannedDay;
  /** null: not known, see `failure`; and when that is null too, not read yet. */
  day: DayCosts | null;
  /** An old answer stands in because OpenCost did not answer. */
  stale: boolean;
  failure: KubecentError | null;
  /** How long OpenCost took for it, milliseconds; where the day is known. */
  tookMs?: number;
}

export interface ReadOptions {
  /** Ends the waiting, not the reading: what is not there by then comes back as not read yet. */
  patience?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

export interface DayReaderOptions {
  clusters: ReadonlyMap<string, Cluster>;
  cache: AnswerCache;
  now: () => number;
  defaultTtlMs: number;
  /** Told once of every day that could not be read, with the cause. */
  onFailure: (planned: PlannedDay, error: unknown) => void;
  /** Ends all reading; days that are given up for it are no failures. */
  stopped?: AbortSignal;
}

/** At most so many days at once of one OpenCost: more gains nothing there. */
export const daysAtOncePerCluster = 2;
/** How old an answer may be that stands in for a failed one. */
const staleMs = { live: 24 * hourMs, closed: 7 * 24 * hourMs };

/** The cache key of a piece: the configured cluster name and its currency, and the day or the two instants; what was read before its end is another thing. */
function dayKey(piece: PlannedDay, currency: string): string {
  return `${piece.closed ? 'day' : 'running'}:${piece.cluster}:${currency}:${isoDate(piece.startMs)}:${piece.startMs}-${piece.endMs}`;
}

/**
 * Reads days through the cache. Each day is asked once however many questions wait for it, in the turn of the
 * smallest of them, and goes on being read when those who asked have stopped waiting.
 */
export function createDayReader(options: DayReaderOptions) {
  const { clusters, cache, now } = options;
  const queues = new Map(
    [...clusters.keys()].map((name) => [name, new PQueue({ concurrency: daysAtOncePerCluster })]),
  );
  const pending = new Map<string, Promise<Cached<LoadedDay>>>();
  /** Priorities of those that are not being read yet. */
  const waiting = new Map<string, number>();
  const failures = createFailureMemory(now);

  const load = async (piece: PlannedDay, key: string): Promise<LoadedDay> => {
    const cluster = clusters.get(piece.cluster);
    if (!cluster) throw new RangeError(`no cluster ${piece.cluster}`);
    failures.throwIfRecent(piece.cluster, key);
    try {
      const loaded = await loadDay(cluster, piece, { now, signal: options.stopped });
      failures.forgive(piece.cluster);
      return loaded;
    } catch (error) {
      if (options.stopped?.aborted) throw error;
      failures.remember(piece.cluster, key, error);
      options.onFailure(piece, error);
      throw error;
    }
  };

  const keyOf = (piece: PlannedDay) => dayKey(piece, clusters.get(piece.cluster)?.currency ?? '');

  const fetch = (piece: PlannedDay, priority: number): Promise<Cached<LoadedDay>> => {
    const key = keyOf(piece);
    const queue = queues.get(piece.cluster);
    const underWay = pending.get(key);
    if (underWay) {
      if (priority > (waiting.get(key) ?? Number.POSITIVE_INFINITY)) {
        waiting.set(key, priority);
        queue?.setPriority(key, priority);
      }
      return underWay;
    }
    const loadOptions = {
      ttlMs: (loaded: LoadedDay) => dayTtlMs(loaded, options.defaultTtlMs),
      staleMs: piece.closed ? staleMs.closed : staleMs.live,
    };
    const run = () => {
      waiting.delete(key);
      return cache.getOrLoad<LoadedDay>(key, () => load(piece, key), loadOptions);
    };
    waiting.set(key, priority);
    const reading = (queue ? queue.add(run, { priority, id: key }) : run()).finally(() =>
      pending.delete(key),
    );
    pending.set(key, reading);
    return reading;
  };

  const readOne = async (piece: PlannedDay, priority: number): Promise<DayOutcome> => {
    try {
      const found = (await cache.get<LoadedDay>(keyOf(piece))) ?? (await fetch(piece, priority));
      const { day, durationMs } = found.value;
      return { planned: piece, day, stale: found.stale, failure: null, tookMs: durationMs };
    } catch (error) {
      const failure = error instanceof KubecentError ? error : unexpected(error);
      return { planned: piece, day: null, stale: false, failure };
    }
  };

  /** Outcomes in the order of `pieces`. Never throws for a day that cannot be read. */
  return async function readDays(
    pieces: readonly PlannedDay[],
    read: ReadOptions = {},
  ): Promise<DayOutcome[]> {
    const outcomes: DayOutcome[] = pieces.map((planned) => ({
      planned,
      day: null,
      stale: false,
      failure: null,
    }));
    let done = 0;
    const reading = pieces.map(async (piece, index) => {
      outcomes[index] = await readOne(piece, priorityOf(piece, pieces.length));
      done += 1;
      read.onProgress?.(done, pieces.length);
    });
    await Promise.race([Promise.all(reading), whenAborted(read.patience)]);
    return [...outcomes];
  };
}

/** Small questions before large ones, and newer days before older ones. */
function priorityOf({ startMs }: PlannedDay, pieces: number): number {
  const size = pieces <= 8 ? 2 : pieces <= 70 ? 1 : 0;
  return size * 1_000_000 + Math.floor(startMs / dayMs);
}

/** Settles when the signal ends; never without one. */
function whenAborted(signal?: AbortSignal): Promise<void> {
  if (!signal) return new Promise(() => {});
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function unexpected(cause: unknown): KubecentError {
  const userMessage = 'Reading this day failed on our side; the log has the cause.';
  return new KubecentError({ code: 'DAY_FAILED', userMessage, retryable: true, cause });
}
