import type { DayHead, Finding } from '../day.js';
import type { CheckLimits } from './limits.js';

/** A day between the nearest days that are known, by date: at most `neighbourDays` on either side. */
export interface Neighbourhood {
  day: DayHead;
  before: readonly DayHead[];
  after: readonly DayHead[];
}

/** One check of a day against its neighbours: what it found, or null. Pure, and blind to what was found before. */
export type NeighbourCheck = (around: Neighbourhood, limits: CheckLimits) => Finding | null;

/** The median of what is usual, as seen from one value: of two middle values the nearer one, and between them the value itself. */
export function medianSeenFrom(value: number, usual: readonly number[]): number {
  const sorted = [...usual].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? value;
  const high = sorted[Math.floor(sorted.length / 2)] ?? value;
  return Math.min(Math.max(value, low), high);
}

/** Whether one is the factor or more above the other; nothing is infinitely far from something. */
export function areApart(a: number, b: number, factor: number): boolean {
  return a !== b && Math.max(a, b) >= factor * Math.min(a, b);
}

/** Days next to each other that are at the level of one of them, as places in a list: `end` is not included. */
export interface Run {
  start: number;
  end: number;
}

/**
 * The days around `at` that are at its level: all within the factor of each other, and nearer to the value at `at` than
 * to the level that it is held against.
 */
export function runAround(values: readonly number[], at: number, against: number, factor: number): Run {
  const value = values[at] ?? 0;
  const midway = Math.sqrt(value * against);
  let low = value;
  let high = value;
  const joins = (candidate: number | undefined): boolean => {
    if (candidate === undefined) return false;
    if (value > against ? candidate < midway : candidate > midway) return false;
    const lowest = Math.min(low, candidate);
    const highest = Math.max(high, candidate);
    if (areApart(lowest, highest, factor)) return false;
    low = lowest;
    high = highest;
    return true;
  };
  const run = { start: at, end: at + 1 };
  while (joins(values[run.start - 1])) run.start -= 1;
  while (joins(values[run.end])) run.end += 1;
  return run;
}
