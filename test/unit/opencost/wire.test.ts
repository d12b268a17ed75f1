import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readAllocation } from '../../../src/opencost/allocation-wire.js';
import { readAsset } from '../../../src/opencost/asset-wire.js';
import { isKeptLabel } from '../../../src/opencost/labels.js';

function firstRow(file: string): { key: string; value: Record<string, unknown> } {
  const { data } = JSON.parse(readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), 'utf8'));
  const [key, value] = Object.entries(Array.isArray(data) ? data[0] : data)[0] ?? [];
  return { key: String(key), value: value as Record<string, unknown> };
}

const row = firstRow('opencost/06-pod-name-collision.json');
const node = firstRow('opencost/10-assets-day.json');
const read = (change: Record<string, unknown>, key = row.key) =>
  readAllocation({ key, value: { ...row.value, ...change } }, isKeptLabel);

describe('allocation', () => {
  it('puts an adjustment with the part that it adjusts, shared and external costs with other', () => {
    const { cost } = read({
      cpuCost: 1,
      cpuCostAdjustment: -0.25,
      ramCost: 2,
      ramCostAdjustment: 0.00001,
      gpuCost: 3,
      gpuCostAdjustment: 0.5,
      pvCost: 4,
      pvCostAdjustment: -1,
      networkCost: 5,
      networkCostAdjustment: 0.1,
      networkInternetCost: 5,
      loadBalancerCost: 6,
      loadBalancerCostAdjustment: -0.1,
      sharedCost: 7,
      externalCost: 0.00002,
    });
    expect(cost).toEqual({
      cpu: 75_000,
      ram: 200_001,
      gpu: 350_000,
      storage: 300_000,
      network: 510_000,
      loadBalancer: 590_000,
      other: 700_002,
    });
  });

  it('lists null costs, hours and minutes, and takes null averages as 0', () => {
    const allocation = read({
      minutes: null,
      ramByteHours: null,
      pvCost: null,
      cpuCostAdjustment: null,
      cpuCoreUsageAverage: null,
      totalCost: null,
    });
    expect([...allocation.nullFields].sort()).toEqual([
      'cpuCostAdjustment',
      'minutes',
      'pvCost',
      'ramByteHours',
    ]);
    expect(allocation).toMatchObject({
      minutes: 0,
      ramByteHours: 0,
      cpuCoreUsageAverage: 0,
      statedTotal: null,
    });
    expect(allocation.cost.storage).toBe(0);
  });

  it('passes negative minutes through', () => {
    expect(read({ minutes: -2.5 }).minutes).toBe(-2.5);
  });

  it('leaves out what a version does not print', () => {
    const { gpuHours, pvByteHours, rawAllocationOnly, sharedCost, properties, ...old } = row.value;
    expect([gpuHours, pvByteHours, sharedCost].every((value) => value === 0)).toBe(true);
    expect(rawAllocationOnly !== undefined && properties !== undefined).toBe(true);
    const allocation = readAllocation({ key: 'x', value: old }, isKeptLabel);
    expect(allocation).toMatchObject({
      gpuHours: 0,
      pvByteHours: 0,
      cpuCoreUsageMax: null,
      namespace: '',
      labels: {},
      nullFields: [],
    });
  });

  it.each([
    ['__idle__', {}, 'idle'],
    ['demo/node-a/__idle__', { namespace: '' }, 'idle'],
    ['__unmounted__', { namespace: '__unmounted__' }, 'unmounted'],
    ['demo//__unmounted__/x/y', { namespace: '__unmounted__', container: '__unmounted__' }, 'unmounted'],
    ['x', { container: '__unmounted__' }, 'unmounted'],
    [
      'demo//data/data-unmounted-pvcs/__unmounted__',
      { namespace: 'data', container: '__unmounted__' },
      'workload',
    ],
    ['__unallocated__', {}, 'workload'],
  ])('%s is of its kind', (key, properties, kind) => {
    expect(read({ properties }, key).kind).toBe(kind);
  });

  it("takes the namespace's labels where the pod has none of that name", () => {
    const properties = {
      labels: { team: 'pod', kubernetes_io_hostname: 'n1' },
      namespaceLabels: { team: 'namespace', cost_center: '42', kubernetes_io_metadata_name: 'x' },
    };
    expect(read({ properties }).labels).toEqual({ team: 'pod', cost_center: '42' });
  });

  it('keeps a label that is called like something of every object', () => {
    expect(read({ properties: { labels: { constructor: 'acme' } } }).labels).toEqual({ constructor: 'acme' });
  });
});

describe('asset', () => {
  it("takes a node's discount off CPU and RAM, so that parts and adjustment are its total", () => {
    const change = { cpuCost: 10, ramCost: 5, gpuCost: 2, discount: 0.3, adjustment: 0.5, totalCost: 13 };
    const asset = readAsset({ key: node.key, value: { ...node.value, ...change } });
    expect(asset.cost).toEqual({ cpu: 700_000, ram: 350_000, gpu: 200_000 });
    expect(asset.totalCost - 50_000).toBe(asset.cost.cpu + asset.cost.ram + asset.cost.gpu);
  });

  it('lists null figures', () => {
    const change = { cpuCost: null, totalCost: null, cpuCoreHours: null };
    const asset = readAsset({ key: node.key, value: { ...node.value, ...change } });
    expect([...asset.nullFields].sort()).toEqual(['cpuCoreHours', 'cpuCost', 'totalCost']);
  });

  it('calls an unknown type other, and asks it for no more than what all have', () => {
    const { properties, start, end } = node.value;
    const value = { type: 'ClusterManagement', properties, start, end, minutes: 1440, totalCost: 2.4 };
    expect(readAsset({ key: 'x', value })).toMatchObject({ type: 'other', totalCost: 240_000, nodeType: '' });
  });

  it('refuses a node without its prices, by the name of the field', () => {
    const { ramCost, ...value } = node.value;
    expect(ramCost).toBeDefined();
    expect(() => readAsset({ key: 'x', value })).toThrow(expect.objectContaining({ field: 'ramCost' }));
  });
});
