import type { Allocation, Asset } from '../cost/allocation.js';

/** What one call needs: the window, and a signal that ends it. */
export interface SourceRequest {
  startMs: number;
  endMs: number;
  /** `workload`: one row for all pods of a controller, for clusters whose answer is too large at container grain. */
  grain?: 'container' | 'workload';
  signal?: AbortSignal;
}

export interface SourceHealth {
  /** OpenCost itself answers. */
  up: boolean;
  /** Prometheus answers behind it; null when it could not be told. */
  prometheusUp: boolean | null;
  /** A safe sentence when something is wrong, else ''. */
  message: string;
  latencyMs: number;
}

/** One OpenCost: where allocations come from. */
export interface CostSource {
  /** Allocations at the grain asked for, container where none is, with idle, one at a time while they arrive; yields nothing where OpenCost has no data. Throws a KubecentError. */
  allocation(request: SourceRequest): AsyncIterable<Allocation>;
  /** Nodes, disks and load balancers of the window; [] where OpenCost has none. Throws a KubecentError. */
  assets(request: SourceRequest): Promise<Asset[]>;
  /** Never throws: a dead OpenCost is an answer too. */
  health(): Promise<SourceHealth>;
}

/** What came out of a cache. */
export interface Cached<T> {
  value: T;
  /** When it was stored, by our clock. */
  storedAt: number;
  /** True when it is past its time to live and stands in because loading failed. */
  stale: boolean;
}

export interface LoadOptions<T = unknown> {
  /** How long the value counts as fresh, or how to tell from the value; the cache's default where absent. At most 0: not kept. */
  ttlMs?: number | ((value: T) => number);
  /** How long past its time to live it may stand in for a failed load; 0: never. */
  staleMs?: number;
}

export interface CacheStatistics {
  engine: 'memory' | 'redis';
  /** False while Redis is away and memory serves alone. */
  connected: boolean;
  entries: number;
  hits: number;
  misses: number;
  expired: number;
  stale: number;
  loads: number;
  errors: number;
}

/** Answers kept for a while. Values are plain JSON and must not be changed after they are handed over. A broken engine never throws. */
export interface AnswerCache {
  /** The value while fresh; undefined when absent or expired. */
  get<T>(key: string): Promise<Cached<T> | undefined>;
  /** Keeps the value for `ttlMs`; a broken engine loses it without a word to the caller. */
  set<T>(key: string, value: T, options?: LoadOptions<T>): Promise<void>;
  /** Fresh value, or one `load` for all who ask at once; a stale value stands in when the load fails, otherwise its error is thrown. */
  getOrLoad<T>(key: string, load: () => Promise<T>, options?: LoadOptions<T>): Promise<Cached<T>>;
  /** True when there was something to delete. */
  delete(key: string): Promise<boolean>;
}

/** What keeps a cache in order; `health` shows its statistics. */
export interface CacheUpkeep {
  clear(): Promise<void>;
  /** Removes expired entries; returns how many. */
  cleanUp(): Promise<number>;
  statistics(): CacheStatistics;
}

/** Names that occur in the last days, each once, in order: what can be chosen from. */
export interface KnownNames {
  /** As they are configured. */
  clusters: readonly string[];
  namespaces: readonly string[];
  /** Without their kinds. */
  controllers: readonly string[];
  /** Names of labels, and "team=pay" for each with a value. */
  labels: readonly string[];
  labelValues: readonly string[];
}

/** One part of the system that can say how it is. */
export interface HealthPart {
  /** "OpenCost prod-eu", "Cache". */
  name: string;
  /** Never throws. */
  check(): Promise<PartHealth>;
}

export interface PartHealth {
  state: 'up' | 'degraded' | 'down';
  /** One safe clause: what is so, with figures. */
  detail: string;
  /** When the state was last seen to change, by our clock; null when never asked before. */
  sinceMs: number | null;
  lastSuccessMs: number | null;
}

/** What closed lately or is looked at again, or what was never read of the days before. */
export type SealedPart = 'recent' | 'history';

/** What one run of sealing came to. */
export interface SealingRun {
  /** Days that were asked for. */
  days: number;
  /** Another process is at it: nothing was done here. */
  elsewhere: boolean;
}

/** What one refresh came to. */
export interface Refreshed {
  /** Clusters whose running day was asked anew. */
  days: number;
  /** Those that did not answer; the old figures go on to stand in. */
  failed: number;
  /** Answers that were made anew of them. */
  answers: number;
}
