/** Calendar arithmetic in UTC on milliseconds since 1970. No clock is read here: "now" is always an argument. */

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export type WeekStart = 'monday' | 'sunday';

const weekdayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** The UTC midnight at or before the instant. */
export function startOfUtcDay(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
}

/** Monday 0 to Sunday 6, or Sunday 0 to Saturday 6. */
export function dayOfWeek(ms: number, weekStarts: WeekStart): number {
  const fromSunday = new Date(ms).getUTCDay();
  return weekStarts === 'sunday' ? fromSunday : (fromSunday + 6) % 7;
}

/** The UTC midnight that begins the week of the instant. */
export function startOfWeek(ms: number, weekStarts: WeekStart): number {
  return startOfUtcDay(ms) - dayOfWeek(ms, weekStarts) * dayMs;
}

/** The first instant of a calendar month; `month` is 1 to 12 and may run over: month 13 is January of the next year. */
export function startOfMonth(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, 1);
}

/** The first instant of the month that lies `months` after (below zero: before) the month of the instant. */
export function shiftMonth(ms: number, months: number): number {
  const date = new Date(ms);
  return startOfMonth(date.getUTCFullYear(), date.getUTCMonth() + 1 + months);
}

/** 28 to 31; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return (startOfMonth(year, month + 1) - startOfMonth(year, month)) / dayMs;
}

export function yearOf(ms: number): number {
  return new Date(ms).getUTCFullYear();
}

/** 1 to 12. */
export function monthOf(ms: number): number {
  return new Date(ms).getUTCMonth() + 1;
}

/** "Sun" to "Sat". */
export function weekdayName(ms: number): string {
  return weekdayNames[new Date(ms).getUTCDay()] ?? '';
}

/** "January" to "December". */
export function monthName(ms: number): string {
  return monthNames[new Date(ms).getUTCMonth()] ?? '';
}

/** "22 Nov". */
export function dayAndMonth(ms: number): string {
  return `${new Date(ms).getUTCDate()} ${monthName(ms).slice(0, 3)}`;
}

/** "08:55", in UTC. */
export function clockTime(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}

/** "2026-11-22". */
export function isoDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** "2026-11": the month of the instant. */
export function isoMonth(ms: number): string {
  return isoDate(ms).slice(0, 7);
}

/** "2026-11-22T08:55:00Z": whole seconds, since OpenCost refuses milliseconds (docs/opencost-integration.md). */
export function isoInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
