import { unitsPerCent } from '../money.js';
import type { Check } from './day-facts.js';
import { moneyInWords, rowsInWords } from './wording.js';

/** Costs below zero: nothing earns money by running. Under a cent in all they are only noted. */
export const checkNegativeCost: Check = (day) => {
  if (day.negativeCost === 0) return null;
  const severity = day.negativeCost <= -unitsPerCent ? 'held' : 'note';
  const reason = `${rowsInWords(day.negativeRows)} with a negative cost, ${moneyInWords(day.negativeCost, day.currency)} in all`;
  return {
    check: 'negative-cost',
    severity,
    reason,
    figures: { rows: day.negativeRows, cost: day.negativeCost },
  };
};
