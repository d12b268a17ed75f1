/** Whose clock and language a date is written for. */
export interface Viewer {
  locale: string;
  timeZone: string;
  nowMs: number;
}

type Parts = Intl.DateTimeFormatOptions;

const DAY_MS = 86_400_000;
const SHORT: Parts = { month: 'short', day: 'numeric', year: 'numeric' };
const TIME: Parts = { hour: 'numeric', minute: '2-digit' };

/**
 * A date token written out: each `{name}` of the format is replaced, an unknown one stays as it is.
 * The names are Slack's: date_num, date, date_short, date_long, their `_pretty` forms, time, time_secs, ago.
 */
export function formatSlackDate(seconds: number, format: string, viewer: Viewer): string {
  const atMs = seconds * 1000;
  return format.replaceAll(/\{([a-z_]+)\}/g, (token, name: string) => partOf(name, atMs, viewer) ?? token);
}

function partOf(name: string, atMs: number, viewer: Viewer): string | null {
  const write = (options: Parts) =>
    new Intl.DateTimeFormat(viewer.locale, { timeZone: viewer.timeZone, ...options }).format(atMs);
  switch (name) {
    case 'date_num':
      return isoDay(atMs, viewer.timeZone);
    case 'date':
      return withOrdinal(atMs, viewer, false);
    case 'date_long':
      return withOrdinal(atMs, viewer, true);
    case 'date_short':
      return write(SHORT);
    case 'date_pretty':
      return nearDay(atMs, viewer) ?? withOrdinal(atMs, viewer, false);
    case 'date_long_pretty':
      return nearDay(atMs, viewer) ?? withOrdinal(atMs, viewer, true);
    case 'date_short_pretty':
      return nearDay(atMs, viewer) ?? write(SHORT);
    case 'time':
      return write(TIME);
    case 'time_secs':
      return write({ ...TIME, second: '2-digit' });
    case 'ago':
      return ago(atMs, viewer);
    default:
      return null;
  }
}

/** "2026-11-22" in a time zone. */
export function isoDay(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(atMs);
}

/** "today", "yesterday", "tomorrow", or null for any other day. */
export function nearDay(atMs: number, viewer: Viewer): string | null {
  const midnight = (ms: number) => Date.parse(`${isoDay(ms, viewer.timeZone)}T00:00:00Z`);
  const days = Math.round((midnight(atMs) - midnight(viewer.nowMs)) / DAY_MS);
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(viewer.locale, { numeric: 'auto' }).format(days, 'day');
}

function withOrdinal(atMs: number, viewer: Viewer, weekday: boolean): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: viewer.timeZone,
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  }).formatToParts(atMs);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  const day = `${part('month')} ${ordinal(Number(part('day')))}, ${part('year')}`;
  return weekday ? `${part('weekday')}, ${day}` : day;
}

function ordinal(day: number): string {
  const teen = day >= 11 && day <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function ago(atMs: number, viewer: Viewer): string {
  const seconds = (atMs - viewer.nowMs) / 1000;
  const relative = new Intl.RelativeTimeFormat(viewer.locale, { numeric: 'auto' });
  if (Math.abs(seconds) < 60) return relative.format(Math.round(seconds), 'second');
  if (Math.abs(seconds) < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (Math.abs(seconds) < 86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  return relative.format(Math.round(seconds / 86_400), 'day');
}
