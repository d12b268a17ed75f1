import { dayMs, hourMs, minuteMs, startOfUtcDay } from '../cost/time.js';
import { localDayMs, localTime, nextFullHourMs } from './local-time.js';
import { type Schedule, slotsBetween } from './schedule.js';

/** The closed UTC days that a digest speaks of. */
export interface Period {
  startMs: number;
  endMs: number;
  /** A calendar month is asked for by its name. */
  isMonth: boolean;
}

/** The days of a period have closed, and their last samples are in, so long after its end. */
export const closingMs = 15 * minuteMs;
const longestDays = 92;

/**
 * What the digest of a slot speaks of, by the calendar of its zone: a weekly one of the seven days before, a daily one
 * of the day before, on Monday of the weekend too where it comes on weekdays; a monthly one of the month before; a cron
 * of the days since its slot before; where it comes more than once a day, of the last day that has closed.
 */
export function periodOf({ schedule, zone }: { schedule: Schedule; zone: string }, slotMs: number): Period {
  const endMs = localDayMs(slotMs, zone);
  if (schedule.kind === 'monthly') {
    const { year, month } = localTime(slotMs, zone);
    return { startMs: Date.UTC(year, month - 2), endMs: Date.UTC(year, month - 1), isMonth: true };
  }
  if (schedule.kind === 'cron' && comesOften(schedule, zone, slotMs)) {
    const closedMs = startOfUtcDay(slotMs - closingMs);
    return { startMs: closedMs - dayMs, endMs: closedMs, isMonth: false };
  }
  const days =
    schedule.kind === 'weekly' ? 7 : schedule.kind === 'daily' ? 1 : daysBefore(schedule, zone, slotMs);
  return { startMs: endMs - days * dayMs, endMs, isMonth: false };
}

/** More than once on a day: no calendar says which day is meant, so it is the last one that has closed. */
function comesOften(schedule: Schedule, zone: string, slotMs: number): boolean {
  return (
    slotsBetween({ schedule, zone }, { afterMs: slotMs - 20 * hourMs, untilMs: slotMs - 1, most: 1 }).length >
    0
  );
}

/** Days since the slot before. */
function daysBefore(schedule: Schedule, zone: string, slotMs: number): number {
  const slots = slotsBetween({ schedule, zone }, { afterMs: slotMs - 8 * dayMs, untilMs: slotMs - 1 });
  const wide =
    slots.length > 0
      ? slots
      : slotsBetween({ schedule, zone }, { afterMs: slotMs - longestDays * dayMs, untilMs: slotMs - 1 });
  const before = wide.at(-1);
  const days = before === undefined ? 7 : (localDayMs(slotMs, zone) - localDayMs(before, zone)) / dayMs;
  return Math.min(longestDays, Math.max(1, Math.round(days)));
}

/** When a slot's digest can be complete: at its time, or when its period has closed. */
export function readyMs(when: { schedule: Schedule; zone: string }, slotMs: number): number {
  return Math.max(slotMs, periodOf(when, slotMs).endMs + closingMs);
}

/**
 * Where a digest at these times would always be late, because its days have not closed by then where the people are:
 * when they close, and the next full hour, at which it would be complete. null: it is on time.
 */
export function lateness(
  when: { schedule: Schedule; zone: string },
  nextSlotMs: number,
): { closesMs: number; completeMs: number } | null {
  const closesMs = periodOf(when, nextSlotMs).endMs;
  if (closesMs + closingMs <= nextSlotMs) return null;
  return { closesMs, completeMs: nextFullHourMs(closesMs + closingMs, when.zone) };
}
