import { isoMonth, monthOf, shiftMonth, startOfMonth, startOfUtcDay, yearOf } from './time.js';
import type { Window } from './window-shape.js';

/**
 * The closed days of one calendar month (1 to 12): docs/definitions.md, "Window".
 * The running month ends with yesterday; a month to come has no days.
 */
export function monthWindow(year: number, month: number, nowMs: number): Window {
  const startMs = startOfMonth(year, month);
  const endMs = Math.max(startMs, Math.min(startOfMonth(year, month + 1), startOfUtcDay(nowMs)));
  return { kind: 'days', startMs, endMs, includesToday: false, name: isoMonth(startMs) };
}

/** The last `count` months as windows, oldest first; the last one is the running month. */
export function monthsBack(nowMs: number, count: number): Window[] {
  return Array.from({ length: count }, (_, index) => {
    const startMs = shiftMonth(nowMs, index + 1 - count);
    return monthWindow(yearOf(startMs), monthOf(startMs), nowMs);
  });
}

/** True for windows asked for as a calendar month: these are compared by their average day. */
export function isMonth(window: Window): boolean {
  if (window.kind !== 'days' || window.startMs !== shiftMonth(window.startMs, 0)) return false;
  return window.name === 'month' || window.name === 'lastmonth' || /^\d{4}-\d{2}$/.test(window.name);
}
