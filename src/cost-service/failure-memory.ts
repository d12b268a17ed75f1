import { minuteMs } from '../cost/time.js';
import { KubecentError } from '../errors.js';

/** While an OpenCost is down, further days of it fail at once with the same words for this long. */
const clusterPauseMs = 15_000;
/** A day that failed or timed out is not asked again at once: OpenCost may still be computing it. */
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

interface Failure {
  error: unknown;
  untilMs: number;
}

/** Remembers what just failed, so that one dead OpenCost is asked a few times and not once for each day of a year. */
export function createFailureMemory(now: () => number) {
  const failures = new Map<string, Failure>();

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
      const wholeCluster = error instanceof KubecentError && clusterCodes.has(error.code);
      if (wholeCluster) failures.set(`cluster:${cluster}`, { error, untilMs: now() + clusterPauseMs });
      const timedOut = error instanceof KubecentError && error.code === 'OPENCOST_TIMEOUT';
      if (timedOut) failures.set(dayKey, { error, untilMs: now() + dayPauseMs });
    },
  };
}
