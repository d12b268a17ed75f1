import { describe, expect, it } from '@jest/globals';
import type { Asset } from '../../../../src/cost/allocation.js';
import { createDayFolder } from '../../../../src/cost/fold.js';
import { dayMs, hourMs, minuteMs, startOfUtcDay } from '../../../../src/cost/time.js';
import { allocationsOf, assetsOf } from '../../../support/opencost-answer.js';
import { sampleNode } from '../../../support/sample-allocation.js';

/** Folds a verbatim answer as the day that it is of; what became of it must not depend on our own rows. */
function judge(file: string, assets: readonly Asset[], live?: { nowMs: number }) {
  const rows = allocationsOf(file);
  const startMs = startOfUtcDay(rows[0]?.startMs ?? 0);
  const folder = createDayFolder({ cluster: 'prod', currency: 'USD', startMs, endMs: startMs + dayMs });
  for (const row of rows) folder.add(row);
  const nowMs = live?.nowMs ?? startMs + dayMs + hourMs;
  return folder.finish({ assets, nowMs, closed: live === undefined });
}

/** Assets that cost what the answer's rows and idle add up to, seen for so many minutes from midnight on. */
function assetsOfRows(
  date: string,
  minutes: number,
  costs: { nodes: number; disks: number; balancers: number },
) {
  const startMs = Date.parse(date);
  const seen = { startMs, endMs: startMs + minutes * minuteMs, minutes };
  return [
    sampleNode({ ...seen, totalCost: costs.nodes }),
    sampleNode({ ...seen, type: 'disk', name: 'pv-1', totalCost: costs.disks }),
    sampleNode({ ...seen, type: 'disk', name: 'node-a', totalCost: 40_000 }),
    sampleNode({ ...seen, type: 'loadBalancer', name: 'payments/api', totalCost: costs.balancers }),
  ];
}

describe('days as a real OpenCost answers them', () => {
  it('a good day passes every check', () => {
    expect(judge('01-day-namespace-idle.json', assetsOf('06-assets-day.json'))).toMatchObject({
      state: 'sealed',
      findings: [],
    });
  });

  it('a day whose pods OpenCost could not read is held back, though it answered 200', () => {
    const day = judge('14-pods-hidden-namespace-idle.json', assetsOf('06-assets-day.json'));
    expect(day.state).toBe('quarantined');
    expect(day.findings.map((finding) => [finding.check, finding.severity, finding.reason])).toEqual([
      ['no-pods', 'held', 'no pods in the answer while nodes cost $38.21'],
      ['reconciliation', 'held', 'load balancers in rows against assets: $1.20 and $0.60 are 50.0 % apart'],
    ]);
  });

  it('the same day is held back while it runs, and where assets could not be read', () => {
    const nowMs = Date.parse('2026-11-20T09:00:00Z');
    expect(judge('14-pods-hidden-namespace-idle.json', assetsOf('06-assets-day.json'), { nowMs }).state).toBe(
      'quarantined',
    );
    expect(
      judge('14-pods-hidden-namespace-idle.json', []).findings.map((finding) => finding.check),
    ).toContain('no-pods');
  });

  it('a day without node prices for two thirds of it is held back for its negative idle', () => {
    const negativeIdleAssets = assetsOfRows('2026-10-13', 1440, {
      nodes: 874_000,
      disks: 96_000,
      balancers: 20_000,
    });
    const day = judge('11-negative-idle-day-namespace.json', negativeIdleAssets);
    expect(day.state).toBe('quarantined');
    expect(day.findings[0]).toMatchObject({ check: 'negative-idle', severity: 'held' });
    expect(day.findings[0]?.reason).toMatch(/^idle is −\$7\.09, 81\.1 % of what nodes cost/);
    expect(judge('11-negative-idle-day-namespace.json', []).state).toBe('quarantined');
  });

  it('a day with an outage is true, but partial', () => {
    const assets = assetsOfRows('2026-10-29', 1080, { nodes: 1_987_200, disks: 86_400, balancers: 45_208 });
    const day = judge('10-outage-day-namespace-idle.json', assets);
    expect(day).toMatchObject({ state: 'partial', coveredMinutes: 1080 });
    expect(day.findings.map((finding) => finding.check)).toEqual(['coverage']);
  });

  it('today until 06:00 is live, without a finding', () => {
    const nowMs = Date.parse('2026-11-24T06:02:00Z');
    const assets = assetsOfRows('2026-11-24', 360, { nodes: 955_201, disks: 28_800, balancers: 15_208 });
    const day = judge('09-partial-today-namespace-idle.json', assets, { nowMs });
    expect(day).toMatchObject({ state: 'live', coveredMinutes: 360, findings: [] });
  });
});
