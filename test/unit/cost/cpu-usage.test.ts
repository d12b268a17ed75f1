import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cpuUsageCoreHours, hoursOfAverage } from '../../../src/cost/cpu-usage.js';
import { allocationsOf } from '../../support/opencost-answer.js';

const day = 1440;

describe('CPU usage of a container', () => {
  it('is the average over the window for a pod that ran all day', () => {
    expect(
      cpuUsageCoreHours({ average: 0.325, maximum: 0.5, minutes: 1440, windowMinutes: day }),
    ).toBeCloseTo(7.8);
  });

  it('takes the average as one over the whole window, though the job ran for 50 minutes', () => {
    const hours = cpuUsageCoreHours({ average: 0.02972, maximum: 0.8, minutes: 50, windowMinutes: day });
    expect(hours).toBeCloseTo(0.713, 3);
  });

  it('takes it as one over the row where the window would need more cores than were ever used', () => {
    expect(cpuUsageCoreHours({ average: 0.7, maximum: 0.8, minutes: 60, windowMinutes: day })).toBeCloseTo(
      0.7,
    );
  });

  it('stays with the window where the maximum says nothing', () => {
    for (const maximum of [null, 0, 0.01]) {
      expect(cpuUsageCoreHours({ average: 0.5, maximum, minutes: 60, windowMinutes: day })).toBeCloseTo(12);
    }
  });

  it('is nothing without usage or without a span', () => {
    expect(cpuUsageCoreHours({ average: 0, maximum: null, minutes: 60, windowMinutes: day })).toBe(0);
    expect(cpuUsageCoreHours({ average: 1, maximum: null, minutes: -5, windowMinutes: day })).toBe(0);
  });

  it('reads every row of a real answer over the window', () => {
    const rows = allocationsOf('03-day-container-level.json').filter((row) => row.cpuCoreUsageAverage > 0);
    expect(rows.length).toBe(50);
    for (const row of rows) {
      const hours = cpuUsageCoreHours({
        average: row.cpuCoreUsageAverage,
        maximum: row.cpuCoreUsageMax,
        minutes: row.minutes,
        windowMinutes: day,
      });
      expect(hours).toBeCloseTo(row.cpuCoreUsageAverage * 24, 9);
    }
  });

  it('finds the true hours of a steady container whichever way its source averages', () => {
    const cores = fc.double({ min: 0.01, max: 64, noNaN: true });
    fc.assert(
      fc.property(cores, fc.integer({ min: 30, max: day }), fc.boolean(), (used, minutes, overWindow) => {
        const average = overWindow ? (used * minutes) / day : used;
        const hours = cpuUsageCoreHours({ average, maximum: used, minutes, windowMinutes: day });
        expect(hours / ((used * minutes) / 60)).toBeGreaterThan(0.99);
        expect(hours / ((used * minutes) / 60)).toBeLessThan(1.2);
      }),
    );
  });
});

describe('hours of an average over the row', () => {
  it('counts its own minutes', () => {
    expect(hoursOfAverage(2, 90)).toBe(3);
    expect(hoursOfAverage(2, 0)).toBe(0);
  });
});
