import type { CostParts } from '../../src/cost/allocation.js';
import type { DayCosts, DayRow } from '../../src/cost/day.js';
import { emptyMeasures, noParts } from '../../src/cost/measures.js';
import { dayMs } from '../../src/cost/time.js';

export const someMidnightMs = Date.parse('2026-11-16T00:00:00Z');

/** A folded row of one pod that ran all day, with any field replaced; `cost` may name single parts. */
export function sampleRow(
  fields: Partial<Omit<DayRow, 'cost'>> & { cost?: Partial<CostParts> } = {},
): DayRow {
  const { cost, ...rest } = fields;
  return {
    ...emptyMeasures(),
    kind: 'workload',
    namespace: 'shop',
    controllerKind: 'deployment',
    controller: 'web',
    pod: 'web-1',
    container: 'web',
    node: 'node-a',
    labelSet: 0,
    runs: 1,
    minutes: 1440,
    podMinutes: 1440,
    cpuCoreUsageMax: null,
    ramByteUsageMax: null,
    cost: { ...noParts, ...cost },
    ...rest,
  };
}

/** A sealed day of one cluster, with any field replaced; `dayNumber` counts from someMidnightMs. */
export function sampleDay(dayNumber: number, fields: Partial<DayCosts> = {}): DayCosts {
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
    idle: { cpu: 0, ram: 0, gpu: 0 },
    nodeCost: { cpu: 0, ram: 0, gpu: 0 },
    nodeTotal: 0,
    rows: [],
    labelSets: [{}],
    nodes: [],
    ...fields,
  };
}
