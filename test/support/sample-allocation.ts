import type { Allocation, Asset, CostParts } from '../../src/cost/allocation.js';
import { dayMs } from '../../src/cost/time.js';

/** 2026-11-20, the day of the verbatim answers. */
export const sampleDayMs = Date.parse('2026-11-20T00:00:00Z');

/** A container that ran all of the sample day, with any field replaced; `cost` may name single parts. */
export function sampleAllocation(
  fields: Partial<Omit<Allocation, 'cost'>> & { cost?: Partial<CostParts> } = {},
): Allocation {
  const { cost, ...rest } = fields;
  return {
    kind: 'workload',
    sourceCluster: 'demo',
    node: 'node-a',
    namespace: 'shop',
    controllerKind: 'deployment',
    controller: 'web',
    pod: 'web-1',
    container: 'web',
    labels: { app: 'web' },
    startMs: sampleDayMs,
    endMs: sampleDayMs + dayMs,
    minutes: 1440,
    cost: { cpu: 0, ram: 0, gpu: 0, storage: 0, network: 0, loadBalancer: 0, other: 0, ...cost },
    statedTotal: null,
    cpuCoreHours: 24,
    cpuCoreRequestAverage: 1,
    cpuCoreUsageAverage: 0.5,
    cpuCoreUsageMax: 1,
    ramByteHours: 24e9,
    ramByteRequestAverage: 1e9,
    ramByteUsageAverage: 5e8,
    ramByteUsageMax: 8e8,
    gpuHours: 0,
    pvByteHours: 0,
    networkTransferBytes: 0,
    networkReceiveBytes: 0,
    nullFields: [],
    ...rest,
  };
}

/** A node that ran all of the sample day, with any field replaced. */
export function sampleNode(fields: Partial<Asset> = {}): Asset {
  return {
    type: 'node',
    name: 'node-a',
    minutes: 1440,
    startMs: sampleDayMs,
    endMs: sampleDayMs + dayMs,
    totalCost: 0,
    cost: { cpu: 0, ram: 0, gpu: 0 },
    nodeType: 'm-large',
    preemptible: false,
    cpuCoreHours: 192,
    ramByteHours: 768e9,
    gpuHours: 0,
    nullFields: [],
    ...fields,
  };
}
