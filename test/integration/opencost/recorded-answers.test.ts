import { afterEach, describe, expect, it } from '@jest/globals';
import type { Allocation } from '../../../src/cost/allocation.js';
import {
  clientOf,
  collect,
  type Double,
  day,
  fixture,
  type Handler,
  json,
  startDouble,
  wrapped,
} from './double.js';

let double: Double | undefined;
afterEach(async () => {
  await double?.close();
  double = undefined;
});

async function allocationsFrom(handler: Handler): Promise<Allocation[]> {
  double = await startDouble(handler);
  return collect(clientOf(double.url).source.allocation(day));
}

const kindNames = ['workload', 'idle', 'unmounted'] as const;

/** Expected figures were computed apart from the code, with decimals over the files' own digits. */
function figures(rows: readonly Allocation[]): string {
  const total = (pick: (row: Allocation) => number): number => rows.reduce((sum, row) => sum + pick(row), 0);
  expect(total((row) => row.cost.gpu + row.cost.network + row.cost.other)).toBe(0);
  return [
    total((row) => row.cost.cpu),
    total((row) => row.cost.ram),
    total((row) => row.cost.storage),
    total((row) => row.cost.loadBalancer),
    total((row) => row.statedTotal ?? 0),
    total((row) => row.minutes),
  ].join(' ');
}

function kinds(rows: readonly Allocation[]): string {
  return kindNames.map((kind) => rows.filter((row) => row.kind === kind).length).join(' ');
}

/** Rows by kind (workload, idle, unmounted), then CPU, RAM, storage, load balancers, OpenCost's totals, minutes. */
const answers = [
  ['opencost-real/answers/01-day-namespace-idle.json', '9 1 1', '2553600 1267200 115200 60208 3996208 15840'],
  [
    'opencost-real/answers/02-day-namespace-controller-idle.json',
    '27 1 1',
    '2553600 1267200 115200 60208 3996209 38955',
  ],
  [
    'opencost-real/answers/03-day-container-level.json',
    '51 0 1',
    '1537694 502753 115200 60210 2215857 72075',
  ],
  [
    'opencost-real/answers/04-seven-days-namespace.json',
    '63 0 7',
    '10695500 3530087 806400 421456 15453442 100800',
  ],
  [
    'opencost-real/answers/05-thirty-days-accumulated-namespace-idle.json',
    '10 1 1',
    '65237013 32400906 3424800 1790000 102852721 468205',
  ],
  ['opencost-real/answers/07-day-label-team.json', '7 0 0', '1537694 502753 115200 60208 2215854 10080'],
  [
    'opencost-real/answers/08-day-controller-without-namespace.json',
    '23 0 1',
    '1537694 502753 115200 60208 2215855 31755',
  ],
  [
    'opencost-real/answers/09-partial-today-namespace-idle.json',
    '9 1 1',
    '638400 316801 28800 15208 999209 6120',
  ],
  [
    'opencost-real/answers/10-outage-day-namespace-idle.json',
    '9 1 1',
    '1324800 662400 86400 45208 2118809 12600',
  ],
  [
    'opencost-real/answers/11-negative-idle-day-namespace.json',
    '9 1 0',
    '582666 291334 96000 20000 990001 14400',
  ],
  [
    'opencost-real/answers/12-ghost-rows-day-before-data-namespace-idle.json',
    '9 1 0',
    '3067 1533 167 313 5080 1462.5',
  ],
  [
    'opencost-real/answers/14-pods-hidden-namespace-idle.json',
    '2 1 1',
    '2553600 1267200 115200 120417 4056417 5760',
  ],
  ['opencost/01-namespace-daily-idle.v1_113.json', '15 3 3', '2370825 1271102 51370 156250 3849544 26250'],
  ['opencost/02-namespace-accumulated.v1_120.json', '5 1 1', '2370825 1271099 51370 156250 3849545 26250'],
  ['opencost/03-namespace-controller-day.json', '9 1 1', '910396 488102 19726 60000 1478225 14520'],
  ['opencost/04-container-level-day.json', '6 0 1', '188198 55599 19726 60000 323525 8760'],
  ['opencost/05-label-team-day.json', '4 1 0', '910397 488103 19726 60000 1478225 5880'],
  ['opencost/06-pod-name-collision.json', '2 0 0', '57203 15568 0 0 72772 2880'],
  ['opencost/07-aggregate-all-empty-key.json', '1 1 0', '910397 488103 19726 60000 1478226 2880'],
  ['opencost/08-empty-and-null-sets.json', '0 0 0', '0 0 0 0 0 0'],
  ['opencost/09-nan-becomes-null.json', '1 0 0', '0 6144 0 0 0 870'],
] as const;

describe('whole answers', () => {
  it.each(answers)('%s', async (file, expectedKinds, expectedFigures) => {
    const rows = await allocationsFrom(json(fixture(file)));
    expect(kinds(rows)).toBe(expectedKinds);
    expect(figures(rows)).toBe(expectedFigures);
  });

  it('keeps who a container is, its labels without those of nodes, and its maxima', async () => {
    const rows = await allocationsFrom(json(fixture('opencost-real/answers/03-day-container-level.json')));
    expect(rows.find((row) => row.container === 'exporter')).toEqual({
      kind: 'workload',
      sourceCluster: 'demo',
      node: 'node-a',
      namespace: 'data',
      controllerKind: 'statefulset',
      controller: 'postgres',
      pod: 'postgres-0',
      container: 'exporter',
      labels: { app: 'postgres', team: 'data' },
      startMs: day.startMs,
      endMs: day.endMs,
      minutes: 1440,
      cost: { cpu: 5760, ram: 900, gpu: 0, storage: 6000, network: 0, loadBalancer: 0, other: 0 },
      statedTotal: 12660,
      cpuCoreHours: 1.2,
      cpuCoreRequestAverage: 0.05,
      cpuCoreUsageAverage: 0.01,
      cpuCoreUsageMax: 0.009999999999975747,
      ramByteHours: 1610612736,
      ramByteRequestAverage: 67108864,
      ramByteUsageAverage: 31457280,
      ramByteUsageMax: 31457280,
      gpuHours: 0,
      pvByteHours: 644245094400,
      networkTransferBytes: 1512000000,
      networkReceiveBytes: 1080000000,
      nullFields: [],
    });
    const labels = new Set(rows.flatMap((row) => Object.keys(row.labels)));
    expect([...labels].sort()).toEqual(['app', 'team']);
  });

  it('gives a namespace its unmounted claims, and nobody the volumes that nobody claims', async () => {
    const rows = await allocationsFrom(json(fixture('opencost-real/answers/03-day-container-level.json')));
    const unmounted = rows.filter((row) => row.container === '__unmounted__');
    expect(unmounted.map((row) => [row.kind, row.namespace, row.pod, row.cost.storage])).toEqual([
      ['unmounted', '__unmounted__', '__unmounted__', 19200],
      ['workload', 'data', 'data-unmounted-pvcs', 48000],
    ]);
  });

  it('passes negative idle through', async () => {
    const rows = await allocationsFrom(
      json(fixture('opencost-real/answers/11-negative-idle-day-namespace.json')),
    );
    const idle = rows.find((row) => row.kind === 'idle');
    expect(idle?.cost.cpu).toBeLessThan(0);
    expect(idle?.minutes).toBe(1440);
  });

  it('makes 0 of null and says where', async () => {
    const [row] = await allocationsFrom(json(fixture('opencost/09-nan-becomes-null.json')));
    expect(row).toMatchObject({ nullFields: ['cpuCost'], statedTotal: null, cost: { cpu: 0, ram: 6144 } });
  });

  it('keeps the days of several sets apart by their own instants', async () => {
    const rows = await allocationsFrom(json(fixture('opencost-real/answers/04-seven-days-namespace.json')));
    const starts = new Set(rows.map((row) => new Date(row.startMs).toISOString().slice(0, 10)));
    expect(starts.size).toBe(7);
  });
});

describe('assets', () => {
  it('a recorded day: nodes with their prices, disks, a load balancer', async () => {
    double = await startDouble(json(fixture('opencost-real/answers/06-assets-day.json')));
    const assets = await clientOf(double.url).source.assets(day);
    expect(assets.map((asset) => [asset.type, asset.name, asset.totalCost])).toEqual([
      ['node', 'node-a', 1382400],
      ['node', 'node-b', 1382400],
      ['node', 'node-c', 710400],
      ['node', 'node-s', 345600],
      ['loadBalancer', 'payments/api', 60208],
      ['disk', 'pv-old-backup', 48000],
      ['disk', 'pv-postgres-0', 12000],
      ['disk', 'pv-postgres-1', 12000],
      ['disk', 'pv-prometheus-0', 24000],
      ['disk', 'pv-released', 19200],
    ]);
    expect(assets.find((asset) => asset.name === 'node-s')).toEqual({
      type: 'node',
      name: 'node-s',
      minutes: 1440,
      startMs: day.startMs,
      endMs: day.endMs,
      totalCost: 345600,
      cost: { cpu: 230400, ram: 115200, gpu: 0 },
      nodeType: 'm-large',
      preemptible: true,
      cpuCoreHours: 192,
      ramByteHours: 824633720832,
      gpuHours: 0,
      nullFields: [],
    });
  });

  it('a made-up day', async () => {
    double = await startDouble(json(fixture('opencost/10-assets-day.json')));
    const assets = await clientOf(double.url).source.assets(day);
    expect(assets.map((asset) => [asset.type, asset.totalCost, asset.cost.cpu, asset.cost.ram])).toEqual([
      ['node', 466166, 303466, 162701],
      ['node', 466166, 303466, 162701],
      ['disk', 13151, 0, 0],
      ['loadBalancer', 60000, 0, 0],
    ]);
  });

  it('none before the first sample', async () => {
    double = await startDouble(wrapped('opencost-real/wrapped/empty-before-data-assets.json'));
    expect(await clientOf(double.url).source.assets(day)).toEqual([]);
  });
});
