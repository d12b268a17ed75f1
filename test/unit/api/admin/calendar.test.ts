import { describe, expect, it } from '@jest/globals';
import { calendarMonth, legend } from '../../../../src/api/admin/calendar.js';
import type { DayState } from '../../../../src/cost/day.js';
import { dayMs } from '../../../../src/cost/time.js';
import { sealedDay } from '../../../support/sealed-day.js';

const novemberMs = Date.parse('2026-11-01T00:00:00Z');
const nowMs = Date.parse('2026-11-24T09:00:00Z');
const at = (day: number) => novemberMs + (day - 1) * dayMs;
const line = (day: number, state: DayState | null, nextLookMs: number | null = nowMs) => ({
  startMs: at(day),
  sealed: state && sealedDay(day, state),
  nextLookMs,
});
const options = { nowMs, weekStarts: 'monday', historyDays: 10 } as const;

describe('a month of the calendar', () => {
  it('is whole weeks, from the day that weeks start with', () => {
    const monday = calendarMonth(novemberMs, [], options);
    expect(monday.title).toBe('November 2026');
    expect(monday.weekdays.join(' ')).toBe('Mon Tue Wed Thu Fri Sat Sun');
    expect(monday.weeks.map((week) => week.map((day) => day?.number ?? 0).join(' '))).toEqual([
      '0 0 0 0 0 0 1',
      '2 3 4 5 6 7 8',
      '9 10 11 12 13 14 15',
      '16 17 18 19 20 21 22',
      '23 24 25 26 27 28 29',
      '30 0 0 0 0 0 0',
    ]);
    const sunday = calendarMonth(novemberMs, [], { ...options, weekStarts: 'sunday' });
    expect([sunday.weekdays[0], sunday.weeks.length]).toEqual(['Sun', 5]);
    expect(calendarMonth(Date.parse('2027-02-01T00:00:00Z'), [], options).weeks).toHaveLength(4);
  });

  it('has a letter and a word of its own for every state', () => {
    const lines = [
      line(15, 'final'),
      line(16, 'sealed'),
      line(17, 'partial'),
      line(18, 'quarantined'),
      line(19, 'missing'),
      line(20, null),
      line(21, null, null),
      line(10, null),
    ];
    const days = calendarMonth(novemberMs, lines, options).weeks.flat();
    const shown = (number: number) => {
      const day = days.find((one) => one?.number === number);
      return `${day?.letter} ${day?.word}`;
    };
    expect([15, 16, 17, 18, 19, 20, 21, 10, 23, 24, 25].map(shown)).toEqual([
      'F final',
      'C complete',
      'P partial',
      'H held back',
      'N no data',
      '? not read yet',
      '· not kept',
      '· not kept',
      '· not kept',
      ' not over',
      ' not over',
    ]);
    for (const key of ['letter', 'word', 'look'] as const)
      expect(new Set(legend.map((one) => one[key])).size).toBe(legend.length);
  });
});
