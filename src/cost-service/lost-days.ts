import { dayMs, startOfUtcDay } from '../cost/time.js';
import type { SealedDay } from './ledger-ports.js';

export interface Loss {
  firstLostDayMs: number;
  /** When OpenCost begins to forget it. */
  lostAtMs: number;
}

export interface LossFacts {
  days: readonly SealedDay[];
  /** Wanted closed days, as UTC midnights. */
  wanted: readonly number[];
  nowMs: number;
  /** End of the cluster's last day; null or absent while it lives. */
  untilMs?: number | null;
}

/** Prometheus keeps so much where nobody said otherwise. */
const usualRetentionMs = 15 * dayMs;
/** Where less history than this was found, OpenCost may just be new. */
const leastLearntMs = 7 * dayMs;

/**
 * How far back OpenCost answers, in milliseconds, by what was found when the history was read: the age of the oldest
 * day with data if an older one was empty, at least that age otherwise; 15 days where too little was found to tell.
 */
export function retentionOf(days: readonly SealedDay[]): number {
  let withDataMs = 0;
  let emptyMs = 0;
  for (const { head } of days) {
    const ageMs = head.asOfMs - head.startMs;
    if (head.state === 'missing') emptyMs = Math.max(emptyMs, ageMs);
    else if (head.state !== 'quarantined') withDataMs = Math.max(withDataMs, ageMs);
  }
  const isLearnt = emptyMs > withDataMs && withDataMs >= leastLearntMs;
  return isLearnt ? withDataMs : Math.max(withDataMs, usualRetentionMs);
}

/**
 * The first day of a cluster that is lost while it stays unread, of those that were never read and the running one;
 * null where there is none, because the cluster has ended and all was read. Pure.
 */
export function lossOf({ days, wanted, nowMs, untilMs = null }: LossFacts): Loss | null {
  const retentionMs = retentionOf(days);
  const read = new Set(days.map(({ head }) => head.startMs));
  const todayMs = startOfUtcDay(nowMs);
  const running = untilMs === null || todayMs < untilMs ? [todayMs] : [];
  const endangered = [...wanted, ...running].filter((day) => !read.has(day) && day + retentionMs > nowMs);
  if (endangered.length === 0) return null;
  const firstLostDayMs = Math.min(...endangered);
  return { firstLostDayMs, lostAtMs: firstLostDayMs + retentionMs };
}
