import type { Finding } from '../day.js';
import { type Money, unitsPerCent } from '../money.js';
import { type Check, type DayFacts, edgeShare, resourceSum } from './day-facts.js';
import type { CheckLimits } from './limits.js';
import { moneyInWords, percentInWords } from './wording.js';

interface Side {
  /** Names the figures of the finding. */
  key: string;
  name: string;
  rows: Money;
  assets: Money;
  /** Whether rows below the assets can only be harmless: a node's own disk, an address that is not in use. */
  mayFallShort: boolean;
}

interface Gap {
  severity: 'note' | 'held';
  reason: string;
}

/**
 * Do the rows add up with OpenCost's own assets? Workloads and idle with the nodes, volumes with the disks, load
 * balancers with load balancers. From 1 % of its part (and 0.1 % of the bill, and a cent) a gap is noted; above 5 %
 * of its part and 1 % of the bill the day is held back. Disks and balancers may cost more than the rows show.
 */
export const checkReconciliation: Check = (day, limits) => {
  if (day.assets.nodeCount === 0) return withoutNodes(day);
  const sides: Side[] = [
    {
      key: 'node',
      name: 'workloads and idle against nodes',
      rows: resourceSum(day.workloads) + resourceSum(day.idle),
      assets: day.assets.nodes,
      mayFallShort: false,
    },
    {
      key: 'storage',
      name: 'volumes against disks',
      rows: day.storage,
      assets: day.assets.disks,
      mayFallShort: true,
    },
    {
      key: 'loadBalancer',
      name: 'load balancers in rows against assets',
      rows: day.loadBalancers,
      assets: day.assets.loadBalancers,
      mayFallShort: true,
    },
  ];
  const gaps = sides.map((side) => gapOf(side, day, limits)).filter((gap) => gap !== null);
  if (gaps.length === 0) return null;
  const held = gaps.filter((gap) => gap.severity === 'held');
  const told = held.length > 0 ? held : gaps;
  return {
    check: 'reconciliation',
    severity: held.length > 0 ? 'held' : 'note',
    reason: told.map((gap) => gap.reason).join('; '),
    figures: Object.fromEntries(sides.flatMap((side) => figuresOf(side))),
  };
};

function gapOf(side: Side, day: DayFacts, limits: CheckLimits): Gap | null {
  const gap = Math.abs(side.rows - side.assets);
  const bill = day.assets.nodes + day.assets.disks + day.assets.loadBalancers;
  const share = gap / Math.max(side.assets, side.rows, 1);
  const shareOfBill = bill > 0 ? gap / bill : 1;
  const edges = edgeShare(day);
  if (gap < unitsPerCent || share <= Math.max(limits.reconciliationAgreedShare, edges)) return null;
  if (shareOfBill <= limits.reconciliationNotedShareOfBill) return null;
  const clear =
    share > Math.max(limits.reconciliationHeldShare, edges) &&
    shareOfBill > limits.reconciliationHeldShareOfBill;
  const unknown = side.mayFallShort && (side.assets === 0 || side.rows < side.assets);
  const rows = moneyInWords(side.rows, day.currency);
  const assets = moneyInWords(side.assets, day.currency);
  return {
    severity: clear && !unknown ? 'held' : 'note',
    reason: `${side.name}: ${rows} and ${assets} are ${percentInWords(share)} apart`,
  };
}

function figuresOf({ key, rows, assets }: Side): [string, number][] {
  return [
    [`${key}Rows`, rows],
    [`${key}Assets`, assets],
  ];
}

function withoutNodes(day: DayFacts): Finding | null {
  if (day.ordinaryRows === 0) return null;
  return {
    check: 'reconciliation',
    severity: 'note',
    reason: 'no nodes in the assets to hold the rows against',
    figures: { ordinaryRows: day.ordinaryRows },
  };
}
