import type { ResourceMoney } from './allocation.js';
import type { DayHead, DayRow } from './day.js';
import { type Money, scaleMoney } from './money.js';
import { endsSlice, type Slices } from './slices.js';

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

/**
 * Shares a day's idle over its rows, for each resource r: idle_r × cost_r ÷ allocated_r (docs/definitions.md, "Idle"),
 * into `row.idle`, in slices. The units lost by rounding go to the row with the highest cost, so that rows and what is
 * returned add up to the day's idle exactly, whatever the order of the rows and however they are merged later.
 * @returns what cannot be shared: negative idle, and idle of a resource that nothing was allocated of
 */
export function* shareIdle(rows: readonly DayRow[], idle: ResourceMoney): Slices<ResourceMoney> {
  const allocated = { cpu: 0, ram: 0, gpu: 0 };
  for (const row of rows) {
    allocated.cpu += row.cost.cpu;
    allocated.ram += row.cost.ram;
    allocated.gpu += row.cost.gpu;
  }
  const unshared = { cpu: 0, ram: 0, gpu: 0 };
  for (const resource of resourceNames) {
    if (idle[resource] < 0 || allocated[resource] <= 0) unshared[resource] = idle[resource];
    else yield* shareResource(rows, resource, idle[resource], allocated[resource]);
  }
  return unshared;
}

function* shareResource(
  rows: readonly DayRow[],
  resource: 'cpu' | 'ram' | 'gpu',
  idle: Money,
  allocated: Money,
): Slices<void> {
  let left = idle;
  let highest: DayRow | null = null;
  for (const [index, row] of rows.entries()) {
    if (endsSlice(index)) yield;
    const cost = row.cost[resource];
    if (cost === 0) continue;
    row.idle[resource] = scaleMoney(idle, cost, allocated);
    left -= row.idle[resource];
    if (
      highest === null ||
      cost > highest.cost[resource] ||
      (cost === highest.cost[resource] && isBefore(row, highest))
    )
      highest = row;
  }
  if (highest) highest.idle[resource] += left;
}

/** Any order will do that does not depend on which row came first. */
function isBefore(a: DayRow, b: DayRow): boolean {
  const text = ({ kind, namespace, controller, pod, container, node }: DayRow) =>
    JSON.stringify([kind, namespace, controller, pod, container, node]);
  return text(a) < text(b);
}

/** Idle of the nodes whose names match: their cost less what ran on them, by resource. */
export function idleOfNodes(day: Pick<DayHead, 'nodes'>, matches: (node: string) => boolean): ResourceMoney {
  const idle = { cpu: 0, ram: 0, gpu: 0 };
  for (const { name, cost, allocated } of day.nodes) {
    if (!matches(name)) continue;
    for (const resource of resourceNames) idle[resource] += cost[resource] - allocated[resource];
  }
  return idle;
}
