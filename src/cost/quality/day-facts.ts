import type { ResourceMoney } from '../allocation.js';
import type { Finding } from '../day.js';
import type { Money } from '../money.js';
import type { CheckLimits } from './limits.js';

/** What the checks know of a day: sums over all of OpenCost's rows, also those that were dropped. */
export interface DayFacts {
  currency: string;
  closed: boolean;
  /** Minutes of the window that are over. */
  elapsedMinutes: number;
  coveredMinutes: number;
  /** Container rows; volumes that nobody mounts are not among them. */
  ordinaryRows: number;
  workloads: ResourceMoney;
  idle: ResourceMoney;
  storage: Money;
  loadBalancers: Money;
  /** From /assets; disks that are a node's own are left out, since no row pays for them. */
  assets: { nodeCount: number; nodes: Money; disks: Money; loadBalancers: Money };
  ghostRows: number;
  /** Rows that end before they begin, or at once. */
  spanlessRows: number;
  /** Rows and assets that lie wholly outside the window. */
  otherDayRows: number;
  nullRows: number;
  /** Wire names of the fields that were null, each once. */
  nullFields: readonly string[];
  negativeRows: number;
  /** Sum of the negative parts: below or equal to zero. */
  negativeCost: Money;
  hourlessRows: number;
  /** Cost of CPU, RAM and GPU without any hours of it. */
  hourlessCost: Money;
}

/** One check: what it found, or null. Pure. */
export type Check = (day: DayFacts, limits: CheckLimits) => Finding | null;

/** What the nodes cost by /assets, or where that is not known, by the rows and idle. */
export function nodeBill(day: DayFacts): Money {
  if (day.assets.nodeCount > 0) return day.assets.nodes;
  return resourceSum(day.workloads) + resourceSum(day.idle);
}

export function resourceSum(money: ResourceMoney): Money {
  return money.cpu + money.ram + money.gpu;
}

/** OpenCost blurs each edge of a day by up to five minutes: in a young day that is a large part of the whole. */
export function edgeShare(day: DayFacts): number {
  return 10 / Math.max(day.coveredMinutes, 10);
}
