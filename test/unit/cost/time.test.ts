import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dayMs,
  dayOfWeek,
  daysInMonth,
  isoDate,
  isoInstant,
  isoMonth,
  shiftMonth,
  startOfMonth,
  startOfUtcDay,
  startOfWeek,
  weekdayName,
} from '../../../src/cost/time.js';

const anyInstant = fc.integer({ min: Date.parse('1999-01-01'), max: Date.parse('2101-01-01') });

describe('UTC calendar', () => {
  it('writes instants as OpenCost takes them: whole seconds, no milliseconds', () => {
    expect(isoInstant(Date.parse('2026-11-22T08:55:30.999Z'))).toBe('2026-11-22T08:55:30Z');
    expect(isoDate(Date.parse('2026-11-22T23:59:59Z'))).toBe('2026-11-22');
    expect(isoMonth(Date.parse('2026-11-22T23:59:59Z'))).toBe('2026-11');
  });

  it('knows leap years', () => {
    expect([2023, 2024, 2000, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28]);
  });

  it('goes over the ends of years in both directions', () => {
    expect(isoDate(shiftMonth(Date.parse('2026-01-31T12:00:00Z'), -1))).toBe('2025-12-01');
    expect(isoDate(startOfMonth(2026, 13))).toBe('2027-01-01');
  });

  it('begins weeks on Monday, or on Sunday where that is wished', () => {
    const sunday = Date.parse('2026-11-22T10:00:00Z');
    expect(weekdayName(sunday)).toBe('Sun');
    expect(isoDate(startOfWeek(sunday, 'monday'))).toBe('2026-11-16');
    expect(isoDate(startOfWeek(sunday, 'sunday'))).toBe('2026-11-22');
    expect([dayOfWeek(sunday, 'monday'), dayOfWeek(sunday, 'sunday')]).toEqual([6, 0]);
  });

  it('has every instant in its day, its week and its month', () => {
    fc.assert(
      fc.property(anyInstant, fc.constantFrom('monday' as const, 'sunday' as const), (ms, weekStarts) => {
        const day = startOfUtcDay(ms);
        const week = startOfWeek(ms, weekStarts);
        expect(day % dayMs).toBe(0);
        expect(ms - day).toBeGreaterThanOrEqual(0);
        expect(ms - day).toBeLessThan(dayMs);
        expect(dayOfWeek(week, weekStarts)).toBe(0);
        expect(day - week).toBeLessThan(7 * dayMs);
        expect(shiftMonth(ms, 0)).toBeLessThanOrEqual(day);
        expect(shiftMonth(ms, 1)).toBeGreaterThan(day);
      }),
    );
  });
});
