import { shiftMonth, startOfUtcDay } from '../cost/time.js';
import { closingMs, type Period, periodOf } from './period.js';
import type { Schedule } from './schedule.js';

/** What a digest speaks of that a person asks for now: as its next one would, of days that have closed. */
export function periodNow(when: { schedule: Schedule; zone: string }, nowMs: number): Period {
  const period = periodOf(when, nowMs);
  if (period.endMs + closingMs <= nowMs) return period;
  if (period.isMonth) return { ...period, startMs: shiftMonth(period.startMs, -1), endMs: period.startMs };
  const endMs = startOfUtcDay(nowMs - closingMs);
  return { startMs: endMs - (period.endMs - period.startMs), endMs, isMonth: false };
}
