import type { DayHead, DayState } from './day.js';
import type { Money } from './money.js';
import type { Window } from './window.js';

/** States of days whose figures may be summed. */
const summed: ReadonlySet<DayState> = new Set(['live', 'sealed', 'partial', 'final']);
/** States of days that a change may be measured on: whole ones. */
const comparable: ReadonlySet<DayState> = new Set(['sealed', 'final']);

/** True when the day's figures count in a total; held-back days only where a person asked for them. */
export function isSummed(day: Pick<DayHead, 'state'>, includeHeld: boolean): boolean {
  return summed.has(day.state) || (includeHeld && day.state === 'quarantined');
}

export interface ComparedDays<Day> {
  /** Days of the window whose counterpart is known. */
  current: Day[];
  /** Their counterparts, in the same order. */
  baseline: Day[];
}

/**
 * The days that a change is measured on. The unit is the (cluster, day) pair: it counts only if both sides are
 * known and whole (docs/definitions.md, "Change"). The nth day of the window goes with the nth of the baseline.
 */
export function pairDays<Day extends DayHead>(
  days: readonly Day[],
  window: Window,
  baseline: Window,
): ComparedDays<Day> {
  const shiftMs = window.startMs - baseline.startMs;
  const known = new Map(days.map((day) => [`${day.cluster}\u0000${day.startMs}`, day]));
  const compared: ComparedDays<Day> = { current: [], baseline: [] };
  for (const day of days) {
    if (day.startMs < window.startMs || day.startMs >= window.endMs) continue;
    const before = known.get(`${day.cluster}\u0000${day.startMs - shiftMs}`);
    if (!before || before.startMs >= baseline.endMs) continue;
    if (!comparable.has(day.state) || !comparable.has(before.state)) continue;
    compared.current.push(day);
    compared.baseline.push(before);
  }
  return compared;
}

/** Change in permille of the baseline, rounded; null where the baseline is not above zero. */
export function changePermille(change: Money, baseline: Money): number | null {
  if (!(baseline > 0)) return null;
  return Math.round((change * 1000) / baseline) || 0;
}
