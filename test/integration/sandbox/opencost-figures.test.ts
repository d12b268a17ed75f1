import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SampleOpenCost } from '../../../sandbox/opencost/contract.js';
import { startSampleOpenCost } from '../../../sandbox/opencost/server.js';
import { type Fields, read, readJson, setOf, setsOf, windowOf } from './opencost-support.js';

let server: SampleOpenCost;
beforeAll(async () => {
  server = await startSampleOpenCost({
    clock: () => Date.parse('2026-11-24T06:00:00Z'),
    retentionDays: 4000,
  });
});
afterAll(() => server.stop());

const sum = (rows: readonly Fields[], field: string) =>
  rows.reduce((total, row) => total + Number(row[field] ?? 0), 0);
const daySet = async (query: string, extra = '') =>
  setOf(await readJson(`${server.url}/allocation?${query}&step=1d${extra}`));

async function assetsOf(query: string): Promise<Fields[]> {
  const answer = (await readJson(`${server.url}/assets?${query}`)) as { data: Record<string, Fields> };
  return Object.values(answer.data);
}

describe("the sample OpenCost's figures", () => {
  it.each([
    ['2019-02-28', '2019-03-01'],
    ['2024-02-29', '2024-03-01'],
    ['2025-12-31', '2026-01-01'],
    ['2026-10-29', '2026-10-30'],
    ['2026-11-13', '2026-11-14'],
    ['2026-11-20', '2026-11-21'],
    ['2026-11-24', '2026-11-25'],
  ])('add up with nodes, disks and load balancers on %s', async (from, to) => {
    const query = windowOf(from, to);
    const [set, assets] = await Promise.all([daySet(query, '&includeIdle=true'), assetsOf(query)]);
    const rows = Object.values(set);
    const nodes = assets.filter((asset) => asset.type === 'Node');
    for (const resource of ['cpuCost', 'ramCost', 'gpuCost']) {
      // Each row is rounded to five decimals.
      expect(Math.abs(sum(rows, resource) - sum(nodes, resource))).toBeLessThan(rows.length * 5e-6);
    }
    const network = sum(rows, 'networkCost');
    expect(Math.abs(sum(rows, 'totalCost') - network - sum(assets, 'totalCost'))).toBeLessThan(
      rows.length * 3e-5,
    );
  });

  it('are the same whenever, in whatever window and at whatever grain a day is asked', async () => {
    const alone = await read(
      `${server.url}/allocation?${windowOf('2025-03-04', '2025-03-05')}&step=1d&includeIdle=true`,
    );
    expect(
      await read(`${server.url}/allocation?${windowOf('2025-03-04', '2025-03-05')}&step=1d&includeIdle=true`),
    ).toBe(alone);
    const week = await readJson(
      `${server.url}/allocation?${windowOf('2025-03-01', '2025-03-08')}&step=1d&includeIdle=true`,
    );
    expect(setsOf(week)[3]).toEqual(setOf(JSON.parse(alone)));
    const other = await startSampleOpenCost({
      clock: () => Date.parse('2027-05-01T00:00:00Z'),
      retentionDays: 4000,
    });
    const later = await read(
      `${other.url}/allocation?${windowOf('2025-03-04', '2025-03-05')}&step=1d&includeIdle=true`,
    );
    await other.stop();
    expect(later).toBe(alone);
    const namespaces = await daySet(
      windowOf('2025-03-04', '2025-03-05'),
      '&aggregate=namespace&includeIdle=true',
    );
    const rows = Object.values(setOf(JSON.parse(alone)));
    expect(sum(Object.values(namespaces), 'totalCost')).toBeCloseTo(sum(rows, 'totalCost'), 2);
  });

  it('accumulate to the sum of the days, over the days with data', async () => {
    const query = `${windowOf('2026-11-09', '2026-11-16')}&aggregate=namespace&includeIdle=true`;
    const days = setsOf(await readJson(`${server.url}/allocation?${query}&step=1d`));
    const whole = setOf(await readJson(`${server.url}/allocation?${query}&step=1d&accumulate=true`));
    const beta = days.flatMap((set) => (set?.beta ? [set.beta] : []));
    expect(whole.beta?.totalCost).toBeCloseTo(sum(beta, 'totalCost'), 3);
    expect(whole.beta?.start).toBe('2026-11-12T09:30:00Z');
    const unstepped = setsOf(await readJson(`${server.url}/allocation?${query}`));
    expect(unstepped).toHaveLength(1);
    expect(unstepped[0]?.payments?.totalCost).toBeCloseTo(Number(whole.payments?.totalCost), 3);
  });

  it('run a step past the end of a window that is no multiple of it', async () => {
    const window = 'window=2026-11-20T12:00:00Z,2026-11-21T18:00:00Z';
    const sets = setsOf(await readJson(`${server.url}/allocation?${window}&step=1d&aggregate=cluster`));
    expect(sets.map((set) => set?.sample?.window)).toEqual([
      { start: '2026-11-20T12:00:00Z', end: '2026-11-21T12:00:00Z' },
      { start: '2026-11-21T12:00:00Z', end: '2026-11-22T12:00:00Z' },
    ]);
  });

  it('share idle over the rows when asked, and only with includeIdle', async () => {
    const day = windowOf('2026-11-20', '2026-11-21');
    const separate = await daySet(day, '&aggregate=namespace&includeIdle=true');
    const shared = await daySet(day, '&aggregate=namespace&includeIdle=true&shareIdle=true');
    expect(shared).not.toHaveProperty('__idle__');
    expect(sum(Object.values(shared), 'totalCost')).toBeCloseTo(sum(Object.values(separate), 'totalCost'), 3);
    expect(await daySet(day, '&aggregate=namespace&shareIdle=true')).toEqual(
      await daySet(day, '&aggregate=namespace'),
    );
  });

  it('show today until the clock, with unmounted volumes claiming the whole day', async () => {
    const set = await daySet('window=today', '&includeIdle=true');
    const api = Object.entries(set).find(([key]) => /\/coredns$/.test(key))?.[1];
    expect([api?.window, api?.end, api?.minutes]).toEqual([
      { start: '2026-11-24T00:00:00Z', end: '2026-11-25T00:00:00Z' },
      '2026-11-24T06:00:00Z',
      360,
    ]);
    const unmounted = set['sample//__unmounted__/__unmounted__/__unmounted__'];
    expect([unmounted?.end, unmounted?.minutes]).toEqual(['2026-11-25T00:00:00Z', 1440]);
  });

  it('follow another clock, another seed and added events', async () => {
    const small = await startSampleOpenCost({
      seed: 'other',
      clock: () => Date.parse('2026-11-24T06:00:00Z'),
    });
    const day = `${small.url}/allocation?window=today&step=1d&aggregate=namespace`;
    small.setClock(Date.parse('2026-12-02T12:00:00Z'));
    expect(setOf(await readJson(day)).payments?.minutes).toBe(720);
    const undo = small.addEvent({ kind: 'add-namespace', day: '2026-12-01', namespace: 'fresh' });
    expect(setOf(await readJson(day))).toHaveProperty('fresh');
    undo();
    expect(setOf(await readJson(day))).not.toHaveProperty('fresh');
    expect(() => small.addEvent({ kind: 'damage-day', day: '2026-02-30', how: 'no-data' })).toThrow(
      'not a day',
    );
    const payments = async (url: string) =>
      setOf(await readJson(`${url}/allocation?${windowOf('2026-11-20', '2026-11-21')}&aggregate=namespace`))
        .payments;
    expect((await payments(small.url))?.cpuCoreHours).not.toBe((await payments(server.url))?.cpuCoreHours);
    await small.stop();
  });
});
