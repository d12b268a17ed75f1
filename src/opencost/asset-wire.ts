import { z } from 'zod';
import type { Asset } from '../cost/allocation.js';
import type { WireEntry } from './splitter.js';
import { createReading, instantMs, readRow } from './wire.js';

const figure = z.number().nullable();
const optionalFigure = z.number().nullish();

const common = {
  type: z.string(),
  properties: z.object({ name: z.string().nullish() }).nullish(),
  start: z.string(),
  end: z.string(),
  minutes: figure,
  totalCost: figure,
};

const schema = z.object(common);

const nodeSchema = z.object({
  ...common,
  nodeType: z.string().nullish(),
  preemptible: optionalFigure,
  discount: optionalFigure,
  cpuCost: figure,
  ramCost: figure,
  gpuCost: figure,
  cpuCoreHours: figure,
  ramByteHours: figure,
  GPUHours: optionalFigure,
});

const types: Readonly<Record<string, Asset['type']>> = {
  Node: 'node',
  Disk: 'disk',
  LoadBalancer: 'loadBalancer',
};

/**
 * One row of /assets as our own type. A node's CPU and RAM costs are after its discount, as allocations are, so that
 * its parts and its adjustment add up to its total. Null costs, hours and minutes become 0 and are listed in
 * `nullFields`. Throws OpenCostWrongType with the name of the field.
 */
export function readAsset(entry: WireEntry): Asset {
  const row = readRow(schema, entry.value);
  const reading = createReading();
  const asset = {
    type: types[row.type] ?? 'other',
    name: row.properties?.name ?? '',
    minutes: reading.number('minutes', row.minutes),
    startMs: instantMs('start', row.start),
    endMs: instantMs('end', row.end),
    totalCost: reading.money('totalCost', row.totalCost),
  };
  if (asset.type !== 'node') return { ...asset, ...notANode, nullFields: reading.nullFields };

  const node = readRow(nodeSchema, entry.value);
  const kept = 1 - reading.number('discount', node.discount);
  const afterDiscount = (cost: number | null): number | null => (cost === null ? null : cost * kept);
  return {
    ...asset,
    cost: {
      cpu: reading.money('cpuCost', afterDiscount(node.cpuCost)),
      ram: reading.money('ramCost', afterDiscount(node.ramCost)),
      gpu: reading.money('gpuCost', node.gpuCost),
    },
    nodeType: node.nodeType ?? '',
    preemptible: (node.preemptible ?? 0) > 0,
    cpuCoreHours: reading.number('cpuCoreHours', node.cpuCoreHours),
    ramByteHours: reading.number('ramByteHours', node.ramByteHours),
    gpuHours: reading.number('GPUHours', node.GPUHours),
    nullFields: reading.nullFields,
  };
}

const notANode = {
  cost: { cpu: 0, ram: 0, gpu: 0 },
  nodeType: '',
  preemptible: false,
  cpuCoreHours: 0,
  ramByteHours: 0,
  gpuHours: 0,
};
