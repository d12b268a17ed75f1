import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayMs, isoDate, isoMonth, startOfUtcDay } from '../../../src/cost/time.js';
import { baselineWindow, describeWindow, resolveWindow, windowDays } from '../../../src/cost/window.js';

const edges = [
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2025-12-31',
  '2026-01-01',
  '2026-03-01',
  '2026-05-31',
];
const anyNow = fc.oneof(
  fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2032-01-01') }),
  fc
    .tuple(fc.constantFrom(...edges), fc.integer({ min: 0, max: dayMs - 1 }))
    .map(([date, ms]) => Date.parse(date) + ms),
);
const anyContext = fc.record({
  nowMs: anyNow,
  weekStarts: fc.constantFrom('monday' as const, 'sunday' as const),
});
const anyLength = fc.integer({ min: 1, max: 400 });
const words = ['yesterday', 'week', 'lastweek', 'month', 'lastmonth'] as const;

describe('windows, on any day of any year', () => {
  it('of N days are the N days before today', () => {
    fc.assert(
      fc.property(anyContext, anyLength, (context, count) => {
        const days = windowDays(resolveWindow(`${count}d`, context));
        expect(days).toHaveLength(count);
        expect(days.at(-1)).toBe(startOfUtcDay(context.nowMs) - dayMs);
      }),
    );
  });

  it('hold closed days only, in order, without a gap', () => {
    fc.assert(
      fc.property(anyContext, fc.constantFrom(...words), (context, word) => {
        const days = windowDays(resolveWindow(word, context));
        expect(days.every((day) => day + dayMs <= startOfUtcDay(context.nowMs))).toBe(true);
        expect(days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + dayMs)).toBe(true);
      }),
    );
  });

  it('of the running period and the one before it meet without overlap', () => {
    fc.assert(
      fc.property(anyContext, (context) => {
        expect(resolveWindow('lastweek', context).endMs).toBe(resolveWindow('week', context).startMs);
        expect(resolveWindow('lastmonth', context).endMs).toBe(resolveWindow('month', context).startMs);
        expect(windowDays(resolveWindow('lastweek', context))).toHaveLength(7);
      }),
    );
  });

  it('of a month hold its own days, all of them once it is over', () => {
    fc.assert(
      fc.property(anyContext, fc.integer({ min: 1, max: 30 }), (context, back) => {
        const name = isoMonth(startOfUtcDay(context.nowMs) - back * 31 * dayMs);
        const days = windowDays(resolveWindow(name, context)).map(isoDate);
        expect(days.every((day) => day.startsWith(name))).toBe(true);
        expect(days[0]).toBe(`${name}-01`);
        expect(new Date(Date.parse(days.at(-1) ?? '') + dayMs).getUTCDate()).toBe(1);
      }),
    );
  });

  it('with today have the same number of days, the last of them today', () => {
    fc.assert(
      fc.property(anyContext, anyLength, (context, count) => {
        const days = windowDays(resolveWindow(`${count}d`, { ...context, today: 'include' }));
        expect(days).toHaveLength(count);
        expect(days.at(-1)).toBe(startOfUtcDay(context.nowMs));
      }),
    );
  });

  it('have a baseline of the same weekdays up to 28 days, and always one as long, before and apart', () => {
    fc.assert(
      fc.property(anyContext, anyLength, (context, count) => {
        const window = resolveWindow(`${count}d`, context);
        const baseline = baselineWindow(window);
        expect(baseline?.endMs).toBeLessThanOrEqual(window.startMs);
        const shiftDays = (window.startMs - (baseline?.startMs ?? 0)) / dayMs;
        expect(baseline && windowDays(baseline)).toHaveLength(count);
        if (count > 28) expect(shiftDays).toBe(count);
        else expect([shiftDays % 7, shiftDays >= count, shiftDays < count + 7]).toEqual([0, true, true]);
      }),
    );
  });

  it('can be asked for again by the name of their baseline', () => {
    fc.assert(
      fc.property(anyContext, anyLength, (context, count) => {
        const baseline = baselineWindow(resolveWindow(`${count}d`, context));
        const again = resolveWindow(baseline?.name ?? '', context);
        expect([again.startMs, again.endMs]).toEqual([baseline?.startMs, baseline?.endMs]);
      }),
    );
  });

  it('are told in a short line', () => {
    fc.assert(
      fc.property(anyContext, fc.constantFrom(...words, 'today', '7d', '90d'), (context, word) => {
        const text = describeWindow(resolveWindow(word, context), context.nowMs);
        expect(text).toMatch(/UTC/);
        expect(text.length).toBeLessThan(70);
      }),
    );
  });
});
