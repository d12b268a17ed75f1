import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DayCosts, DayRow } from '../../../src/cost/day.js';
import { resourceTotal } from '../../../src/cost/idle.js';
import { partsTotal } from '../../../src/cost/measures.js';
import { type SumRequest, sumDays, type Totals } from '../../../src/cost/sum.js';
import { sampleDay, sampleRow } from '../../support/sample-day.js';

const byNamespace: SumRequest = {
  groupBy: ['cluster', 'namespace'],
  filter: [],
  idle: 'separate',
  namespaces: null,
};
const groupTotal = (totals: Totals) => totals.groups.reduce((sum, group) => sum + group.total, 0);

describe('summing days', () => {
  it('never merges equal names of different clusters or namespaces', () => {
    const rows = [
      sampleRow({ namespace: 'a', pod: 'web-1', cost: { cpu: 1 } }),
      sampleRow({ namespace: 'b', pod: 'web-1', cost: { cpu: 2 } }),
    ];
    const days = [sampleDay(0, { rows }), sampleDay(0, { cluster: 'test', rows })];
    const totals = sumDays(days, { ...byNamespace, groupBy: ['cluster', 'namespace', 'pod'] });
    expect(totals.groups.map(({ key, total }) => [...key, total])).toEqual([
      ['prod', 'a', 'web-1', 1],
      ['prod', 'b', 'web-1', 2],
      ['test', 'a', 'web-1', 1],
      ['test', 'b', 'web-1', 2],
    ]);
  });

  it('merges over clusters where only the namespace is asked for', () => {
    const rows = [sampleRow({ cost: { cpu: 5 } })];
    const totals = sumDays([sampleDay(0, { rows }), sampleDay(0, { cluster: 'test', rows })], {
      ...byNamespace,
      groupBy: ['namespace'],
    });
    expect(totals.groups.map(({ key, total }) => [...key, total])).toEqual([['shop', 10]]);
  });

  it('keeps unclaimed volumes and idle out of a filtered answer, and says what idle is left out', () => {
    const day = sampleDay(0, {
      idle: { cpu: 100, ram: 0, gpu: 0 },
      rows: [
        sampleRow({ namespace: 'a', cost: { cpu: 30 } }),
        sampleRow({ namespace: 'b', cost: { cpu: 70 } }),
        sampleRow({ kind: 'unmounted', namespace: '', cost: { storage: 9 } }),
      ],
    });
    const filtered = sumDays([day], {
      ...byNamespace,
      filter: [{ dimension: 'namespace', negated: true, values: ['b'] }],
    });
    expect(groupTotal(filtered)).toBe(30);
    expect(resourceTotal(filtered.idle)).toBe(0);
    expect([filtered.clusterIdle, filtered.proportionalIdle]).toEqual([100, 30]);
    expect(groupTotal(sumDays([day], byNamespace))).toBe(109);
  });

  it('shows nothing of namespaces outside a scope: no row, no idle, no name', () => {
    const day = sampleDay(0, {
      idle: { cpu: 100, ram: 0, gpu: 0 },
      rows: [
        sampleRow({ namespace: 'a', cost: { cpu: 3 } }),
        sampleRow({ namespace: 'secret', cost: { cpu: 4 } }),
      ],
    });
    const filter = [{ dimension: 'namespace', negated: true, values: ['x'] }] as const;
    const totals = sumDays([day], { ...byNamespace, filter, namespaces: ['a'] });
    expect(groupTotal(totals)).toBe(3);
    expect([totals.clusterIdle, totals.proportionalIdle, resourceTotal(totals.idle)]).toEqual([0, 0, 0]);
    expect([...(totals.seen.get('namespace') ?? [])]).toEqual(['a']);
  });

  it('counts how long a row was seen once a day, however many containers it has', () => {
    const rows = [sampleRow({ container: 'a', minutes: 600 }), sampleRow({ container: 'b', minutes: 500 })];
    const totals = sumDays([sampleDay(0, { rows }), sampleDay(1, { rows })], {
      ...byNamespace,
      groupBy: ['pod'],
    });
    expect(totals.groups[0]?.minutes).toBe(1200);
  });
});

const money = fc.nat({ max: 1_000_000_000 });
const anyRow = fc
  .record({
    namespace: fc.constantFrom('a', 'b', 'c'),
    pod: fc.constantFrom('p1', 'p2', 'p3'),
    node: fc.constantFrom('n1', 'n2'),
    cpu: money,
    ram: money,
    storage: money,
  })
  .map(({ cpu, ram, storage, ...names }): DayRow => sampleRow({ ...names, cost: { cpu, ram, storage } }));
const anyDay = fc
  .record({
    number: fc.nat({ max: 6 }),
    cluster: fc.constantFrom('x', 'y'),
    rows: fc.array(anyRow, { maxLength: 12 }),
    cpu: money,
    ram: money,
  })
  .map(
    ({ number, cluster, rows, cpu, ram }): DayCosts =>
      sampleDay(number, { cluster, rows, idle: { cpu, ram, gpu: 0 } }),
  );
const seriesDays = Array.from({ length: 7 }, (_, number) => sampleDay(number).startMs);
const groupings = fc.constantFrom<SumRequest['groupBy'][]>(
  [],
  ['namespace'],
  ['cluster', 'namespace', 'pod'],
  ['node'],
  ['label:team'],
);

describe('sums hold for any days', () => {
  it('rows and idle add up to all that was paid, in every grouping and in every order of days', () => {
    fc.assert(
      fc.property(
        fc.array(anyDay, { maxLength: 8 }),
        groupings,
        fc.constantFrom('separate' as const, 'share' as const),
        (days, groupBy, idle) => {
          const paid = days.reduce(
            (sum, day) =>
              sum + resourceTotal(day.idle) + day.rows.reduce((cost, row) => cost + partsTotal(row.cost), 0),
            0,
          );
          for (const order of [days, [...days].reverse()]) {
            const totals = sumDays(order, { ...byNamespace, groupBy, idle, seriesDays });
            expect(groupTotal(totals) + resourceTotal(totals.idle)).toBe(paid);
            for (const group of totals.groups) {
              expect(partsTotal(group.cost)).toBe(group.total);
              expect(group.byDay.reduce((sum, cost) => sum + cost, 0)).toBe(group.total);
            }
          }
        },
      ),
    );
  });

  it('splitting a filter into its parts adds up, with idle shared before filtering', () => {
    const only = (name: string): SumRequest['filter'] => [
      { dimension: 'namespace', negated: false, values: [name] },
    ];
    fc.assert(
      fc.property(fc.array(anyDay, { maxLength: 6 }), (days) => {
        const request: SumRequest = { ...byNamespace, idle: 'share' };
        const parts = ['a', 'b', 'c'].map((name) =>
          groupTotal(sumDays(days, { ...request, filter: only(name) })),
        );
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(groupTotal(sumDays(days, request)));
      }),
    );
  });
});
