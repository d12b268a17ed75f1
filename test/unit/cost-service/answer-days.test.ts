import { describe, expect, it } from '@jest/globals';
import { dayMs } from '../../../src/cost/time.js';
import { dayReport, unreadOf } from '../../../src/cost-service/answer-days.js';
import type { DayOutcome } from '../../../src/cost-service/day-outcome.js';
import { everything } from '../../../src/cost-service/question.js';
import { KubecentError } from '../../../src/errors.js';
import { sampleDay, someMidnightMs } from '../../support/sample-day.js';
import { sealedDay } from '../../support/sealed-day.js';

const failure = new KubecentError({ code: 'OPENCOST_DOWN', userMessage: 'OpenCost cannot be reached.' });

function outcome(dayNumber: number, fields: Partial<DayOutcome> = {}): DayOutcome {
  const startMs = someMidnightMs + dayNumber * dayMs;
  return {
    planned: { cluster: 'prod', startMs, endMs: startMs + dayMs, closed: true, role: 'window' },
    day: null,
    sealed: null,
    lacking: null,
    stale: false,
    failure: null,
    from: 'cache',
    ...fields,
  };
}

describe('what an answer says of a day', () => {
  it.each([
    ['unread', {}],
    ['failed', { failure }],
    ['expired', { sealed: sealedDay(0, 'final'), lacking: 'expired' }],
    ['coarse', { sealed: sealedDay(0, 'final'), lacking: 'coarse' }],
    ['failed', { sealed: sealedDay(0, 'final'), lacking: 'expired', failure }],
  ] as const)('is missing because %s', (missing, fields) => {
    expect(dayReport(outcome(0, fields), everything)).toMatchObject({
      state: 'missing',
      missing,
      coveredMinutes: 0,
    });
  });

  it('is empty where OpenCost has nothing of it', () => {
    expect(dayReport(outcome(0, { day: sampleDay(0, { state: 'missing' }) }), everything).missing).toBe(
      'empty',
    );
  });

  it('is not missing where it is known, and nothing was replaced or overruled', () => {
    const report = dayReport(outcome(0, { day: sampleDay(0) }), everything);
    expect(report).toMatchObject({ missing: null, restated: null, accepted: null });
  });

  it('has what the ledger knows of it, with its rows or without', () => {
    const restated = { fromTotal: 123_450_000, atMs: someMidnightMs + 7 * dayMs };
    const accepted = { why: 'the price is right', atMs: someMidnightMs + 8 * dayMs };
    const sealed = sealedDay(0, 'final', { restated, accepted });
    expect(dayReport(outcome(0, { sealed, day: sampleDay(0) }), everything)).toMatchObject({
      restated,
      accepted,
    });
    expect(dayReport(outcome(0, { sealed, lacking: 'expired' }), everything)).toMatchObject({
      restated,
      accepted,
    });
  });

  it('says nothing of what a whole cluster costs to those who see some of its namespaces', () => {
    const restated = { fromTotal: 123_450_000, atMs: someMidnightMs + 7 * dayMs };
    const accepted = { why: 'the bill says $5,120', atMs: someMidnightMs + 8 * dayMs };
    const reason = 'no pods in the answer while nodes cost $31.10';
    const finding = { check: 'no-pods', severity: 'held' as const, reason, figures: { nodeCost: 31.1 } };
    const day = sampleDay(0, { state: 'quarantined', findings: [finding] });
    const sealed = sealedDay(0, 'quarantined', { restated, accepted });
    const report = dayReport(outcome(0, { sealed, day }), { clusters: null, namespaces: ['shop'] });
    expect(report).toMatchObject({ state: 'quarantined', restated: null, accepted: null });
    expect(JSON.stringify(report.findings)).not.toMatch(/31|\$/);
  });
});

describe('what is still being read', () => {
  const read = outcome(0, { day: sampleDay(0), tookMs: 4_000 });

  it('is nothing where each day is known, failed or not kept so finely', () => {
    const days = [read, outcome(1, { failure }), outcome(2, { lacking: 'coarse' })];
    expect(unreadOf([...days, outcome(3, { lacking: 'expired' })])).toBeNull();
  });

  it('is counted of all days of the question', () => {
    const days = [read, outcome(1, { lacking: 'expired' }), outcome(2), outcome(3)];
    expect(unreadOf(days)).toMatchObject({ days: 2, total: 4 });
    expect(unreadOf(days)?.secondsLeft).toBeGreaterThan(0);
  });

  it('takes an unknown time where no day was read', () => {
    expect(unreadOf([outcome(0)])).toEqual({ days: 1, total: 1, secondsLeft: null });
  });
});
