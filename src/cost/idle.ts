import type { ResourceMoney } from './allocation.js';
import type { DayCosts } from './day.js';
import type { Money } from './money.js';

/** How idle is shown: docs/definitions.md, "Idle". */
export type IdleMode = 'separate' | 'share' | 'hide';

export const resourceNames = ['cpu', 'ram', 'gpu'] as const;

export const noResources: ResourceMoney = { cpu: 0, ram: 0, gpu: 0 };

/** Sum over the resources. */
export function resourceTotal(money: ResourceMoney): Money {
  return money.cpu + money.ram + money.gpu;
}

export function addResources(a: ResourceMoney, b: ResourceMoney): ResourceMoney {
  return { cpu: a.cpu + b.cpu, ram: a.ram + b.ram, gpu: a.gpu + b.gpu };
}

/** What a day's workloads were allocated, by resource, before any filter. */
export function allocatedResources(day: Pick<DayCosts, 'rows'>): ResourceMoney {
  const sum = { cpu: 0, ram: 0, gpu: 0 };
  for (const row of day.rows) {
    sum.cpu += row.cost.cpu;
    sum.ram += row.cost.ram;
    sum.gpu += row.cost.gpu;
  }
  return sum;
}

export interface SharedIdle {
  /** Idle of each row of the day, in the order of `day.rows`. */
  perRow: readonly ResourceMoney[];
  /** What cannot be shared: negative idle, and idle of a resource that nothing was allocated of. */
  rest: ResourceMoney;
}

/**
 * A day's idle over its rows, for each resource r: idle_r × cost_r ÷ allocated_r (docs/definitions.md, "Idle").
 * Running sums are rounded, not single rows, so that rows and rest add up to the day's idle exactly.
 */
export function shareIdle(day: Pick<DayCosts, 'rows' | 'idle'>): SharedIdle {
  const allocated = allocatedResources(day);
  const perRow = day.rows.map(() => ({ cpu: 0, ram: 0, gpu: 0 }));
  const rest = { cpu: 0, ram: 0, gpu: 0 };
  for (const resource of resourceNames) {
    const idle = day.idle[resource];
    const whole = allocated[resource];
    if (idle < 0 || whole <= 0) {
      rest[resource] = idle;
      continue;
    }
    let runningCost = 0;
    let given = 0;
    day.rows.forEach((row, index) => {
      runningCost += row.cost[resource];
      const upToHere = Math.round((idle * runningCost) / whole);
      const target = perRow[index];
      if (target) target[resource] = upToHere - given;
      given = upToHere;
    });
  }
  return { perRow, rest };
}

/** Idle of the nodes whose names match: their cost less what ran on them, by resource. */
export function idleOfNodes(day: DayCosts, matches: (node: string) => boolean): ResourceMoney {
  const idle = { cpu: 0, ram: 0, gpu: 0 };
  for (const node of day.nodes) {
    if (!matches(node.name)) continue;
    for (const resource of resourceNames) idle[resource] += node.cost[resource];
  }
  for (const row of day.rows) {
    if (row.node === '' || !matches(row.node)) continue;
    for (const resource of resourceNames) idle[resource] -= row.cost[resource];
  }
  return idle;
}
