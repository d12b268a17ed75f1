import PQueue from 'p-queue';
import type { CheckLimits } from '../cost/quality/limits.js';
import { isoDate } from '../cost/time.js';
import { createFailureMemory } from './failure-memory.js';
import { type Cluster, dayTtlMs, type LoadedDay, loadDay } from './load-day.js';
import type { PlannedDay } from './plan.js';
import type { AnswerCache, Cached } from './ports.js';

export interface DayQueueOptions {
  clusters: ReadonlyMap<string, Cluster>;
  cache: AnswerCache;
  now: () => number;
  defaultTtlMs: number;
  /** How old a stored day may be that stands in for one that cannot be read. */
  staleMs: (piece: PlannedDay) => number;
  /** Told once of every day that could not be read, with the cause. */
  onFailure: (planned: PlannedDay, error: unknown) => void;
  /** Told of every day that this process has read, before anybody is answered. */
  onLoaded?: (planned: PlannedDay, loaded: LoadedDay) => void;
  /** How a cluster is read; at container grain where absent. */
  grainOf?: (cluster: string) => Promise<'container' | 'workload' | undefined>;
  limits?: CheckLimits | undefined;
  /** Ends all reading; days that are given up for it are no failures. */
  stopped?: AbortSignal;
}

/** A larger number goes first. */
export interface Turn {
  priority: number;
  /** How often the day was asked before on purpose: each look is an answer of its own. */
  look?: number;
}

export interface DayQueue {
  /** The day while the cache has it fresh. */
  peek(piece: PlannedDay): Promise<Cached<LoadedDay> | undefined>;
  /** The day, asked of OpenCost once however many ask for it, in the turn of the first of them. Throws what reading it threw. */
  obtain(piece: PlannedDay, turn: Turn): Promise<Cached<LoadedDay>>;
  /** The running day asked of OpenCost although it is still fresh; who asks meanwhile gets what is there. Throws what reading it threw. */
  renew(piece: PlannedDay): Promise<void>;
}

/** At most so many days at once of one OpenCost: more gains nothing there. */
export const daysAtOncePerCluster = 2;

/** Reads days from OpenCost through the cache, a few at a time for each cluster. */
export function createDayQueue(options: DayQueueOptions): DayQueue {
  const { clusters, cache, now } = options;
  const queues = new Map(
    [...clusters.keys()].map((name) => [name, new PQueue({ concurrency: daysAtOncePerCluster })]),
  );
  const pending = new Map<string, Promise<Cached<LoadedDay>>>();
  /** Priorities of those that are not being read yet. */
  const waiting = new Map<string, number>();
  const failures = createFailureMemory(now);

  const keyOf = (piece: PlannedDay, look = 0): string => {
    const { cluster, closed, startMs, endMs } = piece;
    const currency = clusters.get(cluster)?.currency ?? '';
    const again = look === 0 ? '' : `:look${look}`;
    return `${closed ? 'day' : 'running'}:${cluster}:${currency}:${isoDate(startMs)}:${startMs}-${endMs}${again}`;
  };

  const load = async (piece: PlannedDay, key: string): Promise<LoadedDay> => {
    const cluster = clusters.get(piece.cluster);
    if (!cluster) throw new RangeError(`no cluster ${piece.cluster}`);
    failures.throwIfRecent(piece.cluster, key);
    try {
      const grain = await options.grainOf?.(piece.cluster);
      const loaded = await loadDay(cluster, piece, {
        now,
        signal: options.stopped,
        limits: options.limits,
        grain,
      });
      failures.forgive(piece.cluster);
      options.onLoaded?.(piece, loaded);
      return loaded;
    } catch (error) {
      if (options.stopped?.aborted) throw error;
      failures.remember(piece.cluster, key, error);
      options.onFailure(piece, error);
      throw error;
    }
  };

  const raise = (key: string, queue: PQueue | undefined, priority: number): void => {
    if (priority <= (waiting.get(key) ?? Number.POSITIVE_INFINITY)) return;
    waiting.set(key, priority);
    queue?.setPriority(key, priority);
  };

  const obtain = (piece: PlannedDay, { priority, look }: Turn): Promise<Cached<LoadedDay>> => {
    const key = keyOf(piece, look);
    const queue = queues.get(piece.cluster);
    const underWay = pending.get(key);
    if (underWay) {
      raise(key, queue, priority);
      return underWay;
    }
    const loadOptions = {
      ttlMs: (loaded: LoadedDay) => dayTtlMs(loaded, options.defaultTtlMs),
      staleMs: options.staleMs(piece),
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

  const renew = async (piece: PlannedDay): Promise<void> => {
    const key = keyOf(piece);
    const underWay = pending.get(key);
    if (underWay) return void (await underWay);
    const run = async (): Promise<Cached<LoadedDay>> => {
      const value = await load(piece, key);
      const [ttlMs, staleMs] = [dayTtlMs(value, options.defaultTtlMs), options.staleMs(piece)];
      await cache.set(key, value, { ttlMs, staleMs });
      return { value, storedAt: now(), stale: false };
    };
    const queue = queues.get(piece.cluster);
    const reading = (queue ? queue.add(run, { priority: 0 }) : run()).finally(() => pending.delete(key));
    pending.set(key, reading);
    await reading;
  };

  return { peek: (piece) => cache.get<LoadedDay>(keyOf(piece)), obtain, renew };
}
