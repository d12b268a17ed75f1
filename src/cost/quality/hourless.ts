import type { Check } from './day-facts.js';
import { moneyInWords, rowsInWords } from './wording.js';

/** CPU, RAM or GPU that cost money for no time at all; a cent is the least that five decimals of hours can hide. */
export const checkHourless: Check = (day) => {
  if (day.hourlessRows === 0) return null;
  const reason = `${rowsInWords(day.hourlessRows)} with a cost of ${moneyInWords(day.hourlessCost, day.currency)} but no hours`;
  return {
    check: 'hourless',
    severity: 'held',
    reason,
    figures: { rows: day.hourlessRows, cost: day.hourlessCost },
  };
};
