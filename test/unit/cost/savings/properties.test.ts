import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DayCosts, DayRow } from '../../../../src/cost/day.js';
import { resourceTotal } from '../../../../src/cost/idle.js';
import { findSavings, moneyOf } from '../../../../src/cost/savings/index.js';
import { sampleDay, sampleRow } from '../../../support/sample-day.js';
import { evidenceOf, gib, usingRow } from '../../../support/savings-evidence.js';

const namespaces = ['a', 'b', 'kube-system'];
const amount = (max: number) => fc.double({ min: 0, max, noNaN: true });
const maybe = (max: number) => fc.option(amount(max), { nil: null });

const container = fc
  .record({
    namespace: fc.constantFrom(...namespaces),
    controllerKind: fc.constantFrom('deployment', 'statefulset', 'daemonset', 'job', ''),
    pod: fc.constantFrom('p', 'q'),
    container: fc.constantFrom('app', 'proxy'),
    minutes: fc.constantFrom(1440, 1430, 300),
    cpuRequest: amount(4),
    cpuUsed: amount(6),
    cpuMax: maybe(8),
    ramRequestGib: amount(16),
    ramUsedGib: amount(16),
    ramMaxGib: maybe(20),
  })
  .map(
    ({ namespace, controllerKind, pod, container: name, minutes, ...usage }): DayRow =>
      usingRow(usage, { namespace, controllerKind, pod, container: name, minutes }),
  );
const volume = fc.nat(500_000).map((storage) =>
  sampleRow({
    kind: 'unmounted',
    namespace: '',
    controller: '',
    pod: '',
    container: '',
    minutes: 0,
    pvByteHours: gib,
    cost: { storage },
  }),
);
/** Days whose nodes cost what was allocated on them and idle. */
const days = fc
  .array(
    fc.record({
      rows: fc.array(fc.oneof({ weight: 5, arbitrary: container }, { weight: 1, arbitrary: volume }), {
        maxLength: 8,
      }),
      idle: fc.record({ cpu: fc.nat(900_000), ram: fc.nat(900_000), gpu: fc.nat(9_000) }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) =>
    list.map(({ rows, idle }, number): DayCosts => {
      const allocated = rows.reduce((sum, { cost }) => sum + cost.cpu + cost.ram, 0);
      return sampleDay(number, { rows, idle, nodeTotal: allocated + resourceTotal(idle) });
    }),
  );

const monthly = (money: number, list: readonly DayCosts[]) => Math.floor((money * 730) / (24 * list.length));
const sum = (list: readonly DayCosts[], of: (day: DayCosts) => number) =>
  list.reduce((total, day) => total + of(day), 0);

describe('savings of any cluster', () => {
  it('are whole units, never below zero and never above what the thing costs', () => {
    fc.assert(
      fc.property(days, (list) => {
        for (const { moneyPerMonth, costPerMonth, what } of findSavings(evidenceOf(list)).recommendations) {
          expect([what, Number.isSafeInteger(moneyPerMonth), moneyPerMonth >= 0]).toEqual([what, true, true]);
          expect(moneyPerMonth).toBeLessThanOrEqual(costPerMonth);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('idle and requests that could shrink are disjoint: together never above what the nodes cost', () => {
    fc.assert(
      fc.property(days, (list) => {
        const { recommendations, small, freesCapacity, canGoNow } = findSavings(evidenceOf(list));
        const used = sum(list, ({ rows }) =>
          rows.reduce((total, row) => total + row.used.cpu + row.used.ram, 0),
        );
        const nodes = sum(list, ({ nodeTotal }) => nodeTotal);
        expect(freesCapacity).toBeLessThanOrEqual(monthly(nodes - used, list) + 1);
        const storage = sum(list, ({ rows }) => rows.reduce((total, { cost }) => total + cost.storage, 0));
        expect(canGoNow).toBeLessThanOrEqual(monthly(storage, list));
        expect(moneyOf(recommendations)).toBe(freesCapacity + canGoNow);
        expect(small.money).toBeLessThan(Math.max(1, small.count * 100_000));
      }),
      { numRuns: 300 },
    );
  });

  it('add up over namespaces', () => {
    fc.assert(
      fc.property(days, (list) => {
        const sized = (filter: Parameters<typeof evidenceOf>[1]) =>
          findSavings(evidenceOf(list, filter))
            .recommendations.filter(({ kind }) => kind === 'over-requested')
            .map(({ namespace, controllerKind, container: name, moneyPerMonth }) =>
              [namespace, controllerKind, name, moneyPerMonth].join(' '),
            )
            .sort();
        const parts = namespaces.flatMap((name) =>
          sized([{ dimension: 'namespace', negated: false, values: [name] }]),
        );
        expect(parts.sort()).toEqual(sized([]));
      }),
      { numRuns: 200 },
    );
  });

  it('do not depend on the order of days', () => {
    fc.assert(
      fc.property(days, (list) => {
        expect(findSavings(evidenceOf([...list].reverse())).recommendations.map(({ what }) => what)).toEqual(
          findSavings(evidenceOf(list)).recommendations.map(({ what }) => what),
        );
      }),
      { numRuns: 100 },
    );
  });
});
