import { type Money, scaleMoney } from './money.js';

/**
 * Cost of what was used, of one container on one day: cost × used ÷ allocated hours (docs/definitions.md, "Used").
 * Kept as money, so that it adds up over days, prices and rows. Never above the cost, never below zero.
 */
export function usedCost(cost: Money, usedHours: number, allocatedHours: number): Money {
  if (!(cost > 0) || !(usedHours > 0)) return 0;
  return Math.min(cost, scaleMoney(cost, usedHours, allocatedHours));
}
