import { unitsPerCent } from '../money.js';
import { type Check, edgeShare, nodeBill } from './day-facts.js';
import { moneyInWords, percentInWords } from './wording.js';

/**
 * More was allocated than the nodes cost: prices of nodes were missing for part of the day. Over 5 % of the nodes'
 * cost the day is held back; less, from a cent on, is noted.
 */
export const checkNegativeIdle: Check = (day, limits) => {
  const negative = Math.min(0, day.idle.cpu) + Math.min(0, day.idle.ram) + Math.min(0, day.idle.gpu);
  if (negative > -unitsPerCent) return null;
  const nodes = nodeBill(day);
  const share = nodes > 0 ? -negative / nodes : 1;
  const severity = share > Math.max(limits.negativeIdleShare, edgeShare(day)) ? 'held' : 'note';
  const shown = moneyInWords(negative, day.currency);
  const against = nodes > 0 ? `, ${percentInWords(share)} of what nodes cost` : '';
  return {
    check: 'negative-idle',
    severity,
    reason: `idle is ${shown}${against}: more was allocated than the nodes cost`,
    figures: { negativeIdle: negative, nodeCost: nodes },
  };
};
