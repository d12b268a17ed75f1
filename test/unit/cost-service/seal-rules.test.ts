import { describe, expect, it } from '@jest/globals';
import type { DayCosts, Finding } from '../../../src/cost/day.js';
import { defaultLimits } from '../../../src/cost/quality/limits.js';
import { dayMs, hourMs } from '../../../src/cost/time.js';
import { secondLook } from '../../../src/cost-service/seal-rules.js';
import { sampleDay, someMidnightMs } from '../../support/sample-day.js';
import { sealedDay } from '../../support/sealed-day.js';

const endMs = someMidnightMs + dayMs;
const hoursAfter = (hours: number) => endMs + hours * hourMs;
const held: Finding = { check: 'nulls', severity: 'held', reason: '3 rows without a figure', figures: {} };
const part: Finding = { check: 'coverage', severity: 'partial', reason: 'seen for 600 minutes', figures: {} };
const noAssets: Finding = { check: 'assets', severity: 'note', reason: 'not read', figures: {} };

function answer(fields: Partial<DayCosts> = {}, total = 10_000_000, hash = 'newer') {
  return { day: sampleDay(0, { state: 'final', ...fields }), hash, total };
}
const look = (
  sealed: Parameters<typeof secondLook>[0],
  again: ReturnType<typeof answer>,
  nowMs = hoursAfter(25),
) => secondLook(sealed, again, defaultLimits, nowMs);
const complete = sealedDay(0, 'sealed');
const kinds = (totals: readonly number[]) =>
  totals.map((total) => look(sealedDay(0, 'sealed', { total: 10_000_000 }), answer({}, total)).kind);

describe('a complete day that is looked at again', () => {
  it('is final where nothing changed', () => {
    const again = answer({}, 10_000_000, 'first');
    expect(look(complete, again)).toEqual({ kind: 'same', state: 'final', findings: [] });
  });

  it('takes the newer answer over silently under 0.5 %, and restates it from there on', () => {
    expect(kinds([10_000_000, 10_049_999, 9_950_001, 10_050_000, 9_950_000])).toEqual([
      'replace',
      'replace',
      'replace',
      'restate',
      'restate',
    ]);
  });

  it('restates from $10 on, however small a part that is', () => {
    const large = sealedDay(0, 'sealed', { total: 1_000_000_000 });
    expect(look(large, answer({}, 1_000_999_999)).kind).toBe('replace');
    expect(look(large, answer({}, 1_001_000_000)).kind).toBe('restate');
  });

  it('is not restated for less than a cent', () => {
    const nearlyFree = sealedDay(0, 'sealed', { total: 0 });
    expect(look(nearlyFree, answer({}, 999)).kind).toBe('replace');
    expect(look(nearlyFree, answer({}, 1_000)).kind).toBe('restate');
  });

  it.each([
    [
      'failed its checks',
      { state: 'quarantined', findings: [held] },
      'the newer answer failed a check (3 rows without a figure)',
    ],
    [
      'is part of the day',
      { state: 'partial', coveredMinutes: 600, findings: [part] },
      'OpenCost showed less of the day',
    ],
    ['is empty', { state: 'missing', coveredMinutes: 0 }, 'OpenCost had nothing of the day'],
    [
      'could not be reconciled',
      { state: 'sealed', findings: [noAssets] },
      'OpenCost gave no nodes and disks',
    ],
  ] as const)(
    'keeps its figures where the newer answer %s, and is final after 36 hours',
    (_name, fields, why) => {
      const again = answer(fields, 0);
      expect(look(complete, again, hoursAfter(35.9))).toEqual({
        kind: 'keep',
        state: 'sealed',
        findings: [],
      });
      expect(look(complete, again, hoursAfter(36))).toEqual({
        kind: 'keep',
        state: 'final',
        findings: [
          {
            check: 'second-look',
            severity: 'note',
            reason: `asked again on 18 Nov, ${why}: the earlier answer stands`,
            figures: {},
          },
        ],
      });
    },
  );
});

describe('other days that are looked at again', () => {
  it('are replaced silently where no figure was shown', () => {
    for (const state of ['quarantined', 'missing'] as const) {
      expect(look(sealedDay(0, state, { total: 5 }), answer()).kind).toBe('replace');
    }
    const worse = answer({ state: 'quarantined', findings: [held] });
    expect(look(sealedDay(0, 'quarantined', { findings: [held] }), worse).kind).toBe('replace');
  });

  it('are restated where part of them was shown', () => {
    const partial = sealedDay(0, 'partial', { coveredMinutes: 600, findings: [part] });
    expect(look(partial, answer({}, 20_000_000)).kind).toBe('restate');
  });

  it('keep the part that was seen longer', () => {
    const partial = sealedDay(0, 'partial', { coveredMinutes: 600, findings: [part] });
    const again = (coveredMinutes: number) =>
      look(
        partial,
        answer({ state: 'partial', coveredMinutes, findings: [part] }, 20_000_000),
        hoursAfter(400),
      );
    expect(again(599)).toEqual({ kind: 'keep', state: 'partial', findings: [part] });
    expect(again(600).kind).toBe('restate');
  });

  it('keep what was held back where OpenCost has nothing any more', () => {
    const sealed = sealedDay(0, 'quarantined', { findings: [held] });
    expect(look(sealed, answer({ state: 'missing' }), hoursAfter(100))).toEqual({
      kind: 'keep',
      state: 'quarantined',
      findings: [held],
    });
  });

  it('follow the checks where the figures are the same', () => {
    const sealed = sealedDay(0, 'quarantined', { findings: [held] });
    expect(look(sealed, answer({}, 10_000_000, 'first'))).toEqual({
      kind: 'same',
      state: 'final',
      findings: [],
    });
  });

  it('stay as they are where they are final or a person accepted them', () => {
    const accepted = { why: 'known', atMs: hoursAfter(2) };
    expect(look(sealedDay(0, 'final'), answer({}, 90_000_000)).kind).toBe('keep');
    expect(look(sealedDay(0, 'sealed', { accepted }), answer({}, 90_000_000)).kind).toBe('keep');
  });
});
