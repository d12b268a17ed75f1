import type { Money } from './money.js';

/** What is known of one month: the cost of its covered days. */
export interface MonthCost {
  total: Money;
  coveredDays: number;
  /** Days of the calendar month. */
  days: number;
}

export interface RunRate {
  amount: Money;
  /** What the amount was projected from: the running month's closed days, or last month's average day; of several clusters some so and some so. */
  basis: 'monthToDate' | 'lastMonth' | 'mixed';
}

/** Closed days from which the running month speaks for itself. */
const fewestDaysForRunRate = 4;
/** Covered days from which the running month is compared with the month before. */
const fewestDaysForChange = 10;

/** Average per covered day: docs/definitions.md, "Month". Null where nothing is covered. */
export function averagePerDay({
  total,
  coveredDays,
}: Pick<MonthCost, 'total' | 'coveredDays'>): Money | null {
  return coveredDays > 0 ? Math.round(total / coveredDays) || 0 : null;
}

/**
 * What the running month will cost: closed month to date ÷ covered days × days of the month, from the 4th closed day
 * on; before that last month's average day, and said so (docs/definitions.md, "Run rate"). A month with under half of
 * its closed days covered does not speak for itself either. Null where neither month is known.
 */
export function runRate(
  month: MonthCost & { closedDays: number },
  lastMonth: MonthCost | null,
): RunRate | null {
  const covered = month.coveredDays > 0 && month.coveredDays * 2 >= month.closedDays;
  if (month.closedDays >= fewestDaysForRunRate && covered) {
    return { amount: project(month, month.days), basis: 'monthToDate' };
  }
  if (!lastMonth || !(lastMonth.coveredDays > 0)) return null;
  return { amount: project(lastMonth, month.days), basis: 'lastMonth' };
}

function project({ total, coveredDays }: MonthCost, days: number): Money {
  return Math.round((total * days) / coveredDays) || 0;
}

/**
 * Change of the average day against the month before, in money a day. Null where it would mislead: the running month
 * has under 10 covered days, or a past month under half of its days.
 */
export function monthChange(month: MonthCost & { running: boolean }, before: MonthCost): Money | null {
  const enough = month.running ? month.coveredDays >= fewestDaysForChange : isHalfCovered(month);
  const average = averagePerDay(month);
  const averageBefore = averagePerDay(before);
  if (!enough || !isHalfCovered(before) || average === null || averageBefore === null) return null;
  return average - averageBefore;
}

function isHalfCovered(month: MonthCost): boolean {
  return month.coveredDays * 2 >= month.days;
}
