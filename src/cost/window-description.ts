import { isMonth } from './month.js';
import {
  clockTime,
  dayAndMonth,
  dayMs,
  hourMs,
  monthName,
  monthOf,
  shiftMonth,
  startOfUtcDay,
  weekdayName,
  yearOf,
} from './time.js';
import type { Window } from './window-shape.js';

/**
 * The window in words: "7 closed days, 16–22 Nov (UTC)", "today so far, until 08:55 UTC", "October 2026 (UTC)".
 * The year stands where it is not the current one.
 */
export function describeWindow(window: Window, nowMs: number): string {
  if (window.kind === 'today') return `today so far, until ${clockTime(nowMs)} UTC`;
  if (window.kind === 'instants') return describeInstants(window, nowMs);
  const days = Math.round((window.endMs - window.startMs) / dayMs);
  const closed = days === 1 ? '1 closed day' : `${days} closed days`;
  if (window.includesToday) {
    const span = describeDays(window.startMs, startOfUtcDay(nowMs), nowMs);
    return `today and ${closed}, ${span}, until ${clockTime(nowMs)} (UTC)`;
  }
  const month = `${monthName(window.startMs)} ${yearOf(window.startMs)}`;
  if (days === 0) return `no closed day yet since ${describeDay(window.startMs, nowMs)} (UTC)`;
  const span = describeDays(window.startMs, window.endMs - dayMs, nowMs);
  if (!isMonth(window)) return `${closed}, ${span} (UTC)`;
  return window.endMs === shiftMonth(window.startMs, 1)
    ? `${month} (UTC)`
    : `${month}, ${closed}, ${span} (UTC)`;
}

function describeInstants(window: Window, nowMs: number): string {
  const { startMs, endMs } = window;
  const hours = Math.round(((endMs - startMs) / hourMs) * 10) / 10;
  const sameDay = startOfUtcDay(startMs) === startOfUtcDay(endMs);
  const end = sameDay ? clockTime(endMs) : `${describeDay(endMs, nowMs)} ${clockTime(endMs)}`;
  const length = hours === 1 ? '1 hour' : `${hours} hours`;
  return `${length} asked live, ${describeDay(startMs, nowMs)} ${clockTime(startMs)} – ${end} (UTC)`;
}

/** "Sun 22 Nov", "16–22 Nov", "28 Oct – 3 Nov", "29 Dec 2025 – 4 Jan 2026"; both days are meant. */
function describeDays(firstMs: number, lastMs: number, nowMs: number): string {
  if (firstMs === lastMs) return describeDay(firstMs, nowMs);
  if (yearOf(firstMs) !== yearOf(lastMs)) {
    return `${dayAndMonth(firstMs)} ${yearOf(firstMs)} – ${dayAndMonth(lastMs)} ${yearOf(lastMs)}`;
  }
  const last = `${dayAndMonth(lastMs)}${yearSuffix(lastMs, nowMs)}`;
  if (monthOf(firstMs) !== monthOf(lastMs)) return `${dayAndMonth(firstMs)} – ${last}`;
  return `${new Date(firstMs).getUTCDate()}–${last}`;
}

function describeDay(ms: number, nowMs: number): string {
  return `${weekdayName(ms)} ${dayAndMonth(ms)}${yearSuffix(ms, nowMs)}`;
}

function yearSuffix(ms: number, nowMs: number): string {
  return yearOf(ms) === yearOf(nowMs) ? '' : ` ${yearOf(ms)}`;
}
