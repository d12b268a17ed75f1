import { describe, expect, it } from '@jest/globals';
import { averagePerDay, monthChange, runRate } from '../../../src/cost/run-rate.js';

const dollars = (amount: number) => Math.round(amount * 100_000);
const october = { total: dollars(38_904.38), coveredDays: 31, days: 31 };
const november = { total: dollars(28_361.3), coveredDays: 22, closedDays: 22, days: 30 };

describe('run rate', () => {
  it('is the month to date by its covered days, for all days of the month', () => {
    expect(runRate(november, october)).toEqual({ amount: dollars(38_674.5), basis: 'monthToDate' });
  });

  it('is last month’s average day, and says so, before the fourth closed day', () => {
    const third = { total: dollars(9_000), coveredDays: 3, closedDays: 3, days: 30 };
    expect(runRate(third, october)).toEqual({ amount: 3_764_940_000, basis: 'lastMonth' });
    expect(runRate({ ...third, coveredDays: 4, closedDays: 4 }, october)?.basis).toBe('monthToDate');
    expect(runRate(third, null)).toBeNull();
  });

  it('does not project from a few covered days of many', () => {
    expect(runRate({ ...november, coveredDays: 5 }, october)?.basis).toBe('lastMonth');
    expect(runRate({ ...november, coveredDays: 0 }, { ...october, coveredDays: 0 })).toBeNull();
  });
});

describe('the average day of a month', () => {
  it('counts covered days only', () => {
    expect(Math.round((averagePerDay(october) ?? 0) / 1000)).toBe(125_498);
    expect(averagePerDay({ total: 5, coveredDays: 0 })).toBeNull();
  });

  it('is compared from the tenth covered day on, with months at least half known', () => {
    const running = { ...november, running: true };
    const average = dollars(28_361.3) / 22 - dollars(38_904.38) / 31;
    expect(monthChange(running, october)).toBeCloseTo(average, -1);
    expect(monthChange({ ...running, coveredDays: 9 }, october)).toBeNull();
    expect(monthChange(running, { ...october, coveredDays: 15 })).toBeNull();
    expect(monthChange({ ...october, coveredDays: 12, running: false }, october)).toBeNull();
  });
});
