import type { ResourceMoney } from './allocation.js';
import type { DayHead, DayRow } from './day.js';
import { isUnmountedRow } from './day-row.js';
import { addResources, noResources } from './idle.js';

export interface Allocated {
  hours: DayHead['allocated'];
  /** Cost of what ran on each node, by its name. */
  byNode: ReadonlyMap<string, ResourceMoney>;
}

/** What a day's rows were allocated: hours of all of them, and cost by node. */
export function allocatedOf(rows: readonly DayRow[]): Allocated {
  const hours = { cpuCoreHours: 0, ramByteHours: 0 };
  const byNode = new Map<string, ResourceMoney>();
  for (const { node, cost, cpuCoreHours, ramByteHours } of rows) {
    hours.cpuCoreHours += cpuCoreHours;
    hours.ramByteHours += ramByteHours;
    if (node !== '') byNode.set(node, addResources(byNode.get(node) ?? noResources, cost));
  }
  return { hours, byNode };
}

/** Workloads among the rows of a day: controllers by namespace and kind, and pods that have none. */
export function workloadsOf(rows: Iterable<DayRow>): number {
  const known = new Set<string>();
  for (const row of rows) {
    const { namespace, controllerKind, controller, pod } = row;
    if (!isUnmountedRow(row)) known.add([namespace, controllerKind, controller || pod].join('\u0000'));
  }
  return known.size;
}
