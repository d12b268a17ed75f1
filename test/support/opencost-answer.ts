import { readFileSync } from 'node:fs';
import type { Allocation, Asset } from '../../src/cost/allocation.js';
import { moneyFromWire } from '../../src/cost/money.js';

type Wire = Record<string, unknown>;

/** A verbatim answer of OpenCost: its `data`. */
export function readAnswer(file: string): unknown {
  const url = new URL(`../fixtures/opencost-real/answers/${file}`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { data: unknown }).data;
}

/** The allocations of one set of an answer, in its order; no more than the model's tests need. */
export function allocationsOf(file: string, set = 0): Allocation[] {
  const sets = readAnswer(file) as Record<string, Wire>[];
  return Object.entries(sets[set] ?? {}).map(([name, row]) => allocationOf(name, row));
}

/** The assets of an answer. */
export function assetsOf(file: string): Asset[] {
  return Object.values(readAnswer(file) as Record<string, Wire>).map(assetOf);
}

const number = (row: Wire, field: string): number => Number(row[field] ?? 0);
const money = (row: Wire, ...fields: string[]) =>
  fields.reduce((sum, field) => sum + moneyFromWire(number(row, field)), 0);

function allocationOf(name: string, row: Wire): Allocation {
  const properties = (row.properties ?? {}) as Record<string, string> & {
    labels?: Record<string, string>;
  };
  const maxima = row.rawAllocationOnly as { cpuCoreUsageMax: number; ramByteUsageMax: number } | undefined;
  const text = (field: string): string => properties[field] ?? '';
  const namespace = text('namespace') || (name.startsWith('__') ? '' : name);
  return {
    kind: name.includes('__idle__')
      ? 'idle'
      : namespace === '__unmounted__' || name === '__unmounted__'
        ? 'unmounted'
        : 'workload',
    sourceCluster: text('cluster'),
    node: text('node'),
    namespace,
    controllerKind: text('controllerKind'),
    controller: text('controller'),
    pod: text('pod'),
    container: text('container'),
    labels: properties.labels ?? {},
    startMs: Date.parse(String(row.start)),
    endMs: Date.parse(String(row.end)),
    minutes: number(row, 'minutes'),
    cost: {
      cpu: money(row, 'cpuCost', 'cpuCostAdjustment'),
      ram: money(row, 'ramCost', 'ramCostAdjustment'),
      gpu: money(row, 'gpuCost', 'gpuCostAdjustment'),
      storage: money(row, 'pvCost', 'pvCostAdjustment'),
      network: money(row, 'networkCost', 'networkCostAdjustment'),
      loadBalancer: money(row, 'loadBalancerCost', 'loadBalancerCostAdjustment'),
      other: money(row, 'sharedCost', 'externalCost'),
    },
    statedTotal: money(row, 'totalCost'),
    cpuCoreHours: number(row, 'cpuCoreHours'),
    cpuCoreRequestAverage: number(row, 'cpuCoreRequestAverage'),
    cpuCoreUsageAverage: number(row, 'cpuCoreUsageAverage'),
    cpuCoreUsageMax: maxima?.cpuCoreUsageMax ?? null,
    ramByteHours: number(row, 'ramByteHours'),
    ramByteRequestAverage: number(row, 'ramByteRequestAverage'),
    ramByteUsageAverage: number(row, 'ramByteUsageAverage'),
    ramByteUsageMax: maxima?.ramByteUsageMax ?? null,
    gpuHours: number(row, 'gpuHours'),
    pvByteHours: number(row, 'pvByteHours'),
    networkTransferBytes: number(row, 'networkTransferBytes'),
    networkReceiveBytes: number(row, 'networkReceiveBytes'),
    nullFields: [],
  };
}

const assetTypes: Record<string, Asset['type']> = {
  Node: 'node',
  Disk: 'disk',
  LoadBalancer: 'loadBalancer',
};

function assetOf(row: Wire): Asset {
  const type = assetTypes[String(row.type)] ?? 'other';
  return {
    type,
    name: (row.properties as { name?: string }).name ?? '',
    minutes: number(row, 'minutes'),
    startMs: Date.parse(String(row.start)),
    endMs: Date.parse(String(row.end)),
    totalCost: money(row, 'totalCost'),
    cost: { cpu: money(row, 'cpuCost'), ram: money(row, 'ramCost'), gpu: money(row, 'gpuCost') },
    nodeType: String(row.nodeType ?? ''),
    preemptible: number(row, 'preemptible') === 1,
    cpuCoreHours: number(row, 'cpuCoreHours'),
    ramByteHours: number(row, 'ramByteHours'),
    gpuHours: number(row, 'GPUHours'),
    nullFields: [],
  };
}
