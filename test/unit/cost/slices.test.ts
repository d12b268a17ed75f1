import { describe, expect, it } from '@jest/globals';
import { createDayFolder } from '../../../src/cost/fold.js';
import { runSlices, type Slices } from '../../../src/cost/slices.js';
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
