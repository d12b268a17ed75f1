import type { RowMeasures } from './day.js';

/** OpenCost's own ratios: 1 means that all that was requested was used; above 1, more than that. */
export interface Efficiency {
  cpu: number;
  ram: number;
  total: number;
}

type EfficiencyInput = Pick<
  RowMeasures,
  'cost' | 'cpuRequestCoreHours' | 'cpuUsageCoreHours' | 'ramRequestByteHours' | 'ramUsageByteHours'
>;

/**
 * Usage ÷ request from summed hours, weighted by cost: docs/definitions.md, "Efficiency".
 * Without requests it is 1 where something was used and paid for, else 0, as OpenCost has it.
 */
export function efficiency(row: EfficiencyInput): Efficiency {
  const { cpu: cpuCost, ram: ramCost } = row.cost;
  const cpu = ratio(row.cpuUsageCoreHours, row.cpuRequestCoreHours, cpuCost);
  const ram = ratio(row.ramUsageByteHours, row.ramRequestByteHours, ramCost);
  const weight = cpuCost + ramCost;
  return { cpu, ram, total: weight > 0 ? (cpu * cpuCost + ram * ramCost) / weight : 0 };
}

function ratio(used: number, requested: number, cost: number): number {
  if (requested > 0) return used / requested;
  return used === 0 || cost === 0 ? 0 : 1;
}
