import { daysInMonth, hourMs, minuteMs, monthName, startOfMonth } from './time.js';

const dateForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthForm = /^(\d{4})-(\d{2})$/;
const instantForm =
  /^(\d{4}-\d{2}-\d{2})(?:t([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?(z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

/** What a piece of text says: an instant in ms, or why the calendar does not have it; null: not of that form at all. */
export type CalendarReading = { ms: number } | { problem: string } | null;

/** "2026-11": the first instant of the month. */
export function readMonth(text: string): CalendarReading {
  const [, year, month] = monthForm.exec(text) ?? [];
  if (!year || !month) return null;
  return Number(month) >= 1 && Number(month) <= 12
    ? { ms: startOfMonth(Number(year), Number(month)) }
    : { problem: `there is no month ${month}` };
}

/** "2026-11-12": the UTC midnight that begins the day. */
export function readDate(text: string): CalendarReading {
  const [, year, month, day] = dateForm.exec(text) ?? [];
  if (!year || !month || !day) return null;
  const first = readMonth(`${year}-${month}`);
  if (!first || 'problem' in first) return first;
  const days = daysInMonth(Number(year), Number(month));
  if (Number(day) >= 1 && Number(day) <= days) return { ms: first.ms + (Number(day) - 1) * 24 * hourMs };
  return { problem: `${monthName(first.ms)} ${year} has the days 1 to ${days}` };
}

/** "2026-11-12T08:00:00Z" in lower case, an offset instead of the z, or a bare date; without a zone it is UTC. Fractions are cut. */
export function readInstant(text: string): CalendarReading {
  const [, date, hours, minutes, seconds, zone] = instantForm.exec(text) ?? [];
  if (!date) return null;
  const day = readDate(date);
  if (!day || 'problem' in day) return day;
  const timeMs = Number(hours ?? 0) * hourMs + Number(minutes ?? 0) * minuteMs + Number(seconds ?? 0) * 1000;
  return { ms: day.ms + timeMs - offsetMs(zone) };
}

function offsetMs(zone: string | undefined): number {
  if (!zone || zone === 'z') return 0;
  const size = Number(zone.slice(1, 3)) * hourMs + Number(zone.slice(4, 6)) * minuteMs;
  return zone.startsWith('-') ? -size : size;
}
