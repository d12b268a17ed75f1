import type { Money } from '../money.js';

/** Where the checks of a day draw their lines: docs/definitions.md, "States of a day". Shares are 0 to 1. */
export interface CheckLimits {
  /** From so many of its 1,440 minutes on a closed day is complete and not partial. */
  wholeDayMinutes: number;
  /** What shows for less at an edge of the day is a ghost. */
  ghostMinutes: number;
  /** A running day may lag behind the clock by so much before it is noted. */
  liveLagMinutes: number;
  /** Share of the nodes' cost above which negative idle holds a day back. */
  negativeIdleShare: number;
  /** Up to this share of the larger side, rows and assets agree. */
  reconciliationAgreedShare: number;
  /** Up to this share of the bill a gap is not even noted. */
  reconciliationNotedShareOfBill: number;
  /** A gap above this share of the larger side, and above `reconciliationHeldShareOfBill` of the bill, holds a day back. */
  reconciliationHeldShare: number;
  reconciliationHeldShareOfBill: number;
  /** How many sealed days on either side a day is held against, and the fewest of them, both sides together. */
  neighbourDays: number;
  leastNeighbours: number;
  /** Unit prices that differ by this factor or more from those of the neighbours hold a day back. */
  unitPriceFactor: number;
  /** So many days in a row at a new price are a new price level. */
  newLevelDays: number;
  /** Under this share of the neighbours' allocated cost, workloads have disappeared. */
  disappearedShare: number;
  /** Under `disappearedShare` of the neighbours' workloads they have too, if allocated cost fell under this share. */
  disappearedCostShare: number;
  /** From this share of the neighbours' node cost on, nodes were still paid for. */
  nodesPaidShare: number;
  /** A newer answer is taken over silently under this share of the earlier total and under this sum of money. */
  restatedShare: number;
  restatedMoney: Money;
}

export const defaultLimits: CheckLimits = Object.freeze({
  wholeDayMinutes: 1425,
  ghostMinutes: 5,
  liveLagMinutes: 30,
  negativeIdleShare: 0.05,
  reconciliationAgreedShare: 0.01,
  reconciliationNotedShareOfBill: 0.001,
  reconciliationHeldShare: 0.05,
  reconciliationHeldShareOfBill: 0.01,
  neighbourDays: 7,
  leastNeighbours: 3,
  unitPriceFactor: 4,
  newLevelDays: 3,
  disappearedShare: 0.2,
  disappearedCostShare: 0.5,
  nodesPaidShare: 0.5,
  restatedShare: 0.005,
  restatedMoney: 1_000_000,
});
