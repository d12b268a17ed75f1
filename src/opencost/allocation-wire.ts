import { z } from 'zod';
import type { Allocation, CostParts } from '../cost/allocation.js';
import type { WireEntry } from './splitter.js';
import { createReading, instantMs, readRow } from './wire.js';

const figure = z.number().nullable();
const optionalFigure = z.number().nullish();
const text = z.string().nullish();

/** Only what is used; whatever else a version prints is ignored. Every figure may be null: NaN or infinite. */
const schema = z.object({
  properties: z
    .object({
      cluster: text,
      node: text,
      namespace: text,
      controllerKind: text,
      controller: text,
      pod: text,
      container: text,
      labels: z.unknown().optional(),
      namespaceLabels: z.unknown().optional(),
    })
    .nullish(),
  start: z.string(),
  end: z.string(),
  minutes: figure,
  cpuCost: figure,
  cpuCostAdjustment: optionalFigure,
  ramCost: figure,
  ramCostAdjustment: optionalFigure,
  gpuCost: figure,
  gpuCostAdjustment: optionalFigure,
  pvCost: figure,
  pvCostAdjustment: optionalFigure,
  networkCost: figure,
  networkCostAdjustment: optionalFigure,
  loadBalancerCost: figure,
  loadBalancerCostAdjustment: optionalFigure,
  sharedCost: optionalFigure,
  externalCost: optionalFigure,
  totalCost: optionalFigure,
  cpuCoreHours: figure,
  cpuCoreRequestAverage: figure,
  cpuCoreUsageAverage: figure,
  ramByteHours: figure,
  ramByteRequestAverage: figure,
  ramByteUsageAverage: figure,
  gpuHours: optionalFigure,
  pvByteHours: optionalFigure,
  networkTransferBytes: optionalFigure,
  networkReceiveBytes: optionalFigure,
  rawAllocationOnly: z.object({ cpuCoreUsageMax: optionalFigure, ramByteUsageMax: optionalFigure }).nullish(),
});

type Row = z.infer<typeof schema>;

const unmounted = '__unmounted__';

/** A namespace's own unclaimed claims (`<namespace>-unmounted-pvcs`) belong to it; volumes that nobody claims to nobody. */
function kindOf(key: string, namespace: string, container: string): Allocation['kind'] {
  if (key.includes('__idle__')) return 'idle';
  if (namespace === unmounted) return 'unmounted';
  return namespace === '' && container === unmounted ? 'unmounted' : 'workload';
}

function costOf(row: Row, reading: ReturnType<typeof createReading>): CostParts {
  const money = (
    cost: keyof Row & `${string}Cost`,
    adjustment: keyof Row & `${string}CostAdjustment`,
  ): number => reading.money(cost, row[cost]) + reading.money(adjustment, row[adjustment]);
  return {
    cpu: money('cpuCost', 'cpuCostAdjustment'),
    ram: money('ramCost', 'ramCostAdjustment'),
    gpu: money('gpuCost', 'gpuCostAdjustment'),
    storage: money('pvCost', 'pvCostAdjustment'),
    network: money('networkCost', 'networkCostAdjustment'),
    loadBalancer: money('loadBalancerCost', 'loadBalancerCostAdjustment'),
    other: reading.money('sharedCost', row.sharedCost) + reading.money('externalCost', row.externalCost),
  };
}

/**
 * One row of /allocation as our own type. Money in units of 1e-5; an adjustment goes to the part that it adjusts.
 * Null costs, hours and minutes become 0 and are listed in `nullFields`; null averages and bytes become 0.
 * Throws OpenCostWrongType with the name of the field.
 */
export function readAllocation(entry: WireEntry, keepsLabel: (label: string) => boolean): Allocation {
  const row = readRow(schema, entry.value);
  const reading = createReading();
  const properties = row.properties;
  const namespace = properties?.namespace ?? '';
  const container = properties?.container ?? '';
  const raw = row.rawAllocationOnly;
  return {
    kind: kindOf(entry.key, namespace, container),
    sourceCluster: properties?.cluster ?? '',
    node: properties?.node ?? '',
    namespace,
    controllerKind: properties?.controllerKind ?? '',
    controller: properties?.controller ?? '',
    pod: properties?.pod ?? '',
    container,
    labels: reading.labels([properties?.labels, properties?.namespaceLabels], keepsLabel),
    startMs: instantMs('start', row.start),
    endMs: instantMs('end', row.end),
    minutes: reading.number('minutes', row.minutes),
    cost: costOf(row, reading),
    statedTotal: row.totalCost == null ? null : createReading().money('totalCost', row.totalCost),
    cpuCoreHours: reading.number('cpuCoreHours', row.cpuCoreHours),
    cpuCoreRequestAverage: row.cpuCoreRequestAverage ?? 0,
    cpuCoreUsageAverage: row.cpuCoreUsageAverage ?? 0,
    cpuCoreUsageMax: raw?.cpuCoreUsageMax ?? null,
    ramByteHours: reading.number('ramByteHours', row.ramByteHours),
    ramByteRequestAverage: row.ramByteRequestAverage ?? 0,
    ramByteUsageAverage: row.ramByteUsageAverage ?? 0,
    ramByteUsageMax: raw?.ramByteUsageMax ?? null,
    gpuHours: reading.number('gpuHours', row.gpuHours),
    pvByteHours: reading.number('pvByteHours', row.pvByteHours),
    networkTransferBytes: row.networkTransferBytes ?? 0,
    networkReceiveBytes: row.networkReceiveBytes ?? 0,
    nullFields: reading.nullFields,
  };
}
