/**
 * What a cache counts from its start on. Every `get` and `getOrLoad` is one hit or one miss; `expired` are the misses
 * that found an entry past its time to live, `stale` the answers that stood in for a failed load, `errors` the calls to
 * the engine that failed or took too long.
 */
export interface Counters {
  hits: number;
  misses: number;
  expired: number;
  stale: number;
  loads: number;
  errors: number;
}

export function createCounters(): Counters {
  return { hits: 0, misses: 0, expired: 0, stale: 0, loads: 0, errors: 0 };
}
