import { describe, expect, it } from '@jest/globals';
import type { ClusterEvent } from '../../../sandbox/opencost/events.js';
import { type Measured, measure } from '../../../sandbox/opencost/measure.js';
import { clusterOf, type Model } from '../../../sandbox/opencost/model.js';
import type { Row } from '../../../sandbox/opencost/row.js';
import { dayMs, formatDay, minuteMs, parseDay } from '../../../sandbox/opencost/time.js';

function modelAt(now: string, events: readonly ClusterEvent[] = []): Model {
  const nowMs = Date.parse(now);
  return { ...clusterOf(null, events), cluster: 'sample', seed: 'sample', events, firstSampleMs: 0, nowMs };
}

async function measureDay(
  day: string,
  model = modelAt('2099-01-01T00:00:00Z'),
  podsHidden = false,
): Promise<Measured> {
  const startMs = parseDay(day);
  const measured = await measure(model, { startMs, endMs: startMs + dayMs }, podsHidden);
  if (!measured) throw new Error(`nothing on ${day}`);
  return measured;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const idleOf = ({ nodes, rows }: Measured, resource: 'cpuCost' | 'ramCost' | 'gpuCost') =>
  sum(nodes.map((node) => node[resource])) - sum(rows.map((row) => row[resource]));
const ofNamespace = ({ rows }: Measured, name: string) =>
  rows.filter((row) => row.properties.namespace === name);
const costOf = (rows: readonly Row[]) => sum(rows.map((row) => row.cpuCost + row.ramCost));
const pods = (rows: readonly Row[]) => new Set(rows.map((row) => row.properties.pod)).size;

describe('the sample cluster', () => {
  it('is about as large as promised', async () => {
    const { rows } = await measureDay('2026-11-20');
    const running = rows.filter((row) => row.properties.controllerKind !== 'job');
    const controllers = new Set(
      rows.map(({ properties }) => `${properties.namespace}/${properties.controller}`),
    );
    expect(new Set(rows.map((row) => row.properties.namespace)).size).toBeGreaterThanOrEqual(12);
    expect(controllers.size).toBeGreaterThan(55);
    expect(pods(running)).toBeGreaterThan(130);
    expect(pods(running)).toBeLessThan(200);
  });

  it('gives every row a name of its own', async () => {
    const { rows } = await measureDay('2026-11-17');
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
  });

  it('keeps idle of CPU and RAM above zero on ordinary days of any year, and below it on the 13th', async () => {
    for (let dayStart = parseDay('2024-01-03'); dayStart < parseDay('2031-01-01'); dayStart += 61 * dayMs) {
      const measured = await measureDay(formatDay(dayStart));
      const isThirteenth = new Date(dayStart).getUTCDate() === 13;
      for (const resource of ['cpuCost', 'ramCost'] as const) {
        expect([formatDay(dayStart), Math.sign(idleOf(measured, resource))]).toEqual([
          formatDay(dayStart),
          isThirteenth ? -1 : 1,
        ]);
      }
    }
    for (const day of ['2025-02-13', '2026-11-13', '2030-06-13']) {
      const measured = await measureDay(day);
      expect([idleOf(measured, 'cpuCost'), idleOf(measured, 'ramCost')].every((idle) => idle < 0)).toBe(true);
    }
  });

  it('adds up: volumes to disks, shares of load balancers to load balancers', async () => {
    for (const day of ['2025-06-30', '2026-10-29', '2026-11-13', '2026-11-20', '2028-02-29']) {
      const { rows, disks, loadBalancers } = await measureDay(day);
      expect(sum(rows.map((row) => row.pvCost))).toBeCloseTo(sum(disks.map((disk) => disk.cost)), 9);
      expect(sum(rows.map((row) => row.loadBalancerCost))).toBeCloseTo(
        sum(loadBalancers.map(({ cost }) => cost)),
        9,
      );
    }
  });

  it('never uses more than was allocated, nor more than its maximum', async () => {
    const { rows } = await measureDay('2026-11-20');
    for (const row of rows) {
      const minutes = (row.endMs - row.startMs) / minuteMs;
      const usedHours = (row.cpuUsageCoreMinutes / minutes) * 24;
      expect(usedHours).toBeLessThanOrEqual(row.cpuCoreHours + 1e-9);
      expect(row.ramUsageByteMinutes / 60).toBeLessThanOrEqual(row.ramByteHours + 1);
      if (row.max) expect((usedHours * 60) / minutes).toBeLessThanOrEqual(row.max.cpuCores + 1e-9);
    }
  });

  it('averages CPU usage over the whole window and RAM usage over the minutes', async () => {
    const whole = await measureDay('2026-11-24');
    const sixHours = await measureDay('2026-11-24', modelAt('2026-11-24T06:00:00Z'));
    const find = ({ rows }: Measured) => rows.find((row) => row.properties.controller === 'alertmanager');
    const [all, quarter] = [find(whole), find(sixHours)];
    if (!all || !quarter) throw new Error('no alertmanager');
    const average = (row: Row) => row.cpuUsageCoreMinutes / ((row.endMs - row.startMs) / minuteMs);
    expect(quarter.endMs - quarter.startMs).toBe(360 * minuteMs);
    expect(average(quarter) / average(all)).toBeGreaterThan(0.22);
    expect(average(quarter) / average(all)).toBeLessThan(0.28);
    expect(quarter.ramUsageByteMinutes / 360 / (all.ramUsageByteMinutes / 1440)).toBeCloseTo(1, 1);
  });

  it('knows weekends, the jump, growth, comers and goers', async () => {
    const [sunday, monday, afterJump] = await Promise.all(
      ['2026-11-15', '2026-11-16', '2026-11-18'].map((day) => measureDay(day)),
    );
    if (!sunday || !monday || !afterJump) throw new Error('no days');
    expect(costOf(ofNamespace(monday, 'shop'))).toBeGreaterThan(1.1 * costOf(ofNamespace(sunday, 'shop')));
    const api = (day: Measured) =>
      pods(ofNamespace(day, 'payments').filter((row) => row.properties.controller === 'api'));
    expect([api(monday), api(afterJump)]).toEqual([6, 10]);
    expect(ofNamespace(await measureDay('2026-11-11'), 'beta')).toEqual([]);
    expect(ofNamespace(await measureDay('2026-11-12'), 'beta').length).toBeGreaterThan(0);
    expect(ofNamespace(await measureDay('2026-11-06'), 'legacy')).toEqual([]);
    const web = (day: Measured) =>
      pods(ofNamespace(day, 'search').filter((row) => row.properties.controller === 'indexer'));
    expect([web(await measureDay('2026-04-28')), web(await measureDay('2026-05-28'))]).toEqual([3, 4]);
  });

  it('hides all pods as the real server does when only their query fails', async () => {
    const hidden = await measureDay('2026-11-20', undefined, true);
    expect(hidden.rows.every((row) => row.properties.container === '__unmounted__')).toBe(true);
    const balancers = sum(hidden.loadBalancers.map(({ cost }) => cost));
    expect(sum(hidden.rows.map((row) => row.loadBalancerCost))).toBeCloseTo(2 * balancers, 9);
    expect(sum(hidden.rows.map((row) => row.pvCost))).toBeCloseTo(
      sum(hidden.disks.map(({ cost }) => cost)),
      9,
    );
  });

  it('applies events from their day on and not before', async () => {
    const events: ClusterEvent[] = [
      {
        kind: 'apply-saving',
        day: '2026-11-10',
        namespace: 'checkout',
        controller: 'checkout-api',
        requestFactor: 0.25,
      },
      {
        kind: 'scale-controller',
        day: '2026-11-10',
        namespace: 'tools',
        controller: 'old-dashboard',
        replicas: 0,
      },
      { kind: 'remove-volume', day: '2026-11-10', volume: 'pv-old-backup' },
      { kind: 'add-namespace', day: '2026-11-10', namespace: 'fresh', pods: 2 },
      { kind: 'remove-namespace', day: '2026-11-10', namespace: 'staging' },
    ];
    const model = modelAt('2099-01-01T00:00:00Z', events);
    const [before, after] = await Promise.all(
      ['2026-11-09', '2026-11-11'].map((day) => measureDay(day, model)),
    );
    if (!before || !after) throw new Error('no days');
    const checkout = [before, after].map((day) => costOf(ofNamespace(day, 'checkout')));
    expect((checkout[1] ?? 0) / (checkout[0] ?? 1)).toBeLessThan(0.5);
    const seen = (name: string) => [before, after].map((day) => ofNamespace(day, name).length > 0);
    expect([seen('fresh'), seen('staging')]).toEqual([
      [false, true],
      [true, false],
    ]);
    const has = (controller: string) =>
      [before, after].map(({ rows }) => rows.some((row) => row.properties.controller === controller));
    expect(has('old-dashboard')).toEqual([true, false]);
    expect([before, after].map(({ disks }) => disks.some((disk) => disk.name === 'pv-old-backup'))).toEqual([
      true,
      false,
    ]);
  });

  it('damages one day and no other', async () => {
    const damaged = (how: 'price-x10' | 'negative-idle' | 'partial' | 'drop-pods') =>
      modelAt('2099-01-01T00:00:00Z', [{ kind: 'damage-day', day: '2026-11-18', how }]);
    const plain = await measureDay('2026-11-18');
    const dear = await measureDay('2026-11-18', damaged('price-x10'));
    expect(costOf(dear.rows)).toBeCloseTo(10 * costOf(plain.rows), 6);
    expect(idleOf(await measureDay('2026-11-18', damaged('negative-idle')), 'cpuCost')).toBeLessThan(0);
    expect((await measureDay('2026-11-18', damaged('partial'))).seen.endMs).toBe(
      Date.parse('2026-11-18T18:00:00Z'),
    );
    expect((await measureDay('2026-11-18', damaged('drop-pods'))).rows.length).toBeLessThan(10);
    expect((await measureDay('2026-11-19', damaged('price-x10'))).rows).toEqual(
      (await measureDay('2026-11-19')).rows,
    );
  });
});
