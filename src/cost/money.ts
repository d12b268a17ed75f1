/**
 * Money: a safe-integer count of 1e-5 currency units, OpenCost's own last digit.
 * Sums are exact in any order; rounding to cents happens once, where a figure is shown.
 */
export type Money = number;

/** How many of our units make one unit of currency. */
export const unitsPerCurrency = 100_000;

/** How many of our units make one cent. */
export const unitsPerCent = 1_000;

/** OpenCost's decimal (five places on the wire) to integer units; a half goes away from zero. */
export function moneyFromWire(amount: number): Money {
  const units = Math.round(Math.abs(amount) * unitsPerCurrency);
  if (!Number.isSafeInteger(units)) throw new RangeError(`not a sum of money: ${amount}`);
  return amount < 0 && units !== 0 ? -units : units;
}

/** Integer units to a plain decimal with at most five places: for JSON and CSV. */
export function moneyToNumber(units: Money): number {
  return units / unitsPerCurrency;
}

/** Integer units to whole cents; a half goes away from zero, so that −x is always shown as the mirror of x. */
export function toCents(units: Money): number {
  const cents = Math.floor((Math.abs(units) + unitsPerCent / 2) / unitsPerCent);
  return units < 0 && cents !== 0 ? -cents : cents;
}

/** `units × numerator ÷ denominator`, rounded to one unit; 0 where the denominator is not above zero. */
export function scaleMoney(units: Money, numerator: number, denominator: number): Money {
  if (!(denominator > 0)) return 0;
  return Math.round((units * numerator) / denominator) || 0;
}
