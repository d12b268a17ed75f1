import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coveredDays, describeCoverage, isWhole, minutesSeen } from '../../../src/cost/coverage.js';
import { dayMs, minuteMs } from '../../../src/cost/time.js';

const day = { startMs: 0, endMs: dayMs };
const span = (from: number, to: number) => ({ startMs: from * minuteMs, endMs: to * minuteMs });

describe('minutes seen', () => {
  it('count once in which several nodes were there', () => {
    expect(minutesSeen([span(0, 700), span(600, 1000), span(100, 200)], day)).toBe(1000);
  });

  it('leave out holes, and what lies outside the window', () => {
    expect(minutesSeen([span(-100, 300), span(1200, 1500), span(500, 400)], day)).toBe(540);
    expect(minutesSeen([], day)).toBe(0);
  });

  it('are never more than the window, whatever the order', () => {
    const spans = fc.array(
      fc
        .tuple(fc.integer({ min: -2000, max: 3000 }), fc.integer({ min: -50, max: 2000 }))
        .map(([a, b]) => span(a, a + b)),
    );
    fc.assert(
      fc.property(spans, (list) => {
        const seen = minutesSeen(list, day);
        expect(seen).toBeGreaterThanOrEqual(0);
        expect(seen).toBeLessThanOrEqual(1440);
        expect(minutesSeen([...list].reverse(), day)).toBe(seen);
      }),
    );
  });
});

describe('covered days', () => {
  it('are whole from 1,425 minutes on', () => {
    expect([isWhole(1425, 1440), isWhole(1424, 1440), isWhole(119, 120)]).toEqual([true, false, true]);
    expect(coveredDays([{ coveredMinutes: 1440 }, { coveredMinutes: 1425 }, { coveredMinutes: 1080 }])).toBe(
      2.75,
    );
  });

  it('read as people say it', () => {
    expect(describeCoverage(6, 7)).toBe('6 of 7 days');
    expect(describeCoverage(5.75, 7)).toBe('5.8 of 7 days');
    expect(describeCoverage(1, 1)).toBe('1 of 1 day');
    expect(describeCoverage(6.99, 7)).toBe('6.9 of 7 days');
  });
});
