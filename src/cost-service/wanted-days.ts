import { dayMs, startOfUtcDay } from '../cost/time.js';
import type { SealedDay } from './ledger-ports.js';
import { firstLookMs, nextLookMs, type ReadFailure, retryMs } from './look-times.js';
import type { SealedPart } from './ports.js';

export interface Wanted {
  nowMs: number;
  /** How far back history is read. */
  backfillDays: number;
  /** End of the cluster's last day; null while it lives. */
  untilMs: number | null;
}

/** What is known of the days of one cluster; keys are UTC midnights. */
export interface ClusterDays extends Wanted {
  sealed: ReadonlyMap<number, SealedDay>;
  failures: ReadonlyMap<number, ReadFailure>;
  /** Of the cluster, whatever the day; null after a day that was read. */
  clusterFailure: ReadFailure | null;
  /** Only days of this part; all where absent. */
  part?: SealedPart;
}

export interface NextDay {
  /** The day to ask for now; null where none is due. */
  startMs: number | null;
  /** Now where there is a day, else when the first becomes due; null where none ever will. */
  wakeMs: number | null;
}

/** So many days are read first, since people ask for them. */
const firstDays = 7;

/**
 * The closed days that are wanted, as UTC midnights in the order of reading: the last 7, the newest first, then the
 * oldest first, because these are lost first. The running day is not among them.
 */
export function wantedDays({ nowMs, backfillDays, untilMs }: Wanted): number[] {
  const todayMs = startOfUtcDay(nowMs);
  const days = Array.from({ length: backfillDays }, (_, back) => todayMs - (back + 1) * dayMs);
  const order = [...days.slice(0, firstDays), ...days.slice(firstDays).reverse()];
  return order.filter((day) => untilMs === null || day < untilMs);
}

/**
 * Which day of a cluster to ask for now: those of the last week that were never read, then those to be looked at again,
 * the longest due first, then the history. While the cluster fails, whatever the day, it rests. Pure.
 */
export function pickNext(cluster: ClusterDays): NextDay {
  const { nowMs, sealed, failures, clusterFailure, part } = cluster;
  const restMs = clusterFailure ? retryMs(clusterFailure, nowMs) : 0;
  const withDue = (startMs: number) => {
    const facts = { startMs, sealed: sealed.get(startMs) ?? null, failure: failures.get(startMs) ?? null };
    const dueMs = nextLookMs({ ...facts, nowMs });
    return dueMs === null ? [] : [{ startMs, dueMs: Math.max(dueMs, restMs) }];
  };
  const weekMs = startOfUtcDay(nowMs) - firstDays * dayMs;
  const unread = wantedDays(cluster).filter((day) => !sealed.has(day));
  const again = [...sealed.keys()]
    .flatMap(withDue)
    .sort((a, b) => a.dueMs - b.dueMs || a.startMs - b.startMs);
  const recent = [...unread.filter((day) => day >= weekMs).flatMap(withDue), ...again];
  const history = unread.filter((day) => day < weekMs).flatMap(withDue);
  const days = [...(part === 'history' ? [] : recent), ...(part === 'recent' ? [] : history)];
  const due = days.find(({ dueMs }) => dueMs <= nowMs);
  if (due) return { startMs: due.startMs, wakeMs: nowMs };
  const dues = [...days.map(({ dueMs }) => dueMs), ...todayDueMs(cluster)];
  return { startMs: null, wakeMs: dues.length > 0 ? Math.min(...dues) : null };
}

/** When the running day can be asked for; none where the cluster ended before it. */
function todayDueMs({ nowMs, untilMs }: Wanted): number[] {
  const todayMs = startOfUtcDay(nowMs);
  return untilMs !== null && todayMs >= untilMs ? [] : [firstLookMs(todayMs)];
}
