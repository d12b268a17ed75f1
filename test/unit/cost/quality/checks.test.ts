import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { DayFacts } from '../../../../src/cost/quality/day-facts.js';
import { checks, judgeDay } from '../../../../src/cost/quality/index.js';
import { defaultLimits } from '../../../../src/cost/quality/limits.js';
import { checkNegativeIdle } from '../../../../src/cost/quality/negative-idle.js';
import { neighbourChecks } from '../../../../src/cost/quality/neighbours.js';
import { checkReconciliation } from '../../../../src/cost/quality/reconciliation.js';

const dollars = (amount: number) => Math.round(amount * 100_000);

/** A good day: $100 of nodes, $60 of them allocated, $10 of volumes, $2 of load balancers. */
const good: DayFacts = {
  currency: 'USD',
  closed: true,
  elapsedMinutes: 1440,
  coveredMinutes: 1440,
  ordinaryRows: 50,
  workloads: { cpu: dollars(40), ram: dollars(20), gpu: 0 },
  idle: { cpu: dollars(30), ram: dollars(10), gpu: 0 },
  storage: dollars(10),
  loadBalancers: dollars(2),
  assets: { nodeCount: 4, nodes: dollars(100), disks: dollars(10), loadBalancers: dollars(2) },
  ghostRows: 0,
  spanlessRows: 0,
  otherDayRows: 0,
  nullRows: 0,
  nullFields: [],
  negativeRows: 0,
  negativeCost: 0,
  hourlessRows: 0,
  hourlessCost: 0,
};

function judge(facts: Partial<DayFacts>): string[] {
  const { state, findings } = judgeDay({ ...good, ...facts });
  return [state, ...findings.map((finding) => `${finding.check} ${finding.severity}: ${finding.reason}`)];
}

const idle = (cpu: number) => ({ cpu: dollars(cpu), ram: dollars(40 - cpu), gpu: 0 });

describe('the checks of a day', () => {
  it('are all listed', () => {
    const files = readdirSync(new URL('../../../../src/cost/quality/', import.meta.url));
    const apart = ['index.ts', 'day-facts.ts', 'wording.ts', 'limits.ts', 'neighbours.ts', 'levels.ts'];
    expect(files.filter((file) => !apart.includes(file))).toHaveLength(
      checks.length + neighbourChecks.length,
    );
  });

  it('find nothing on a good day', () => {
    expect(judge({})).toEqual(['sealed']);
  });

  it('hold back what OpenCost could not compute, by the names of the fields', () => {
    expect(judge({ nullRows: 2, nullFields: ['cpuCost', 'ramCost'] })).toEqual([
      'quarantined',
      'nulls held: 2 rows without a figure for cpuCost, ramCost',
    ]);
  });

  it('hold back an answer that is that of another day', () => {
    expect(judge({ otherDayRows: 50 })).toEqual([
      'quarantined',
      'other-day held: 50 rows of another time than was asked for',
    ]);
  });

  it('hold back negative costs from a cent on', () => {
    expect(judge({ negativeRows: 1, negativeCost: -dollars(3.2) })).toEqual([
      'quarantined',
      'negative-cost held: 1 row with a negative cost, −$3.20 in all',
    ]);
    expect(judge({ negativeRows: 1, negativeCost: -2 })[0]).toBe('sealed');
  });

  it('hold back money for no hours', () => {
    expect(judge({ hourlessRows: 3, hourlessCost: dollars(12) })).toEqual([
      'quarantined',
      'hourless held: 3 rows with a cost of $12.00 but no hours',
    ]);
  });

  it('take 1,425 minutes for a whole day, and less for a part', () => {
    expect(judge({ coveredMinutes: 1425 })).toEqual(['sealed']);
    expect(judge({ coveredMinutes: 1424 })).toEqual([
      'partial',
      'coverage partial: nodes seen for 1,424 of 1,440 minutes',
    ]);
  });

  it('hold a running day against the time that is over, and only note that it lags', () => {
    const live = { closed: false, elapsedMinutes: 535 };
    expect(judge({ ...live, coveredMinutes: 520 })).toEqual(['live']);
    expect(judge({ ...live, coveredMinutes: 300 })).toEqual([
      'live',
      'coverage note: nodes seen for 300 of 535 minutes so far',
    ]);
  });

  it('note what was dropped', () => {
    expect(judge({ ghostRows: 4, spanlessRows: 1 })).toEqual([
      'sealed',
      'spans note: 1 row left out that lasts no time',
      'ghosts note: 4 rows of under 5 minutes at midnight left out',
    ]);
  });

  it('name money in the cluster’s own currency', () => {
    const facts = { ...good, currency: 'EUR', negativeRows: 1, negativeCost: -dollars(3.2) };
    expect(judgeDay(facts).findings[0]?.reason).toContain('−€3.20');
  });
});

describe('negative idle', () => {
  it('is noted up to 5 % of what the nodes cost, and holds the day back above', () => {
    const severity = (cpu: number) =>
      checkNegativeIdle({ ...good, idle: idle(cpu) }, defaultLimits)?.severity;
    expect([severity(0), severity(-0.005), severity(-1), severity(-5), severity(-5.01)]).toEqual([
      undefined,
      undefined,
      'note',
      'note',
      'held',
    ]);
  });

  it('is judged mildly in the first minutes of a day, where the edges weigh most', () => {
    const young = { ...good, closed: false, elapsedMinutes: 30, coveredMinutes: 30 };
    expect(checkNegativeIdle({ ...young, idle: idle(-20) }, defaultLimits)?.severity).toBe('note');
  });
});

describe('reconciliation', () => {
  const severity = (facts: Partial<DayFacts>) =>
    checkReconciliation({ ...good, ...facts }, defaultLimits)?.severity;
  const nodes = (amount: number) => ({ assets: { ...good.assets, nodes: dollars(amount) } });

  it('agrees within 1 %, notes up to 5 %, and holds the day back above', () => {
    expect([100, 100.9, 98, 104, 106, 90].map((amount) => severity(nodes(amount)))).toEqual([
      undefined,
      undefined,
      'note',
      'note',
      'held',
      'held',
    ]);
  });

  it('holds the day back for volumes and load balancers that cost more than their assets', () => {
    expect(severity({ storage: dollars(12) })).toBe('held');
    expect(severity({ loadBalancers: dollars(4) })).toBe('held');
  });

  it('only notes disks and balancers that no row pays for, and those that are not listed at all', () => {
    expect(severity({ storage: dollars(3) })).toBe('note');
    expect(severity({ assets: { ...good.assets, disks: 0 } })).toBe('note');
  });

  it('does not hold a day back for a few cents', () => {
    expect(severity({ loadBalancers: dollars(2.5) })).toBe('note');
    expect(severity({ loadBalancers: dollars(2.05) })).toBeUndefined();
  });

  it('says so where there are no nodes to compare with', () => {
    const none = { nodeCount: 0, nodes: 0, disks: 0, loadBalancers: 0 };
    expect(checkReconciliation({ ...good, assets: none }, defaultLimits)).toMatchObject({
      severity: 'note',
      reason: 'no nodes in the assets to hold the rows against',
    });
  });
});
