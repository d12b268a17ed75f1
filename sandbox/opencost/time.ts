export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Half-open: [startMs, endMs). */
export interface Interval {
  startMs: number;
  endMs: number;
}

/** All of time. */
export const always: Interval = { startMs: -Infinity, endMs: Infinity };

/** The UTC midnight at or before the instant. */
export function startOfDay(atMs: number): number {
  return Math.floor(atMs / dayMs) * dayMs;
}

/** "2026-11-20" -> its UTC midnight; throws when it is no date. */
export function parseDay(day: string): number {
  const atMs = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(atMs) || formatDay(atMs) !== day) {
    throw new Error(`not a day: ${day}`);
  }
  return atMs;
}

/** The UTC day of an instant: "2026-11-20". */
export function formatDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** "2026-11-20T00:00:00Z": how OpenCost prints an instant. */
export function formatInstant(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** What two intervals share, or null. */
export function overlapOf(one: Interval, other: Interval): Interval | null {
  const startMs = Math.max(one.startMs, other.startMs);
  const endMs = Math.min(one.endMs, other.endMs);
  return startMs < endMs ? { startMs, endMs } : null;
}

/** Every pair of the two lists that overlaps, as the overlap. */
export function overlapsOf(ones: readonly Interval[], others: readonly Interval[]): Interval[] {
  return ones.flatMap((one) => others.flatMap((other) => overlapOf(one, other) ?? []));
}

/** Hours of the interval. */
export function hoursOf(interval: Interval): number {
  return (interval.endMs - interval.startMs) / hourMs;
}

/** The UTC midnights of the days that the interval touches, with `before` days in front. */
export function daysOf(interval: Interval, before = 0): number[] {
  const days: number[] = [];
  for (let day = startOfDay(interval.startMs) - before * dayMs; day < interval.endMs; day += dayMs) {
    days.push(day);
  }
  return days;
}
