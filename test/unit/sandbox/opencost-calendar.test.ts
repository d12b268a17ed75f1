import { describe, expect, it } from '@jest/globals';
import {
  betaIntervals,
  firstSampleOf,
  jumpIntervals,
  lacksPrices,
  legacyIntervals,
  priceFactorOf,
  seenOf,
} from '../../../sandbox/opencost/calendar.js';
import { dayMs, formatInstant, type Interval, overlapsOf, parseDay } from '../../../sandbox/opencost/time.js';

const day = (text: string): Interval => ({ startMs: parseDay(text), endMs: parseDay(text) + dayMs });
const at = (text: string) => Date.parse(text);
const printed = ({ startMs, endMs }: Interval) => `${formatInstant(startMs)} ${formatInstant(endMs)}`;
const never = -Infinity;
const forever = at('2100-01-01T00:00:00Z');

describe("the sample cluster's calendar", () => {
  it('jumps on the third Tuesday of each month', () => {
    for (const [month, tuesday] of [
      ['2026-11', '17'],
      ['2026-09', '15'],
      ['2031-04', '15'],
    ]) {
      const jump = jumpIntervals(day(`${month}-20`)).at(-1);
      expect(jump && formatInstant(jump.startMs)).toBe(`${month}-${tuesday}T09:30:00Z`);
    }
  });

  it('lets beta come on the 12th of odd months and legacy go on their 5th', () => {
    expect(betaIntervals(day('2026-11-24')).map(printed)).toContain(
      '2026-11-12T09:30:00Z 2026-12-31T22:00:00Z',
    );
    expect(legacyIntervals(day('2026-11-24')).map(printed)).toContain(
      '2026-10-01T08:00:00Z 2026-11-05T12:55:00Z',
    );
    expect(overlapsOf(betaIntervals(day('2027-01-05')), [day('2027-01-05')])).toEqual([]);
  });

  it('makes nodes dearer from the 15th of the second month of a quarter to its end', () => {
    const factors = ['2026-11-14', '2026-11-15', '2026-12-31', '2027-01-01'].map((text) =>
      priceFactorOf(parseDay(text)),
    );
    expect(factors).toEqual([1, 1.08, 1.08, 1]);
    expect([lacksPrices(parseDay('2028-02-13')), lacksPrices(parseDay('2028-02-14'))]).toEqual([true, false]);
  });

  it('has its gap from 18:00 on the 29th until 00:10 of the next day', () => {
    const seen = (text: string) => {
      const interval = seenOf(day(text), never, forever);
      return interval && printed(interval);
    };
    expect(seen('2026-10-29')).toBe('2026-10-29T00:00:00Z 2026-10-29T18:00:00Z');
    expect(seen('2026-10-30')).toBe('2026-10-30T00:10:00Z 2026-10-31T00:00:00Z');
    expect(seen('2028-02-29')).toBe('2028-02-29T00:00:00Z 2028-02-29T18:00:00Z');
    expect(seen('2026-03-01')).toBe('2026-03-01T00:00:00Z 2026-03-02T00:00:00Z');
  });

  it('leaves no trace of a gap inside the window', () => {
    const window = { startMs: at('2026-10-29T12:00:00Z'), endMs: at('2026-10-30T12:00:00Z') };
    expect(seenOf(window, never, forever)).toEqual(window);
  });

  it('sees today until the clock, nothing in the future, and nothing inside the gap', () => {
    const now = at('2026-11-24T06:00:00Z');
    expect(seenOf(day('2026-11-24'), never, now)?.endMs).toBe(now);
    expect(seenOf(day('2026-11-25'), never, now)).toBeNull();
    expect(seenOf(day('2026-11-30'), never, at('2026-11-30T00:05:00Z'))).toBeNull();
  });

  it('has ghosts of 2.5 minutes in the day before the first sample and nothing before', () => {
    const first = firstSampleOf(at('2026-11-24T06:00:00Z'), 120);
    expect(formatInstant(first)).toBe('2026-07-27T00:00:00Z');
    const ghost = seenOf(day('2026-07-26'), first, forever);
    expect(ghost && printed(ghost)).toBe('2026-07-26T23:57:30Z 2026-07-27T00:00:00Z');
    expect(seenOf(day('2026-07-25'), first, forever)).toBeNull();
  });
});
