import { describe, expect, it } from '@jest/globals';
import { changePermille, isSummed, pairDays } from '../../../src/cost/compare.js';
import { dayMs } from '../../../src/cost/time.js';
import { baselineWindow, resolveWindow } from '../../../src/cost/window.js';
import { sampleDay, someMidnightMs } from '../../support/sample-day.js';

const window = {
  kind: 'days',
  startMs: someMidnightMs,
  endMs: someMidnightMs + 3 * dayMs,
  includesToday: false,
  name: '3d',
} as const;
const baseline = { ...window, startMs: someMidnightMs - 7 * dayMs, endMs: someMidnightMs - 4 * dayMs };

describe('pairs of days', () => {
  it('counts a day only where both sides are known and whole, each cluster by itself', () => {
    const days = [
      sampleDay(0),
      sampleDay(1),
      sampleDay(2),
      sampleDay(-7),
      sampleDay(-6, { state: 'partial' }),
      sampleDay(-5, { state: 'quarantined' }),
      sampleDay(1, { cluster: 'test' }),
      sampleDay(-6, { cluster: 'test' }),
    ];
    const pairs = pairDays(days, window, baseline);
    const names = (list: typeof days) =>
      list.map((day) => `${day.cluster} ${(day.startMs - someMidnightMs) / dayMs}`);
    expect(names(pairs.current)).toEqual(['prod 0', 'test 1']);
    expect(names(pairs.baseline)).toEqual(['prod -7', 'test -6']);
  });

  it('reads no change for a flat cluster with quiet weekends, on every weekday', () => {
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const nowMs = someMidnightMs + (40 + weekday) * dayMs + 8 * 3_600_000;
      for (const name of ['yesterday', '3d', '7d', '10d', '28d', 'week']) {
        const asked = resolveWindow(name, { nowMs, weekStarts: 'monday' });
        const before = baselineWindow(asked);
        if (!before) continue;
        const days = Array.from({ length: 80 }, (_, index) => {
          const day = sampleDay(index - 30);
          const weekend = [0, 6].includes(new Date(day.startMs).getUTCDay());
          return { ...day, idle: { cpu: weekend ? 10 : 100, ram: 0, gpu: 0 } };
        });
        const pairs = pairDays(days, asked, before);
        const cost = (list: typeof days) => list.reduce((sum, day) => sum + day.idle.cpu, 0);
        expect(cost(pairs.current)).toBe(cost(pairs.baseline));
      }
    }
  });

  it('sums held-back days only where a person asked for it', () => {
    expect(isSummed(sampleDay(0, { state: 'quarantined' }), false)).toBe(false);
    expect(isSummed(sampleDay(0, { state: 'quarantined' }), true)).toBe(true);
    expect(isSummed(sampleDay(0, { state: 'missing' }), true)).toBe(false);
  });

  it('gives a change in permille of what was before, and none of nothing', () => {
    expect(changePermille(54_145, 887_135)).toBe(61);
    expect(changePermille(5, 0)).toBeNull();
  });
});
