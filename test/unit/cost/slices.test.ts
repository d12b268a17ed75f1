import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDayFolder } from '../../../src/cost/fold.js';
import { runSlices, type Slices, sortInSlices } from '../../../src/cost/slices.js';
import { sumDays, sumDaysInSlices } from '../../../src/cost/sum.js';
import { sampleAllocation, sampleDayMs } from '../../support/sample-allocation.js';

const rows = 10_000;
const nowMs = sampleDayMs + 3 * 86_400_000;

function manyContainers() {
  const folder = createDayFolder({
    cluster: 'prod',
    currency: 'USD',
    startMs: sampleDayMs,
    endMs: sampleDayMs + 86_400_000,
  });
  for (let pod = 0; pod < rows; pod += 1) {
    folder.add(sampleAllocation({ namespace: `ns-${pod % 7}`, pod: `web-${pod}`, cost: { cpu: pod } }));
  }
  return folder;
}

/** The result and how often others could have had a turn. */
function count<T>(slices: Slices<T>): { turns: number; result: T } {
  let turns = 0;
  const counted = (function* (): Slices<T> {
    for (;;) {
      const slice = slices.next();
      if (slice.done) return slice.value;
      turns += 1;
      yield;
    }
  })();
  return { result: runSlices(counted), turns };
}

describe('a day of many rows', () => {
  it('is finished in slices, with the same result as in one go', () => {
    const context = { assets: [], nowMs, closed: true };
    const { result, turns } = count(manyContainers().finishInSlices(context));
    expect(result).toEqual(manyContainers().finish(context));
    expect(turns).toBeGreaterThanOrEqual(8);
  });

  it('is summed in slices, with the same result as in one go', () => {
    const day = manyContainers().finish({ assets: [], nowMs, closed: true });
    const request = { groupBy: ['namespace'], filter: [], idle: 'separate', namespaces: null } as const;
    const { result, turns } = count(sumDaysInSlices([day, day], request));
    expect(result).toEqual(sumDays([day, day], request));
    expect(turns).toBe(10);
  });
});

describe('sorting in slices', () => {
  const byValue = (a: { value: number }, b: { value: number }) => a.value - b.value;
  /** Few different values, so that most items are equal to others. */
  const items = (values: readonly number[]) => values.map((value, place) => ({ value: value % 5, place }));

  it('gives what sorting in one go gives, equal items in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 0, maxLength: 12 }), fc.nat(2_500), (seeds, times) => {
        const many = items(
          Array.from({ length: seeds.length * times }, (_, at) => seeds[at % seeds.length] ?? 0),
        );
        expect(runSlices(sortInSlices(many, byValue))).toEqual([...many].sort(byValue));
      }),
      { numRuns: 25 },
    );
  });

  it('takes no turn for a few items, and many for many', () => {
    expect(count(sortInSlices(items([3, 1, 2]), byValue)).turns).toBe(0);
    const many = items(Array.from({ length: rows }, (_, at) => at * 7));
    expect(count(sortInSlices(many, byValue)).turns).toBeGreaterThanOrEqual(8);
  });
});
