import { dayMs, daysOf, hourMs, type Interval, minuteMs, startOfDay } from './time.js';

/** What happens by the calendar alone, in every year: see README.md, "What happens when". All times UTC. */

/** The months (their first instants) that the interval touches, and the two before. */
function monthsOf(interval: Interval): { year: number; month: number }[] {
  const first = new Date(interval.startMs);
  const months: { year: number; month: number }[] = [];
  for (let offset = -2; ; offset += 1) {
    const start = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + offset, 1));
    if (start.getTime() >= interval.endMs) return months;
    months.push({ year: start.getUTCFullYear(), month: start.getUTCMonth() });
  }
}

/** Working hours: Monday to Friday from `fromHour` to `toHour`, one interval for each day. */
export function weekdayHours(interval: Interval, fromHour: number, toHour: number): Interval[] {
  return daysOf(interval, 1)
    .filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
    .map((day) => ({ startMs: day + fromHour * hourMs, endMs: day + toHour * hourMs }));
}

/** The jump: from the third Tuesday of each month, 09:30, to 22:00 on its last day. */
export function jumpIntervals(interval: Interval): Interval[] {
  return monthsOf(interval).map(({ year, month }) => {
    const firstWeekday = new Date(Date.UTC(year, month, 1)).getUTCDay();
    const thirdTuesday = 1 + ((2 - firstWeekday + 7) % 7) + 14;
    return {
      startMs: Date.UTC(year, month, thirdTuesday, 9, 30),
      endMs: Date.UTC(year, month + 1, 1) - 2 * hourMs,
    };
  });
}

/** `beta`: comes on the 12th of odd months, 09:30, and goes on the last day of the month after, 22:00. */
export function betaIntervals(interval: Interval): Interval[] {
  return monthsOf(interval)
    .filter(({ month }) => month % 2 === 0)
    .map(({ year, month }) => ({
      startMs: Date.UTC(year, month, 12, 9, 30),
      endMs: Date.UTC(year, month + 2, 1) - 2 * hourMs,
    }));
}

/** `legacy`: comes on the 1st of even months, 08:00, and goes on the 5th of the month after, 12:55. */
export function legacyIntervals(interval: Interval): Interval[] {
  return monthsOf(interval)
    .filter(({ month }) => month % 2 === 1)
    .map(({ year, month }) => ({
      startMs: Date.UTC(year, month, 1, 8),
      endMs: Date.UTC(year, month + 1, 5, 12, 55),
    }));
}

/** Growth: from the 3rd of `month` (1 to 12), 10:00, to 8 January of the next year, 11:00. */
export function yearIntervals(interval: Interval, month: number): Interval[] {
  const year = new Date(interval.startMs).getUTCFullYear();
  return [year - 1, year, year + 1].map((each) => ({
    startMs: Date.UTC(each, month - 1, 3, 10),
    endMs: Date.UTC(each + 1, 0, 8, 11),
  }));
}

/** How much busier the cluster is than on 1 January: 1 to 1.2, back to 1 in the next year. */
export function growthOf(dayStartMs: number): number {
  const yearStart = Date.UTC(new Date(dayStartMs).getUTCFullYear(), 0, 1);
  return 1 + (0.2 * (dayStartMs - yearStart)) / (366 * dayMs);
}

/** The price change: on-demand nodes cost 8 % more from the 15th of a quarter's second month to its end. */
export function priceFactorOf(dayStartMs: number): number {
  const date = new Date(dayStartMs);
  const monthOfQuarter = date.getUTCMonth() % 3;
  const dear = monthOfQuarter === 2 || (monthOfQuarter === 1 && date.getUTCDate() >= 15);
  return dear ? 1.08 : 1;
}

/** Negative idle: on the 13th, prices of nodes and load balancers are known until 08:00 only. */
export function lacksPrices(dayStartMs: number): boolean {
  return new Date(dayStartMs).getUTCDate() === 13;
}

/** The gap: nothing is scraped from 18:00 on the 29th until 00:10 of the next day. */
export function gapsOf(interval: Interval): Interval[] {
  return daysOf(interval, 1)
    .filter((day) => new Date(day).getUTCDate() === 29)
    .map((day) => ({ startMs: day + 18 * hourMs, endMs: day + dayMs + 10 * minuteMs }));
}

/**
 * From the first to the last sample in the window, or null. A hole inside the window, or one that ends
 * exactly with it, leaves no trace; one that is open at its edge shortens it, as with the real server.
 */
export function seenOf(window: Interval, firstSampleMs: number, nowMs: number): Interval | null {
  let startMs = Math.max(window.startMs, firstSampleMs - 2.5 * minuteMs);
  let endMs = Math.min(window.endMs, nowMs);
  for (const gap of gapsOf({ startMs: startMs - dayMs, endMs: Math.max(endMs, startMs) + dayMs })) {
    if (gap.startMs < endMs && gap.endMs > endMs) endMs = gap.startMs;
    if (gap.startMs <= startMs && gap.endMs > startMs) startMs = gap.endMs;
  }
  return startMs < endMs ? { startMs, endMs } : null;
}

/** Where retention begins: the UTC midnight that many days before today. */
export function firstSampleOf(nowMs: number, retentionDays: number): number {
  return startOfDay(nowMs) - retentionDays * dayMs;
}
