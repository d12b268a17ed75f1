import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SampleOpenCost } from '../../../sandbox/opencost/contract.js';
import { startSampleOpenCost } from '../../../sandbox/opencost/server.js';
import {
  type Fields,
  read,
  readJson,
  realAnswer,
  realWrapped,
  setOf,
  setsOf,
  shapeOf,
  windowOf,
} from './opencost-support.js';

const day = windowOf('2026-11-20', '2026-11-21');
const deep = [
  'properties',
  'window',
  'rawAllocationOnly',
  'proportionalAssetResourceCosts',
  'sharedCostBreakdown',
];
const find = (set: Record<string, Fields>, key: RegExp) => {
  const row = Object.entries(set).find(([name]) => key.test(name))?.[1];
  if (!row) throw new Error(`no row like ${key}`);
  return row;
};

let server: SampleOpenCost;
beforeAll(async () => {
  server = await startSampleOpenCost({ clock: () => Date.parse('2026-11-24T06:00:00Z') });
});
afterAll(() => server.stop());

describe('the sample OpenCost beside verbatim answers: allocation', () => {
  it.each([
    [
      'a container with services and a volume',
      /\/data\/postgres-0\/exporter$/,
      /\/data\/postgres-0\/exporter$/,
    ],
    ['a container behind a load balancer', /\/payments\/api-[^/]+\/app$/, /\/payments\/api-[^/]+\/app$/],
    ['a plain container', /\/kube-system\/coredns-[^/]+\/coredns$/, /\/kube-system\/coredns-[^/]+\/coredns$/],
    ['a run of a CronJob', /\/nightly-report-\d{8}-\w{5}\/report$/, /\/nightly-report-\d{8}-\w{5}\/report$/],
    ['a run of a workflow', /\/import-\w{5}-\w{5}\/import$/, /\/import-\w{5}-\w{5}\/import$/],
    [
      'a claim without a pod',
      /^demo\/\/data\/data-unmounted-pvcs\/__unmounted__$/,
      /^sample\/\/data\/data-unmounted-pvcs\/__unmounted__$/,
    ],
    [
      'a volume without a claim',
      /^demo\/\/__unmounted__\/__unmounted__\/__unmounted__$/,
      /^sample\/\/__unmounted__\/__unmounted__\/__unmounted__$/,
    ],
  ])('prints the same fields of the same types in the same order: %s', async (_, realKey, sampleKey) => {
    const real = find(setOf(realAnswer('03-day-container-level')), realKey);
    const sample = find(setOf(await readJson(`${server.url}/allocation?${day}&step=1d`)), sampleKey);
    expect(shapeOf(sample, deep)).toEqual(shapeOf(real, deep));
    expect(sample.name).toMatch(sampleKey);
  });

  it('prints the same fields of __idle__ and of a namespace', async () => {
    const real = setOf(realAnswer('01-day-namespace-idle'));
    const sample = setOf(
      await readJson(`${server.url}/allocation?${day}&step=1d&aggregate=namespace&includeIdle=true`),
    );
    for (const name of ['__idle__', '__unmounted__', 'data', 'kube-system', 'monitoring']) {
      expect(shapeOf(sample[name] ?? {}, deep)).toEqual(shapeOf(real[name] ?? {}, deep));
    }
    expect(Object.keys(sample)).toEqual(Object.keys(sample).sort());
  });

  it('has rawAllocationOnly at container grain only, and volumes and load balancers as raw figures', async () => {
    const sample = setOf(await readJson(`${server.url}/allocation?${day}&step=1d`));
    const real = find(setOf(realAnswer('03-day-container-level')), /\/payments\/api-[^/]+\/app$/);
    const balancer = Object.values(find(sample, /\/payments\/api-[^/]+\/app$/).lbAllocations as Fields)[0];
    expect(shapeOf(balancer as Fields, [])).toEqual(
      shapeOf(Object.values(real.lbAllocations as Fields)[0] as Fields, []),
    );
    const volumes = find(sample, /\/postgres-1\/postgres$/).pvs as Fields;
    expect(Object.keys(volumes)).toEqual(['cluster=sample:name=pv-postgres-1']);
    const merged = setOf(await readJson(`${server.url}/allocation?${day}&step=1d&aggregate=namespace`));
    expect(merged.payments?.rawAllocationOnly).toBeUndefined();
    expect(merged.payments?.properties).not.toHaveProperty('labels');
  });

  it('keeps the key grammar of every grain', async () => {
    const keys = async (query: string) =>
      Object.keys(setOf(await readJson(`${server.url}/allocation?${day}&step=1d${query}`)));
    for (const key of await keys('')) {
      expect(key).toMatch(/^sample\/(node-\w+)?\/[a-z_-]+\/[a-z0-9_-]+\/[a-z_-]+$/);
    }
    const controllers = await keys('&aggregate=namespace,controller');
    expect(controllers).toEqual(
      expect.arrayContaining([
        'data/job:nightly-report',
        'data/__unallocated__',
        'tools/__unallocated__',
        'search/statefulset:shards',
        'kube-system/daemonset:node-agent',
        '__unmounted__/__unallocated__',
      ]),
    );
    expect(controllers.some((key) => /^batch\/job:import-\w{5}$/.test(key))).toBe(true);
    expect(await keys('&aggregate=label:team')).toEqual(
      expect.arrayContaining(['__unallocated__', 'checkout', 'features', 'risk']),
    );
    expect(await keys('&aggregate=cluster')).toEqual(['sample']);
    expect(await keys('&aggregate=nonsense')).toEqual(['']);
    expect(await keys('&aggregate=Namespace,nonsense&includeIdle=yes')).toContain('payments');
  });

  it('prints five decimals at most, and whole JSON numbers', async () => {
    const sample = setOf(await readJson(`${server.url}/allocation?${day}&step=1d&includeIdle=true`));
    for (const row of Object.values(sample)) {
      for (const [name, value] of Object.entries(row)) {
        if (typeof value !== 'number') continue;
        expect([name, Math.round(value * 1e5) / 1e5]).toEqual([name, value]);
      }
    }
  });
});

describe('the sample OpenCost beside verbatim answers: assets', () => {
  it('prints the same fields with six decimals and the same key grammar', async () => {
    const real = realAnswer('06-assets-day') as { data: Record<string, Fields> };
    const text = await read(`${server.url}/assets?${day}`);
    const sample = JSON.parse(text) as { code: number; status: string; data: Record<string, Fields> };
    for (const type of ['Node', 'Disk', 'LoadBalancer']) {
      const [realKey, realAsset] = Object.entries(real.data).find(([, asset]) => asset.type === type) ?? [];
      const [key, asset] = Object.entries(sample.data).find(([, each]) => each.type === type) ?? [];
      const nested = ['properties', 'window', 'labels', 'cpuBreakdown', 'overhead', 'breakdown'];
      const withoutZone = (shape: string[]) =>
        shape.map((each) => each.replace(',topology_kubernetes_io_zone', ''));
      expect(withoutZone(shapeOf(asset ?? {}, nested))).toEqual(shapeOf(realAsset ?? {}, nested));
      const grammar = (from = '') => from.split('/').slice(0, 4).concat(from.split('/').slice(5, 7));
      expect(grammar(key)).toEqual(grammar(realKey));
    }
    expect(text).toContain('"minutes":1440.000000');
    expect(text).toMatch(/"totalCost":\d+\.\d{6}[,}]/);
    expect(text).not.toContain('fixed');
  });
});

describe('the sample OpenCost beside verbatim answers: small answers and errors', () => {
  it.each([
    'empty-future-day',
    'empty-zero-length',
    'error-400-assets-bad-window',
    'error-400-bad-window',
    'error-400-milliseconds',
    'error-400-no-window',
    'error-400-proportional-without-idle',
    'error-400-utc-offset',
    'error-404-unknown-path',
    'error-405-head',
    'error-405-post',
    'error-500-accumulate-zero-length',
    'error-500-assets-bad-filter',
    'error-500-reversed-window',
    'healthz',
    'impossible-dates-200-empty',
    'redirect-trailing-slash',
  ])('%s: status, type and body are the real ones', async (name) => {
    const wrapped = realWrapped(name);
    const [method = 'GET', path = '/'] = wrapped.request.split(' ');
    const answer = await fetch(`${server.url}${path}`, { method, redirect: 'manual' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      wrapped.status,
      wrapped.contentType,
    ]);
    expect(await answer.text()).toBe(wrapped.body);
  });

  it.each([
    ['empty-before-data', '&step=1d'],
    ['empty-before-data-idle', '&step=1d&includeIdle=true'],
    ['empty-before-data-accumulated', '&step=1d&accumulate=true'],
  ])('%s', async (name, query) => {
    const url = `${server.url}/allocation?${windowOf('2026-06-01', '2026-06-04')}&aggregate=namespace${query}`;
    expect(await read(url)).toBe(realWrapped(name).body);
  });

  it('empty-before-data-assets and clusterInfo', async () => {
    const assets = await read(`${server.url}/assets?${windowOf('2026-06-01', '2026-06-04')}`);
    expect(assets).toBe(realWrapped('empty-before-data-assets').body);
    const info = await readJson(`${server.url}/clusterInfo`);
    expect(info).toEqual({
      code: 200,
      status: 'success',
      data: { id: 'sample', name: 'sample', provider: 'custom' },
    });
  });

  it('says where its Prometheus is, in text that claims to be JSON', async () => {
    const answer = await fetch(`${server.url}/status`);
    expect(answer.headers.get('content-type')).toBe(realWrapped('status').contentType);
    expect(await answer.text()).toMatch(/^Using Prometheus at http:\S+\. Version: \S+$/);
  });

  it('has ghosts in the day before the first sample', async () => {
    const real = setOf(realAnswer('12-ghost-rows-day-before-data-namespace-idle'));
    const url = `${server.url}/allocation?${windowOf('2026-07-26', '2026-07-27')}&step=1d&aggregate=namespace&includeIdle=true`;
    const ghosts = setOf(await readJson(url));
    for (const name of ['__idle__', 'data', 'kube-system', 'payments']) {
      const facts = (row: Fields | undefined) => [row?.minutes, row?.cpuCoreUsageAverage, row?.cpuEfficiency];
      expect(facts(ghosts[name])).toEqual(facts(real[name]));
    }
    expect(ghosts['kube-system']?.cpuCoreHours).toBeGreaterThan(0);
  });

  it('answers a day that is over as a real partial day when it lies in the gap', async () => {
    const real = setOf(realAnswer('10-outage-day-namespace-idle'));
    const url = `${server.url}/allocation?${windowOf('2026-10-29', '2026-10-30')}&step=1d&aggregate=namespace&includeIdle=true`;
    const sample = setOf(await readJson(url));
    for (const name of ['__idle__', '__unmounted__', 'data', 'monitoring', 'payments']) {
      expect([name, sample[name]?.minutes]).toEqual([name, real[name]?.minutes]);
    }
  });

  it('orders the days and gives each set its window', async () => {
    const url = `${server.url}/allocation?${windowOf('2026-11-17', '2026-11-24')}&step=1d&aggregate=namespace`;
    const starts = (answer: unknown) => setsOf(answer).map((set) => set?.payments?.window);
    expect(starts(await readJson(url))).toEqual(starts(realAnswer('04-seven-days-namespace')));
  });
});
