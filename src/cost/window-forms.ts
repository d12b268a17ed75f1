import { type CalendarReading, readDate, readInstant, readMonth } from './calendar-text.js';
import { monthWindow } from './month.js';
import {
  dayMs,
  hourMs,
  isoDate,
  isoInstant,
  monthOf,
  shiftMonth,
  startOfUtcDay,
  startOfWeek,
  type WeekStart,
  yearOf,
} from './time.js';
import {
  backwards,
  inTheFuture,
  longestWindowDays,
  nearDays,
  refuseWindow,
  tooLong,
} from './window-refusal.js';
import type { Window } from './window-shape.js';

/** A window, and what `today=include` does to it: move it on by a day, add the running day, or nothing. */
export interface ReadWindow {
  window: Window;
  today: 'moves' | 'joins' | 'apart';
}

const longestInstantsMs = 48 * hourMs;
const shortestInstantsMs = hourMs;

/** The six words: today, yesterday, week, lastweek, month, lastmonth; null for others. */
export function readWord(word: string, nowMs: number, weekStarts: WeekStart): ReadWindow | null {
  const todayMs = startOfUtcDay(nowMs);
  const weekMs = startOfWeek(nowMs, weekStarts);
  switch (word) {
    case 'today':
      return runningDay(todayMs);
    case 'yesterday':
      return apart(closedDays(todayMs - dayMs, todayMs, word));
    case 'week':
      return { window: closedDays(weekMs, todayMs, word), today: 'joins' };
    case 'lastweek':
      return apart(closedDays(weekMs - 7 * dayMs, weekMs, word));
    case 'month':
      return { window: { ...monthWindow(yearOf(nowMs), monthOf(nowMs), nowMs), name: word }, today: 'joins' };
    case 'lastmonth': {
      const beforeMs = shiftMonth(nowMs, -1);
      return apart({ ...monthWindow(yearOf(beforeMs), monthOf(beforeMs), nowMs), name: word });
    }
    default:
      return null;
  }
}

/** "7d", "4w": the last days that are over; null for other forms. */
export function readLength(word: string, text: string, nowMs: number): ReadWindow | null {
  const [, count, unit] = /^(\d+)([dw])$/.exec(word) ?? [];
  if (!count) return null;
  const days = Number(count) * (unit === 'w' ? 7 : 1);
  if (days === 0) throw refuseWindow(text, 'it has no days', ['today', '1d', '7d']);
  if (days > longestWindowDays) throw tooLong(text);
  const todayMs = startOfUtcDay(nowMs);
  return { window: closedDays(todayMs - days * dayMs, todayMs, `${days}d`), today: 'moves' };
}

/** "2026-11": the closed days of a month; null for other forms. */
export function readCalendarMonth(word: string, text: string, nowMs: number): ReadWindow | null {
  const month = readMonth(word);
  if (!month) return null;
  const startMs = possible(month, text, ['month', 'lastmonth']);
  if (startMs > nowMs) throw inTheFuture(text);
  const window = monthWindow(yearOf(startMs), monthOf(startMs), nowMs);
  return { window, today: startMs === shiftMonth(nowMs, 0) ? 'joins' : 'apart' };
}

/** "2026-11-12" and "2026-11-01..2026-11-15", both days included; null for other forms. */
export function readDates(word: string, text: string, nowMs: number): ReadWindow | null {
  const [first = '', last = first, ...more] = word.split('..').map((part) => part.trim());
  const start = readDate(first);
  const end = readDate(last);
  if (!start || !end || more.length > 0) return null;
  const startMs = possible(start, text, nearDays(first, nowMs));
  const endMs = possible(end, text, nearDays(last, nowMs)) + dayMs;
  if (endMs <= startMs) throw backwards(text, `${last}..${first}`, endMs - dayMs, startMs, nowMs);
  return daysBetween(startMs, endMs, text, nowMs);
}

/** "start,end", end excluded: days on UTC midnights, else at most 48 hours asked live; null for other forms. */
export function readPair(word: string, text: string, nowMs: number): ReadWindow | null {
  const [first = '', last = '', ...more] = word.split(',').map((part) => part.trim());
  const start = readInstant(first);
  const end = readInstant(last);
  if (!start || !end || more.length > 0) return null;
  const startMs = possible(start, text, ['7d', 'month']);
  const endMs = possible(end, text, ['7d', 'month']);
  if (endMs < startMs)
    throw backwards(text, `${isoInstant(endMs)},${isoInstant(startMs)}`, endMs, startMs, nowMs);
  if (endMs === startMs) throw refuseWindow(text, 'it ends where it begins', ['today', '1d', '7d']);
  if (startMs % dayMs === 0 && endMs % dayMs === 0) return daysBetween(startMs, endMs, text, nowMs);
  if (startMs >= nowMs) throw inTheFuture(text);
  if (endMs - startMs > longestInstantsMs) {
    const why = 'between two instants that are not UTC midnights, 48 hours are the most';
    throw refuseWindow(text, why, ['today', '1d', '2d']);
  }
  if (endMs - startMs < shortestInstantsMs) {
    throw refuseWindow(text, 'under an hour OpenCost cannot tell costs apart', ['today', '1d']);
  }
  const name = `${isoInstant(startMs)},${isoInstant(endMs)}`;
  return apart({ kind: 'instants', startMs, endMs, includesToday: false, name });
}

/** The running day so far. */
export function runningDay(todayMs: number): ReadWindow {
  const window: Window = {
    kind: 'today',
    startMs: todayMs,
    endMs: todayMs + dayMs,
    includesToday: true,
    name: 'today',
  };
  return { window, today: 'joins' };
}

function daysBetween(startMs: number, endMs: number, text: string, nowMs: number): ReadWindow {
  const todayMs = startOfUtcDay(nowMs);
  if (startMs > todayMs) throw inTheFuture(text);
  if (startMs === todayMs) return runningDay(todayMs);
  const closedEndMs = Math.min(endMs, todayMs);
  if (closedEndMs - startMs > longestWindowDays * dayMs) throw tooLong(text);
  const first = isoDate(startMs);
  const last = isoDate(endMs - dayMs);
  const name = first === last ? first : `${first}..${last}`;
  return { window: closedDays(startMs, closedEndMs, name), today: endMs > todayMs ? 'joins' : 'apart' };
}

function closedDays(startMs: number, endMs: number, name: string): Window {
  return { kind: 'days', startMs, endMs, includesToday: false, name };
}

function apart(window: Window): ReadWindow {
  return { window, today: 'apart' };
}

function possible(reading: Exclude<CalendarReading, null>, text: string, instead: readonly string[]): number {
  if ('ms' in reading) return reading.ms;
  throw refuseWindow(text, reading.problem, instead);
}
