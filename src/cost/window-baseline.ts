import { isMonth, monthWindow } from './month.js';
import { dayMs, isoDate, monthOf, shiftMonth, yearOf } from './time.js';
import type { Window } from './window-shape.js';

const longestByWeekdays = 28;

/**
 * The window to compare with: docs/definitions.md, "Change". Up to 28 closed days: the same weekdays, shifted back
 * by the smallest multiple of seven that is at least their number; longer: the days just before; a calendar month:
 * the whole month before. Never holds the running day. Null for today, for instants and where no day is closed yet.
 */
export function baselineWindow(window: Window): Window | null {
  if (window.kind !== 'days') return null;
  const days = Math.round((window.endMs - window.startMs) / dayMs);
  if (days === 0) return null;
  if (isMonth(window)) {
    const beforeMs = shiftMonth(window.startMs, -1);
    return monthWindow(yearOf(beforeMs), monthOf(beforeMs), window.startMs);
  }
  const shiftMs = (days <= longestByWeekdays ? Math.ceil(days / 7) * 7 : days) * dayMs;
  const startMs = window.startMs - shiftMs;
  const endMs = window.endMs - shiftMs;
  return {
    kind: 'days',
    startMs,
    endMs,
    includesToday: false,
    name: `${isoDate(startMs)}..${isoDate(endMs - dayMs)}`,
  };
}
