import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Allocation, costPartNames } from '../../../src/cost/allocation.js';
import type { DayRow } from '../../../src/cost/day.js';
import { createDayFolder } from '../../../src/cost/fold.js';
import { dayMs, minuteMs } from '../../../src/cost/time.js';
import { sampleAllocation, sampleDayMs } from '../../support/sample-allocation.js';

const day = { cluster: 'prod', currency: 'USD', startMs: sampleDayMs, endMs: sampleDayMs + dayMs };

const anyMoney = fc.integer({ min: 0, max: 1e9 });
const anyCores = fc.double({ min: 0, max: 64, noNaN: true });
const anyRow: fc.Arbitrary<Allocation> = fc
  .record({
    namespace: fc.constantFrom('shop', 'batch', 'data'),
    controllerKind: fc.constantFrom('deployment', 'job', ''),
    controller: fc.constantFrom('web', 'import', 'import-x7k2p', 'import-bcdfg', 'report-29919000'),
    pod: fc.constantFrom('p1', 'p2', 'p3'),
    container: fc.constantFrom('main', 'agent', '__unmounted__'),
    node: fc.constantFrom('node-a', 'node-b'),
    labels: fc.constantFrom<Record<string, string>>({}, { team: 'a' }, { team: 'b', job_name: 'x' }),
    minutes: fc.integer({ min: 6, max: 1440 }),
    cost: fc.record({
      cpu: anyMoney,
      ram: anyMoney,
      gpu: anyMoney,
      storage: anyMoney,
      network: anyMoney,
      loadBalancer: anyMoney,
      other: anyMoney,
    }),
    cpuCoreHours: anyCores,
    cpuCoreUsageAverage: anyCores,
    cpuCoreUsageMax: fc.option(anyCores),
    ramByteHours: anyCores,
    ramByteUsageAverage: anyCores,
  })
  .map((fields) => sampleAllocation({ ...fields, endMs: sampleDayMs + fields.minutes * minuteMs }));

function foldRows(rows: readonly Allocation[]): { rows: readonly DayRow[]; labels: readonly object[] } {
  const folder = createDayFolder(day);
  for (const row of rows) folder.add(row);
  const folded = folder.finish({ assets: [], nowMs: day.endMs, closed: true });
  return { rows: folded.rows, labels: folded.labelSets };
}

const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 20 });

/** A day's rows without the order they came in. */
function fingerprint(rows: readonly Allocation[]): string[] {
  const folded = foldRows(rows);
  return folded.rows
    .map((row) => {
      const {
        kind,
        namespace,
        controllerKind,
        controller,
        pod,
        container,
        node,
        cost,
        used,
        runs,
        minutes,
        podMinutes,
      } = row;
      const names = [
        kind,
        namespace,
        controllerKind,
        controller,
        pod,
        container,
        node,
        folded.labels[row.labelSet],
      ];
      return JSON.stringify([names, cost, used, runs, minutes, podMinutes]);
    })
    .sort();
}

describe('folding', () => {
  it('loses and invents no money, part by part', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const folded = foldRows(rows).rows;
        fc.pre(folded.length > 0);
        for (const part of costPartNames) {
          const before = rows.reduce((sum, row) => sum + row.cost[part], 0);
          expect(folded.reduce((sum, row) => sum + row.cost[part], 0)).toBe(before);
        }
      }),
    );
  });

  it('does not depend on the order of the rows', () => {
    const shuffled = anyRows.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([rows, others]) => expect(fingerprint(others)).toEqual(fingerprint(rows))),
    );
  });

  it('has used costs from zero to the cost', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        for (const row of foldRows(rows).rows) {
          for (const resource of ['cpu', 'ram'] as const) {
            expect(row.used[resource]).toBeGreaterThanOrEqual(0);
            expect(row.used[resource]).toBeLessThanOrEqual(row.cost[resource]);
          }
        }
      }),
    );
  });

  it('counts each pod of each node once', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const ordinary = rows.filter((row) => row.container !== '__unmounted__');
        const pods = new Set(ordinary.map((row) => `${row.namespace} ${row.pod} ${row.node}`));
        expect(foldRows(rows).rows.reduce((sum, row) => sum + row.runs, 0)).toBe(pods.size);
      }),
    );
  });

  it('is plain JSON', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const folded = foldRows(rows);
        expect(JSON.parse(JSON.stringify(folded))).toEqual(folded);
      }),
    );
  });
});
