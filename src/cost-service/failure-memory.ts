import { minuteMs } from '../cost/time.js';
import { KubecentError } from '../errors.js';

/** While an OpenCost is down, further days of it fail at once with the same words for this long. */
const clusterPauseMs = 15_000;
/** A day that timed out is not asked again at once: OpenCost may still be computing it. */
const dayPauseMs = 2 * minuteMs;

/** Codes that speak of the whole OpenCost, not of one day. */
const clusterCodes = new Set([
  'OPENCOST_UNREACHABLE',
  'OPENCOST_UNAVAILABLE',
  'OPENCOST_AUTH',
  'OPENCOST_REDIRECT',
  'OPENCOST_NOT_OPENCOST',
  'OPENCOST_TLS',
]);

/** Codes that may speak of one heavy day, and of the whole OpenCost when several days in a row end so. */
const strainCodes = new Set(['OPENCOST_PROMETHEUS', 'OPENCOST_TIMEOUT', 'OPENCOST_FAILED']);
const strainedDays = 3;

interface Failure {
  error: unknown;
  untilMs: number;
}

/** Remembers what just failed, so that one dead OpenCost is asked a few times and not once for each day of a year. */
export function createFailureMemory(now: () => number) {
  const failures = new Map<string, Failure>();
  /** Days in a row that ended with a strain code, by cluster. */
  const strained = new Map<string, number>();

  const throwIfFresh = (key: string) => {
    const failure = failures.get(key);
    if (!failure) return;
    if (failure.untilMs > now()) throw failure.error;
    failures.delete(key);
  };

  return {
    /** Throws the remembered error of the cluster or of this day while it is fresh. */
    throwIfRecent(cluster: string, dayKey: string): void {
      throwIfFresh(`cluster:${cluster}`);
      throwIfFresh(dayKey);
    },
    remember(cluster: string, dayKey: string, error: unknown): void {
      const code = error instanceof KubecentError ? error.code : '';
      const inARow = strainCodes.has(code) ? (strained.get(cluster) ?? 0) + 1 : 0;
      strained.set(cluster, inARow);
      if (clusterCodes.has(code) || inARow >= strainedDays)
        failures.set(`cluster:${cluster}`, { error, untilMs: now() + clusterPauseMs });
      if (code === 'OPENCOST_TIMEOUT') failures.set(dayKey, { error, untilMs: now() + dayPauseMs });
    },
    /** A day was read: the cluster is well. */
    forgive(cluster: string): void {
      strained.delete(cluster);
    },
  };
}
