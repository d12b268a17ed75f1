import { allocatedOf, workloadsOf } from '../../src/cost/allocated.js';
import type { CostParts } from '../../src/cost/allocation.js';
import type { DayCosts, DayRow, NodeDay } from '../../src/cost/day.js';
import { noResources, shareIdle } from '../../src/cost/idle.js';
import { emptyMeasures, emptyPeaks, noParts } from '../../src/cost/measures.js';
import { runSlices } from '../../src/cost/slices.js';
import { dayMs } from '../../src/cost/time.js';

export const someMidnightMs = Date.parse('2026-11-16T00:00:00Z');

/** A folded row of one pod that ran all day, with any field replaced; `cost` may name single parts. */
export function sampleRow(
  fields: Partial<Omit<DayRow, 'cost'>> & { cost?: Partial<CostParts> } = {},
): DayRow {
  const { cost, ...rest } = fields;
  const { cpuUsageCoreHours = 0, ramUsageByteHours = 0, minutes = 1440 } = fields;
  return {
    ...emptyMeasures(),
    ...emptyPeaks(),
    cpuCoreAverageMax: minutes > 0 ? (cpuUsageCoreHours * 60) / minutes : 0,
    ramByteAverageMax: minutes > 0 ? (ramUsageByteHours * 60) / minutes : 0,
    kind: 'workload',
    namespace: 'shop',
    controllerKind: 'deployment',
    controller: 'web',
    pod: 'web-1',
    container: 'web',
    node: 'node-a',
    labelSet: 0,
    runs: 1,
    minutes,
    podMinutes: 1440,
    containerMinutes: minutes,
    cost: { ...noParts, ...cost },
    ...rest,
  };
}

/** A sealed day of one cluster, with any field replaced; `dayNumber` counts from someMidnightMs. Its idle is shared over its rows. */
export function sampleDay(
  dayNumber: number,
  fields: Partial<Omit<DayCosts, 'nodes'>> & { nodes?: readonly Omit<NodeDay, 'allocated'>[] } = {},
): DayCosts {
  const { rows = [], nodes = [], idle = noResources } = fields;
  const idleUnshared = runSlices(shareIdle(rows, idle));
  const { hours, byNode } = allocatedOf(rows);
  const startMs = someMidnightMs + dayNumber * dayMs;
  return {
    cluster: 'prod',
    currency: 'USD',
    startMs,
    endMs: startMs + dayMs,
    state: 'final',
    asOfMs: startMs + 2 * dayMs,
    coveredMinutes: 1440,
    findings: [],
    idle,
    nodeCost: { cpu: 0, ram: 0, gpu: 0 },
    nodeTotal: 0,
    idleUnshared,
    allocated: hours,
    workloads: workloadsOf(rows),
    rowsAre: 'container',
    otherAssets: [],
    labelSets: [{}],
    ...fields,
    rows,
    nodes: nodes.map((node) => ({ ...node, allocated: byNode.get(node.name) ?? noResources })),
  };
}
