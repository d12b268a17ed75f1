import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DayState } from '../../../src/cost/day.js';
import { dayMs, hourMs, minuteMs } from '../../../src/cost/time.js';
import type { SealedDay } from '../../../src/cost-service/ledger-ports.js';
import { firstLookMs, nextLookMs, retryMs } from '../../../src/cost-service/look-times.js';
import { someMidnightMs } from '../../support/sample-day.js';
import { sealedDay } from '../../support/sealed-day.js';

const startMs = someMidnightMs;
const endMs = startMs + dayMs;
const late = endMs + 90 * dayMs;
/** Hours after the day's end. */
const nextHours = (sealed: SealedDay | null, nowMs = late) => {
  const ms = nextLookMs({ startMs, sealed, failure: null, nowMs });
  return ms === null ? null : (ms - endMs) / hourMs;
};

describe('the next look at a day', () => {
  it('comes first 15 minutes after its end', () => {
    expect(nextHours(null)).toBe(0.25);
  });

  it('comes a day later for a complete one, and never for a final or accepted one', () => {
    expect(nextHours(sealedDay(0, 'sealed', { hoursAfter: 1 }))).toBe(24);
    expect(nextHours(sealedDay(0, 'sealed', { hoursAfter: 23.9 }))).toBe(24);
    expect(nextHours(sealedDay(0, 'final', { hoursAfter: 30 }))).toBeNull();
    for (const state of ['partial', 'quarantined', 'sealed'] as const)
      expect(nextHours(sealedDay(0, state, { accepted: { why: 'known', atMs: late } }))).toBeNull();
  });

  it('comes again soon where the second look gave nothing better', () => {
    expect(nextHours(sealedDay(0, 'sealed', { hoursAfter: 25, looks: 2 }))).toBe(27);
  });

  it.each(['partial', 'quarantined', 'missing'] as const)(
    'comes with back-off for a day that is %s',
    (state) => {
      const againAfter = (looks: number, hoursAfter = 10) =>
        nextHours(sealedDay(0, state, { hoursAfter, looks }));
      expect([1, 2, 3, 4, 5, 6, 7, 12].map((looks) => againAfter(looks))).toEqual([
        11, 12, 14, 18, 26, 34, 34, 34,
      ]);
      expect(againAfter(9, 13 * 24)).toBe(14 * 24);
      expect(againAfter(9, 13 * 24 + 1)).toBeNull();
    },
  );

  it('comes six times for old figures that failed their checks, once for old days in part or without data', () => {
    const old = (state: DayState, looks: number) =>
      nextHours(sealedDay(0, state, { hoursAfter: 2000, looks }));
    expect([old('quarantined', 1), old('quarantined', 5), old('quarantined', 6)]).toEqual([2001, 2016, null]);
    expect([old('sealed', 1), old('sealed', 6)]).toEqual([2001, null]);
    expect([old('partial', 1), old('missing', 1)]).toEqual([null, null]);
  });

  it('comes within 24 to 36 hours for a held-back day too, each look on time', () => {
    let hours = 0.25;
    const looks = [hours];
    for (let count = 1; count < 6; count += 1) {
      hours = nextHours(sealedDay(0, 'quarantined', { hoursAfter: hours, looks: count })) ?? 0;
      looks.push(hours);
    }
    expect(looks.filter((at) => at >= 24 && at <= 36)).toEqual([31.25]);
  });

  it('is put off by failures, until one that did not fail', () => {
    const failure = { attempts: 3, lastMs: late };
    expect(nextLookMs({ startMs, sealed: null, failure, nowMs: late })).toBe(late + 5 * minuteMs);
    const sealed = sealedDay(0, 'quarantined', { lookedMs: late + 1 });
    expect(nextLookMs({ startMs, sealed, failure, nowMs: late + 2 })).toBe(late + 1 + hourMs);
  });

  it('is not put off by a clock that was ahead and was set back', () => {
    const nowMs = endMs + 30 * hourMs;
    const sealed = sealedDay(0, 'quarantined', { hoursAfter: 24 * 400 });
    expect(nextLookMs({ startMs, sealed, failure: null, nowMs })).toBe(nowMs);
    const failure = { attempts: 9, lastMs: nowMs + 400 * dayMs };
    expect(nextLookMs({ startMs, sealed: null, failure, nowMs })).toBe(nowMs);
  });

  it('never comes before 00:15 UTC after the day, whatever is known of it', () => {
    const instants = fc.integer({ min: startMs - 3 * dayMs, max: endMs + 60 * dayMs });
    const states = fc.constantFrom<DayState>('sealed', 'partial', 'quarantined', 'missing');
    const facts = fc.record({
      sealed: fc.option(
        fc
          .tuple(states, instants, fc.integer({ min: 1, max: 40 }))
          .map(([state, lookedMs, looks]) => sealedDay(0, state, { lookedMs, looks })),
      ),
      failure: fc.option(fc.record({ attempts: fc.nat(50), lastMs: instants })),
      nowMs: instants,
    });
    fc.assert(
      fc.property(facts, (known) => {
        const next = nextLookMs({ startMs, ...known });
        expect(next ?? firstLookMs(startMs)).toBeGreaterThanOrEqual(firstLookMs(startMs));
      }),
    );
  });

  it('never comes sooner after more failures or more looks', () => {
    fc.assert(
      fc.property(fc.nat(30), (count) => {
        const wait = (attempts: number) => retryMs({ attempts, lastMs: late }, late) - late;
        expect(wait(count + 1)).toBeGreaterThanOrEqual(wait(count));
        const hours = (looks: number) => nextHours(sealedDay(0, 'partial', { looks })) ?? 0;
        expect(hours(count + 1)).toBeGreaterThanOrEqual(hours(count));
      }),
    );
    expect([1, 2, 3, 4, 5, 6, 7].map((attempts) => retryMs({ attempts, lastMs: 0 }, 1) / minuteMs)).toEqual([
      1, 2, 5, 10, 30, 60, 60,
    ]);
  });
});
