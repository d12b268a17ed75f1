import { type Check, nodeBill, resourceSum } from './day-facts.js';
import { moneyInWords } from './wording.js';

/**
 * Nodes cost money and no container ran on them: no cluster is like that. If only OpenCost's query for pods fails,
 * it answers as if all were well, with the nodes' whole cost as idle and load balancers counted twice.
 */
export const checkNoPods: Check = (day) => {
  const nodeCost = Math.max(nodeBill(day), resourceSum(day.idle));
  if (day.ordinaryRows > 0 || nodeCost <= 0) return null;
  return {
    check: 'no-pods',
    severity: 'held',
    reason: `no pods in the answer while nodes cost ${moneyInWords(nodeCost, day.currency)}`,
    figures: { nodeCost, idle: resourceSum(day.idle), ordinaryRows: 0 },
  };
};
