import { minuteMs } from './time.js';

/** A day with this many of its 1,440 minutes counts as whole: the edges of a day are blurred by a few minutes. */
export const wholeDayMinutes = 1425;
const minutesPerDay = 1440;

export interface Span {
  startMs: number;
  endMs: number;
}

/** Minutes of the window in which any of the spans was there: docs/definitions.md, "Coverage". */
export function minutesSeen(spans: Iterable<Span>, window: Span): number {
  const inside = Array.from(spans, ({ startMs, endMs }) => ({
    startMs: Math.max(startMs, window.startMs),
    endMs: Math.min(endMs, window.endMs),
  }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .sort((a, b) => a.startMs - b.startMs);
  let seenMs = 0;
  let upToMs = window.startMs;
  for (const { startMs, endMs } of inside) {
    seenMs += Math.max(0, endMs - Math.max(startMs, upToMs));
    upToMs = Math.max(upToMs, endMs);
  }
  return seenMs / minuteMs;
}

/** True when the minutes count as all of the window; for a UTC day from `wholeMinutes` on, for others in proportion. */
export function isWhole(
  coveredMinutes: number,
  windowMinutes: number,
  wholeMinutes = wholeDayMinutes,
): boolean {
  return coveredMinutes >= (windowMinutes * wholeMinutes) / minutesPerDay;
}

/** Covered days of some days: a whole one counts 1, any other its minutes ÷ 1,440. */
export function coveredDays(days: Iterable<{ coveredMinutes: number }>): number {
  let sum = 0;
  for (const { coveredMinutes } of days) {
    sum += coveredMinutes >= wholeDayMinutes ? 1 : Math.max(0, coveredMinutes) / minutesPerDay;
  }
  return sum;
}

/** "6 of 7 days", "5.8 of 7 days"; days that are not all there never round up to all. `noun` in the singular. */
export function describeCoverage(covered: number, days: number, noun = 'day'): string {
  const tenths = Math.round(covered * 10) / 10;
  const shown = tenths >= days && covered < days ? Math.max(0, days - 0.1) : tenths;
  return `${Number(shown.toFixed(1))} of ${days} ${days === 1 ? noun : `${noun}s`}`;
}
