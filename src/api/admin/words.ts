import { clockTime, dayAndMonth, dayMs, hourMs, minuteMs } from '../../cost/time.js';

/** "Tue 24 Nov"-like dates are for days; this is for instants: "24 Nov 09:00 UTC"; "–" for none. */
export function instantWords(ms: number | null): string {
  return ms === null ? '–' : `${dayAndMonth(ms)} ${clockTime(ms)} UTC`;
}

/** How long something lasts, in its largest unit: "42 s", "5 min", "3 h", "12 days". */
export function spanWords(ms: number): string {
  if (ms < minuteMs) return `${Math.max(0, Math.round(ms / 1_000))} s`;
  if (ms < hourMs) return `${Math.round(ms / minuteMs)} min`;
  if (ms < 2 * dayMs) return `${Math.round(ms / hourMs)} h`;
  return `${Math.round(ms / dayMs)} days`;
}

/** "1 hit", "2 hits". */
export function countWords(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** "32 %" of a whole; "–" where there is no whole. */
export function shareWords(part: number, whole: number): string {
  return whole > 0 ? `${Math.round((part * 100) / whole)} %` : '–';
}
