import { describe, expect, it } from '@jest/globals';
import type { Allocation, Asset } from '../../../src/cost/allocation.js';
import type { DayRow } from '../../../src/cost/day.js';
import { createDayFolder } from '../../../src/cost/fold.js';
import { partsTotal } from '../../../src/cost/measures.js';
import { defaultLimits } from '../../../src/cost/quality/limits.js';
import { dayMs, hourMs, minuteMs } from '../../../src/cost/time.js';
import { allocationsOf, assetsOf } from '../../support/opencost-answer.js';
import { sampleAllocation, sampleDayMs, sampleNode } from '../../support/sample-allocation.js';

const day = { cluster: 'prod', currency: 'USD', startMs: sampleDayMs, endMs: sampleDayMs + dayMs };

interface Answer {
  rows?: readonly Allocation[];
  assets?: readonly Asset[];
  nowMs?: number;
  closed?: boolean;
}

function fold({ rows = [], assets = [], nowMs = day.endMs + hourMs, closed = true }: Answer) {
  const folder = createDayFolder(day);
  for (const row of rows) folder.add(row);
  return folder.finish({ assets, nowMs, closed });
}

const total = (rows: readonly DayRow[]) => rows.reduce((sum, row) => sum + partsTotal(row.cost), 0);

describe('a real day', () => {
  const containers = allocationsOf('03-day-container-level.json');
  const idle = allocationsOf('01-day-namespace-idle.json').filter((row) => row.kind === 'idle');
  const folded = fold({ rows: [...containers, ...idle], assets: assetsOf('06-assets-day.json') });

  it('is whole, passes every check and adds up with its nodes, disks and load balancers', () => {
    expect(folded).toMatchObject({ cluster: 'prod', state: 'sealed', findings: [], coveredMinutes: 1440 });
    expect(folded.idle).toEqual({ cpu: 1_015_906, ram: 764_447, gpu: 0 });
    expect(folded.nodeTotal).toBe(3_820_800);
    const assets = assetsOf('06-assets-day.json').reduce((sum, asset) => sum + asset.totalCost, 0);
    expect(Math.abs(total(folded.rows) + 1_015_906 + 764_447 - assets)).toBeLessThan(10);
  });

  it('has the namespaces’ costs as OpenCost adds them up itself', () => {
    const stated = allocationsOf('01-day-namespace-idle.json').filter((row) => row.kind === 'workload');
    expect(stated).toHaveLength(9);
    for (const row of stated) {
      const ours = total(folded.rows.filter(({ namespace }) => namespace === row.namespace));
      expect(Math.abs(ours - (row.statedTotal ?? 0))).toBeLessThanOrEqual(5);
    }
  });

  it('keeps unclaimed volumes apart and unmounted claims in their namespace', () => {
    const unmounted = folded.rows.filter((row) => row.node === '');
    expect(unmounted).toMatchObject([
      { kind: 'unmounted', namespace: '', pod: '', container: '', cost: { storage: 19_200 } },
      { kind: 'workload', namespace: 'data', pod: '', container: '__unmounted__', cost: { storage: 48_000 } },
    ]);
    expect(unmounted.map((row) => [row.podMinutes, row.runs, row.minutes])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('tells the job’s true usage: 0.71 of 0.83 core-hours', () => {
    const job = folded.rows.find((row) => row.controller === 'nightly-report');
    expect(job).toMatchObject({ pod: 'nightly-report', runs: 1, podMinutes: 50, used: { cpu: 3_424 } });
    expect(job?.cpuUsageCoreHours).toBeCloseTo(0.713, 3);
  });

  it('keeps the nodes with type, price and hours', () => {
    expect(folded.nodes.map((node) => node.name).sort()).toEqual(['node-a', 'node-b', 'node-c', 'node-s']);
    expect(folded.nodes.find((node) => node.name === 'node-s')).toMatchObject({
      totalCost: 345_600,
      minutes: 1440,
    });
  });
});

describe('equal names', () => {
  it('of two namespaces, controllers, pods, containers, nodes or label sets stay apart', () => {
    const rows = [
      sampleAllocation(),
      sampleAllocation({ namespace: 'staging' }),
      sampleAllocation({ controller: 'web-canary' }),
      sampleAllocation({ controllerKind: 'statefulset' }),
      sampleAllocation({ pod: 'web-2' }),
      sampleAllocation({ container: 'proxy' }),
      sampleAllocation({ node: 'node-b' }),
      sampleAllocation({ labels: { app: 'web', team: 'shop' } }),
    ];
    expect(fold({ rows }).rows).toHaveLength(rows.length);
  });

  it('of one container are summed', () => {
    const twice = [
      sampleAllocation({ cost: { cpu: 5 }, minutes: 600 }),
      sampleAllocation({ cost: { cpu: 7 }, minutes: 700 }),
    ];
    expect(fold({ rows: twice }).rows).toMatchObject([
      { cost: { cpu: 12 }, minutes: 700, podMinutes: 700, runs: 1 },
    ]);
  });

  it('are not confused by names that hold a separator', () => {
    const rows = [
      sampleAllocation({ namespace: 'a/b', controller: 'c' }),
      sampleAllocation({ namespace: 'a', controller: 'b/c' }),
    ];
    expect(fold({ rows }).rows).toHaveLength(2);
  });

  it('of labels in another order are one label set', () => {
    const rows = [
      sampleAllocation({ labels: { app: 'web', team: 'shop' } }),
      sampleAllocation({ pod: 'web-2', labels: { team: 'shop', app: 'web' } }),
    ];
    const folded = fold({ rows });
    expect(folded.labelSets).toEqual([{ app: 'web', team: 'shop' }]);
    expect(folded.rows.map((row) => row.labelSet)).toEqual([0, 0]);
  });
});

describe('pods', () => {
  it('count once, in the row of their first container by name, for as long as their longest container', () => {
    const rows = [
      sampleAllocation({ container: 'web', minutes: 1440 }),
      sampleAllocation({ container: 'agent', minutes: 300 }),
      sampleAllocation({ container: 'web', pod: 'web-2', minutes: 60 }),
    ];
    const counted = fold({ rows }).rows.map((row) => [row.pod, row.container, row.podMinutes, row.runs]);
    expect(counted).toEqual([
      ['web-1', 'web', 0, 0],
      ['web-1', 'agent', 1440, 1],
      ['web-2', 'web', 60, 1],
    ]);
  });
});

describe('runs of a job', () => {
  const run = (controller: string, pod: string, fields: Parameters<typeof sampleAllocation>[0] = {}) =>
    sampleAllocation({
      namespace: 'batch',
      controllerKind: 'job',
      controller,
      pod,
      container: 'main',
      startMs: sampleDayMs + hourMs,
      endMs: sampleDayMs + hourMs + 4 * minuteMs,
      minutes: 4,
      cost: { cpu: 100 },
      ...fields,
    });

  it('are one row that says how many', () => {
    const rows = Array.from({ length: 31 }, (_, index) =>
      run('nightly', `nightly-${29_919_000 + index}-x7k2p`, {
        labels: { app: 'nightly', job_name: `nightly-${index}` },
      }),
    );
    expect(fold({ rows }).rows).toMatchObject([
      { controller: 'nightly', pod: 'nightly', runs: 31, podMinutes: 124, minutes: 4, cost: { cpu: 3_100 } },
    ]);
  });

  it('with random names fold under their stem, in each namespace by itself', () => {
    const rows = [
      run('import-x7k2p', 'import-x7k2p-1'),
      run('import-bcdfg', 'import-bcdfg-1'),
      run('import-bcdfg', 'import-bcdfg-1', { namespace: 'shop' }),
    ];
    const folded = fold({ rows }).rows.map((row) => [row.namespace, row.controller, row.runs]);
    expect(folded).toEqual([
      ['batch', 'import', 2],
      ['shop', 'import-bcdfg', 1],
    ]);
  });

  it('stay apart by container and node, and count in the first container only', () => {
    const rows = [
      run('nightly', 'nightly-1'),
      run('nightly', 'nightly-1', { container: 'sidecar' }),
      run('nightly', 'nightly-2'),
      run('nightly', 'nightly-3', { node: 'node-b' }),
    ];
    const folded = fold({ rows }).rows.map((row) => [row.container, row.node, row.runs]);
    expect(folded).toEqual([
      ['main', 'node-a', 2],
      ['sidecar', 'node-a', 0],
      ['main', 'node-b', 1],
    ]);
  });
});

describe('what is left out', () => {
  const ghost = sampleAllocation({
    pod: 'web-9',
    startMs: day.endMs - 2.5 * minuteMs,
    minutes: 2.5,
    cost: { cpu: 3 },
  });

  it('are ghosts at midnight, counted in a note', () => {
    const folded = fold({ rows: [sampleAllocation(), ghost] });
    expect(folded.rows.map((row) => row.pod)).toEqual(['web-1']);
    expect(folded.findings).toContainEqual(
      expect.objectContaining({ check: 'ghosts', figures: { rows: 1 } }),
    );
  });

  it('are not short jobs inside the day, nor anything in the first minutes of a running one', () => {
    const job = sampleAllocation({
      startMs: sampleDayMs + hourMs,
      endMs: sampleDayMs + hourMs + minuteMs,
      minutes: 1,
    });
    expect(fold({ rows: [job] }).rows).toHaveLength(1);
    const nowMs = sampleDayMs + 3 * minuteMs;
    const young = sampleAllocation({ endMs: nowMs, minutes: 3 });
    expect(fold({ rows: [young], nowMs, closed: false }).rows).toHaveLength(1);
    expect(
      fold({
        rows: [young, sampleAllocation({ pod: 'web-2' })],
        nowMs: sampleDayMs + 9 * hourMs,
        closed: false,
      }).rows,
    ).toHaveLength(1);
  });

  it('are rows that last no time', () => {
    const folded = fold({ rows: [sampleAllocation(), sampleAllocation({ pod: 'web-2', minutes: -3 })] });
    expect(folded.rows).toHaveLength(1);
    expect(folded.findings).toContainEqual(expect.objectContaining({ check: 'spans' }));
  });

  it('is a whole day of nothing but ghosts: it is missing', () => {
    const rows = allocationsOf('12-ghost-rows-day-before-data-namespace-idle.json').map((row) => ({
      ...row,
      startMs: day.endMs - 2.5 * minuteMs,
      endMs: day.endMs,
      minutes: 2.5,
    }));
    const claims = sampleAllocation({
      node: '',
      pod: 'data-unmounted-pvcs',
      container: '__unmounted__',
      cost: { storage: 125 },
    });
    const node = sampleNode({ startMs: day.endMs - 2.5 * minuteMs, minutes: 2.5, totalCost: 2_400 });
    expect(fold({ rows: [...rows, claims], assets: [node] })).toMatchObject({
      state: 'missing',
      coveredMinutes: 0,
      rows: [],
      idle: { cpu: 0, ram: 0, gpu: 0 },
    });
  });
});

describe('workloads of a day', () => {
  const count = (rows: readonly Allocation[]) => fold({ rows, assets: [sampleNode()] }).workloads;

  it('are controllers by namespace and kind, and pods that have none', () => {
    const web = sampleAllocation({ controller: 'web', controllerKind: 'deployment', pod: 'web-1' });
    const bare = { controller: '', controllerKind: '' };
    expect(
      count([
        web,
        { ...web, pod: 'web-2' },
        { ...web, container: 'proxy' },
        { ...web, controllerKind: 'statefulset' },
        { ...web, namespace: 'other' },
        { ...web, ...bare, pod: 'shell' },
        { ...web, ...bare, pod: 'probe' },
      ]),
    ).toBe(5);
  });

  it('are none in volumes that no pod mounts, and none in a day without data', () => {
    const claims = sampleAllocation({ node: '', pod: 'data-unmounted-pvcs', container: '__unmounted__' });
    expect([count([claims]), fold({}).workloads]).toEqual([0, 0]);
  });

  it('count all runs of one job once', () => {
    const run = (name: string) =>
      sampleAllocation({ controllerKind: 'job', controller: name, pod: `${name}-x7k2p` });
    expect(count([run('nightly-28391010'), run('nightly-28391020')])).toBe(1);
  });
});

describe('the limits of the checks', () => {
  it('may be given', () => {
    const limits = { ...defaultLimits, wholeDayMinutes: 1000, ghostMinutes: 600 };
    const folder = createDayFolder({ ...day, limits });
    const until = { endMs: sampleDayMs + 18 * hourMs, minutes: 1080 };
    folder.add(sampleAllocation(until));
    folder.add(sampleAllocation({ pod: 'web-2', endMs: sampleDayMs + 9 * hourMs, minutes: 540 }));
    const folded = folder.finish({ assets: [], nowMs: day.endMs + hourMs, closed: true });
    expect(folded.state).toBe('sealed');
    expect(folded.findings.map(({ reason }) => reason)).toContain(
      '1 row of under 600 minutes at midnight left out',
    );
  });
});

describe('the state of a day', () => {
  it('is missing without rows and assets, closed or not', () => {
    expect(fold({}).state).toBe('missing');
    expect(fold({ closed: false, nowMs: sampleDayMs + hourMs }).state).toBe('missing');
  });

  it('is partial when the nodes were not seen all day, whatever volumes claim', () => {
    const until = { endMs: sampleDayMs + 18 * hourMs, minutes: 1080 };
    const folded = fold({ rows: [sampleAllocation(until)], assets: [sampleNode(until)] });
    expect(folded).toMatchObject({ state: 'partial', coveredMinutes: 1080 });
    expect(folded.findings[0]?.reason).toBe('nodes seen for 1,080 of 1,440 minutes');
  });

  it('takes the coverage of ordinary rows where there are no nodes', () => {
    const claims = sampleAllocation({ node: '', pod: 'data-unmounted-pvcs', container: '__unmounted__' });
    const until = sampleAllocation({ endMs: sampleDayMs + 6 * hourMs, minutes: 360 });
    expect(fold({ rows: [claims, until] })).toMatchObject({ state: 'partial', coveredMinutes: 360 });
  });

  it('is live while the day runs, and held back even then when its figures are nonsense', () => {
    const live = { nowMs: sampleDayMs + 9 * hourMs, closed: false };
    const rows = [sampleAllocation({ endMs: live.nowMs, minutes: 540 })];
    expect(fold({ rows, ...live }).state).toBe('live');
    expect(fold({ rows: [...rows, sampleAllocation({ nullFields: ['cpuCost'] })], ...live }).state).toBe(
      'quarantined',
    );
  });

  it('sums the idle of several rows, as newer versions give one for each node', () => {
    const idle = (node: string, cpu: number) =>
      sampleAllocation({ kind: 'idle', node, namespace: '', cost: { cpu } });
    expect(fold({ rows: [sampleAllocation(), idle('a', 5), idle('b', 7)] }).idle).toEqual({
      cpu: 12,
      ram: 0,
      gpu: 0,
    });
  });
});

describe('an answer of another day', () => {
  const before = { startMs: day.startMs - 7 * dayMs, endMs: day.endMs - 7 * dayMs };

  it('is held back, as what stands before OpenCost may give it where it keeps answers without their question', () => {
    for (const answer of [{ rows: [sampleAllocation(before)] }, { assets: [sampleNode(before)] }]) {
      const { state, findings } = fold({ rows: [sampleAllocation()], assets: [sampleNode()], ...answer });
      expect(state).toBe('quarantined');
      expect(findings).toContainEqual(expect.objectContaining({ check: 'other-day', severity: 'held' }));
    }
  });

  it('is not what overlaps with the day, nor what lasts no time at its edge', () => {
    const overlapping = sampleAllocation({ endMs: day.endMs + hourMs });
    const spanless = sampleAllocation({ endMs: day.startMs, minutes: 0 });
    const { findings } = fold({ rows: [overlapping, spanless] });
    expect(findings.map(({ check }) => check)).not.toContain('other-day');
  });
});

describe('what the checks are told of the rows', () => {
  const found = (rows: Allocation[], assets: Asset[] = []) =>
    fold({ rows: [sampleAllocation(), ...rows], assets }).findings.map((finding) => finding.check);

  it('is money without hours, from a cent on, but not of volumes', () => {
    const paid = (hours: number, cpu: number) =>
      sampleAllocation({ pod: 'web-2', cost: { cpu }, cpuCoreHours: hours });
    expect(found([paid(0, 1_000)])).toContain('hourless');
    expect(found([paid(0, 999)])).not.toContain('hourless');
    expect(found([paid(0.001, 1_000)])).not.toContain('hourless');
    const ram = sampleAllocation({ pod: 'web-2', cost: { ram: 1_000 }, ramByteHours: 0 });
    expect(found([ram])).toContain('hourless');
  });

  it('is negative cost, but neither credits nor idle', () => {
    const costs = (cost: Parameters<typeof sampleAllocation>[0]) =>
      found([sampleAllocation({ pod: 'web-2', ...cost })]);
    expect(costs({ cost: { network: -5_000 } })).toContain('negative-cost');
    expect(costs({ cost: { other: -5_000 } })).not.toContain('negative-cost');
    expect(costs({ kind: 'idle', cost: { cpu: -5_000 } })).not.toContain('negative-cost');
  });

  it('is every figure that was null, in rows and in assets', () => {
    expect(found([sampleAllocation({ pod: 'web-2', nullFields: ['ramCost'] })])).toContain('nulls');
    expect(found([], [sampleNode({ nullFields: ['totalCost'] })])).toContain('nulls');
  });
});
