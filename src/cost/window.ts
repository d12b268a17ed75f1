import { dayMs, startOfUtcDay, type WeekStart } from './time.js';
import {
  type ReadWindow,
  readCalendarMonth,
  readDates,
  readLength,
  readPair,
  readWord,
  runningDay,
} from './window-forms.js';
import { refuseWindow } from './window-refusal.js';
import type { Window } from './window-shape.js';

export { isMonth, monthsBack, monthWindow } from './month.js';
export { baselineWindow } from './window-baseline.js';
export { describeWindow } from './window-description.js';
export { looksLikeWindow } from './window-look.js';
export type { Window } from './window-shape.js';

export interface WindowContext {
  nowMs: number;
  weekStarts: WeekStart;
  /** `include`: the running day counts as one of the days. Default: `apart`. */
  today?: 'apart' | 'include';
}

/**
 * Reads every form of docs/definitions.md, "Window", in any case: today, yesterday, week, lastweek, month, lastmonth,
 * 7d, 4w, 2026-10, 2026-11-12, 2026-11-01..2026-11-15 (both included), start,end (end excluded).
 * A period that runs into today is cut to its closed days.
 * Throws NotUnderstood with one sentence and windows that can be answered.
 */
export function resolveWindow(text: string, context: WindowContext): Window {
  const word = text.trim().toLowerCase();
  const { nowMs } = context;
  const read =
    readWord(word, nowMs, context.weekStarts) ??
    readLength(word, text, nowMs) ??
    readCalendarMonth(word, text, nowMs) ??
    readDates(word, text, nowMs) ??
    readPair(word, text, nowMs);
  if (read) return context.today === 'include' ? includeToday(read, text, nowMs) : read.window;
  const why =
    word === '' ? 'it is empty' : 'windows are written like 7d, lastmonth, 2026-10 or 2026-11-01..2026-11-15';
  throw refuseWindow(text, why, ['7d', 'month', 'lastmonth']);
}

/** The UTC midnights of the window's days, ascending, with the running day where it belongs; none for instants. */
export function windowDays(window: Window): number[] {
  if (window.kind === 'instants') return [];
  if (window.kind === 'today') return [window.startMs];
  const count = Math.round((window.endMs - window.startMs) / dayMs) + (window.includesToday ? 1 : 0);
  return Array.from({ length: count }, (_, index) => window.startMs + index * dayMs);
}

function includeToday(read: ReadWindow, text: string, nowMs: number): Window {
  const { window, today } = read;
  if (window.kind === 'today') return window;
  if (today === 'apart')
    throw refuseWindow(text, 'it does not reach today, so today=include has no place', ['7d', 'month']);
  const todayMs = startOfUtcDay(nowMs);
  const startMs = today === 'moves' ? window.startMs + dayMs : window.startMs;
  if (startMs === todayMs) return runningDay(todayMs).window;
  return { ...window, startMs, includesToday: true };
}
