import { type Money, unitsPerCurrency } from '../money.js';

/** A month, as OpenCost and clouds count it. */
export const hoursPerMonth = 730;

/** Less than one unit of currency a month is counted but not listed. */
export const minimumPerMonth: Money = unitsPerCurrency;

/** From this much a month on a saving is urgent. */
export const highPriorityPerMonth: Money = 100 * unitsPerCurrency;

/**
 * Money of the covered hours, for a month of 730 hours. Short-lived workloads are not blown up: what ran for an hour
 * of the week counts as an hour a week. Rounded down, so that parts never exceed their whole.
 */
export function perMonth(money: Money, coveredHours: number): Money {
  if (!(coveredHours > 0) || money <= 0) return 0;
  return Math.floor((money * hoursPerMonth) / coveredHours);
}
