import { describe, expect, it } from '@jest/globals';
import type { DayRow } from '../../../../src/cost/day.js';
import { findSavings } from '../../../../src/cost/savings/index.js';
import { evidenceOf, type Usage, usingRow, week } from '../../../support/savings-evidence.js';

const without: Usage = {
  cpuRequest: 0,
  cpuUsed: 0.25,
  cpuMax: 0.5,
  ramRequestGib: 0,
  ramUsedGib: 0.75,
  ramMaxGib: 0.8,
};
const savingsOf = (usage: Partial<Usage>, fields: Partial<DayRow> = {}) =>
  findSavings(evidenceOf(week(() => [usingRow({ ...without, ...usage }, fields)])));

describe('containers without requests', () => {
  it('are a risk without money, with what they cost', () => {
    const { recommendations, canGoNow, freesCapacity } = savingsOf({}, { controller: 'scratch' });
    // 24 h × (0.25 cores × $0.10 + 0.75 GiB × $0.01) a day, × 730 ÷ 24
    expect(recommendations).toEqual([
      expect.objectContaining({
        kind: 'no-requests',
        what: 'no requests: scratch/web',
        moneyPerMonth: 0,
        costPerMonth: 2_372_500,
        figure: 'none',
        risk: 'high',
        priority: 'medium',
        nextStep: 'set requests for CPU and memory',
        evidence:
          'no request for CPU and memory; it uses 250 mCPU and 768 MiB on average; ' +
          '1 replica on average on 7 days, 16 Nov to 22 Nov',
      }),
    ]);
    expect([canGoNow, freesCapacity]).toEqual([0, 0]);
  });

  it.each([
    [{ cpuRequest: 0.3 }, 'no memory request: web', 'medium'],
    [{ ramRequestGib: 1 }, 'no CPU request: web', 'low'],
  ])('name what is missing: %j', (usage, what, risk) => {
    expect(savingsOf(usage).recommendations).toEqual([expect.objectContaining({ what, risk })]);
  });

  it('are only counted where they cost next to nothing', () => {
    const { recommendations, leftOut } = savingsOf({ cpuUsed: 0.001, ramUsedGib: 0.001 });
    expect(recommendations).toEqual([]);
    expect(leftOut).toEqual([{ what: 'containers without requests that cost too little to list', count: 1 }]);
  });
});
