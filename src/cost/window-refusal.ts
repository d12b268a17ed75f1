import { NotUnderstood } from '../errors.js';
import { readMonth } from './calendar-text.js';
import { dayMs, isoDate, shiftMonth, startOfUtcDay } from './time.js';

/** Longest window that is answered, in days: a year and a month. */
export const longestWindowDays = 400;

const shownCharacters = 52;

/**
 * The error for a window that cannot be answered: one sentence with the text and the reason (a clause without a
 * full stop), and windows that can be. A suggestion's command is the window alone; the caller completes it.
 */
export function refuseWindow(text: string, why: string, instead: readonly string[]): NotUnderstood {
  return new NotUnderstood(
    `The window “${shorten(text)}” cannot be answered: ${why}.`,
    instead.map((window) => ({ label: window, command: window })),
  );
}

/** Control and direction characters as spaces, and not more than a line of it. */
function shorten(text: string): string {
  const plain = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  const characters = [...plain];
  return characters.length > shownCharacters ? `${characters.slice(0, shownCharacters).join('')}…` : plain;
}

/** For a day that its month does not have: the month's last day and the month, where these are not to come. */
export function nearDays(date: string, nowMs: number): string[] {
  const month = readMonth(date.slice(0, 7));
  if (!month || 'problem' in month) return ['7d', 'month'];
  const lastMs = shiftMonth(month.ms, 1) - dayMs;
  return lastMs > nowMs ? ['7d', 'month'] : [isoDate(lastMs), date.slice(0, 7)];
}

/** The two ends the other way round are offered where that is a window. */
export function backwards(
  text: string,
  swapped: string,
  firstMs: number,
  lastMs: number,
  nowMs: number,
): NotUnderstood {
  const days = (lastMs - firstMs) / dayMs;
  const onMidnights = firstMs % dayMs === 0 && lastMs % dayMs === 0;
  const fits = firstMs < startOfUtcDay(nowMs) && onMidnights && days < longestWindowDays;
  return refuseWindow(text, 'it ends before it begins', fits ? [swapped, '7d'] : ['7d', 'month']);
}

/** A window that has not begun. */
export function inTheFuture(text: string): NotUnderstood {
  return refuseWindow(text, 'it lies in the future', ['today', '7d', 'month']);
}

/** A window of more days than are answered. */
export function tooLong(text: string): NotUnderstood {
  return refuseWindow(text, `${longestWindowDays} days are the most`, [
    '30d',
    '90d',
    `${longestWindowDays}d`,
  ]);
}
