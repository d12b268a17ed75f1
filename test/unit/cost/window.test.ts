import { describe, expect, it } from '@jest/globals';
import { isoDate } from '../../../src/cost/time.js';
import {
  baselineWindow,
  describeWindow,
  monthsBack,
  monthWindow,
  resolveWindow,
  windowDays,
} from '../../../src/cost/window.js';

// A Tuesday.
const nowMs = Date.parse('2026-11-24T08:55:30Z');

type Options = { weekStarts?: 'monday' | 'sunday'; today?: 'include'; nowMs?: number };

function resolve(text: string, options: Options = {}) {
  return resolveWindow(text, { nowMs, weekStarts: 'monday', ...options });
}

function span(text: string, options: Options = {}): string {
  const days = windowDays(resolve(text, options)).map(isoDate);
  return days.length === 0 ? 'no day' : `${days[0]} to ${days.at(-1)}, ${days.length}`;
}

describe('windows that are asked for', () => {
  it.each([
    ['today', '2026-11-24 to 2026-11-24, 1'],
    ['yesterday', '2026-11-23 to 2026-11-23, 1'],
    ['week', '2026-11-23 to 2026-11-23, 1'],
    ['lastweek', '2026-11-16 to 2026-11-22, 7'],
    ['month', '2026-11-01 to 2026-11-23, 23'],
    ['LastMonth ', '2026-10-01 to 2026-10-31, 31'],
    ['1d', '2026-11-23 to 2026-11-23, 1'],
    ['7d', '2026-11-17 to 2026-11-23, 7'],
    ['007D', '2026-11-17 to 2026-11-23, 7'],
    ['2w', '2026-11-10 to 2026-11-23, 14'],
    ['400d', '2025-10-20 to 2026-11-23, 400'],
    ['2026-10', '2026-10-01 to 2026-10-31, 31'],
    ['2026-11', '2026-11-01 to 2026-11-23, 23'],
    ['2024-02', '2024-02-01 to 2024-02-29, 29'],
    ['2026-11-12', '2026-11-12 to 2026-11-12, 1'],
    ['2026-11-24', '2026-11-24 to 2026-11-24, 1'],
    ['2026-11-01..2026-11-15', '2026-11-01 to 2026-11-15, 15'],
    ['2026-11-20..2026-12-31', '2026-11-20 to 2026-11-23, 4'],
    ['2026-11-01T00:00:00Z,2026-11-08T00:00:00Z', '2026-11-01 to 2026-11-07, 7'],
    ['2026-11-01T00:00:00.000Z,2026-11-08T00:00Z', '2026-11-01 to 2026-11-07, 7'],
    ['2026-11-01,2026-11-08', '2026-11-01 to 2026-11-07, 7'],
    ['2026-11-01T01:00:00+01:00,2026-11-07T23:00:00-01:00', '2026-11-01 to 2026-11-07, 7'],
  ])('%s: %s', (text, expected) => {
    expect(span(text)).toBe(expected);
  });

  it('begins weeks on Sunday where that is wished', () => {
    expect(span('week', { weekStarts: 'sunday' })).toBe('2026-11-22 to 2026-11-23, 2');
    expect(span('lastweek', { weekStarts: 'sunday' })).toBe('2026-11-15 to 2026-11-21, 7');
  });

  it('has no closed day yet on a Monday and on the first of a month', () => {
    const monday = Date.parse('2026-11-23T05:00:00Z');
    expect(span('week', { nowMs: monday })).toBe('no day');
    expect(resolve('week', { nowMs: monday })).toMatchObject({ kind: 'days', includesToday: false });
    expect(span('month', { nowMs: Date.parse('2026-12-01T05:00:00Z') })).toBe('no day');
  });

  it('takes the day that is running for today so far', () => {
    expect(resolve('2026-11-24')).toEqual(resolve('today'));
    expect(resolve('2026-11-24T00:00:00Z,2026-11-25T00:00:00Z')).toEqual(resolve('today'));
  });

  it('asks live for two instants that are not midnights, as they were given', () => {
    expect(resolve('2026-11-23T06:00:00Z,2026-11-24T18:00:00Z')).toEqual({
      kind: 'instants',
      startMs: Date.parse('2026-11-23T06:00:00Z'),
      endMs: Date.parse('2026-11-24T18:00:00Z'),
      includesToday: false,
      name: '2026-11-23T06:00:00Z,2026-11-24T18:00:00Z',
    });
    expect(windowDays(resolve('2026-11-23T06:00:00Z,2026-11-24T18:00:00Z'))).toEqual([]);
  });

  it('is the same window at every minute of a day, so that equal questions share an answer', () => {
    const later = { nowMs: Date.parse('2026-11-24T23:59:59Z') };
    for (const text of ['today', '7d', 'month', '2026-11', '2026-11-20..2026-12-31']) {
      expect(resolve(text, later)).toEqual(resolve(text));
    }
    expect(resolve('2w')).toEqual(resolve('14d'));
  });
});

describe('today=include', () => {
  it.each([
    ['7d', '2026-11-18 to 2026-11-24, 7'],
    ['1d', '2026-11-24 to 2026-11-24, 1'],
    ['week', '2026-11-23 to 2026-11-24, 2'],
    ['month', '2026-11-01 to 2026-11-24, 24'],
    ['2026-11-20..2026-11-30', '2026-11-20 to 2026-11-24, 5'],
  ])('%s is today and what is before it: %s', (text, expected) => {
    expect(span(text, { today: 'include' })).toBe(expected);
    expect(resolve(text, { today: 'include' }).includesToday).toBe(true);
  });

  it('is refused for a window that ends before today, rather than ignored', () => {
    expect(() => resolve('lastmonth', { today: 'include' })).toThrow('does not reach today');
    expect(() => resolve('2026-11-20..2026-11-23', { today: 'include' })).toThrow('does not reach today');
  });
});

describe('the baseline', () => {
  it.each([
    ['7d', '2026-11-10..2026-11-16'],
    ['1d', '2026-11-16..2026-11-16'],
    ['10d', '2026-10-31..2026-11-09'],
    ['28d', '2026-09-29..2026-10-26'],
    ['29d', '2026-09-27..2026-10-25'],
    ['90d', '2026-05-28..2026-08-25'],
    ['week', '2026-11-16..2026-11-16'],
    ['lastweek', '2026-11-09..2026-11-15'],
    ['2026-11-20..2026-12-31', '2026-11-13..2026-11-16'],
    ['month', '2026-10'],
    ['2026-10', '2026-09'],
    ['2026-01', '2025-12'],
    ['today', undefined],
    ['2026-11-23T06:00:00Z,2026-11-24T18:00:00Z', undefined],
  ])('of %s is %s', (text, expected) => {
    expect(baselineWindow(resolve(text))?.name).toBe(expected);
  });

  it('stands for the closed days only where today is included', () => {
    expect(baselineWindow(resolve('7d', { today: 'include' }))?.name).toBe('2026-11-11..2026-11-16');
  });

  it('is the whole month before, also for a month of which only some days are over', () => {
    expect(windowDays(baselineWindow(resolve('month')) ?? resolve('today'))).toHaveLength(31);
  });
});

describe('words for windows', () => {
  it.each([
    ['7d', '7 closed days, 17–23 Nov (UTC)'],
    ['lastweek', '7 closed days, 16–22 Nov (UTC)'],
    ['yesterday', '1 closed day, Mon 23 Nov (UTC)'],
    ['30d', '30 closed days, 25 Oct – 23 Nov (UTC)'],
    ['today', 'today so far, until 08:55 UTC'],
    ['lastmonth', 'October 2026 (UTC)'],
    ['month', 'November 2026, 23 closed days, 1–23 Nov (UTC)'],
    ['2025-12-01..2025-12-15', '15 closed days, 1–15 Dec 2025 (UTC)'],
    ['2025-12-31', '1 closed day, Wed 31 Dec 2025 (UTC)'],
    ['2025-12-28..2026-01-03', '7 closed days, 28 Dec 2025 – 3 Jan 2026 (UTC)'],
    ['2026-11-23T06:00:00Z,2026-11-23T07:30:00Z', '1.5 hours asked live, Mon 23 Nov 06:00 – 07:30 (UTC)'],
    [
      '2026-11-22T23:00:00Z,2026-11-24T00:00:00Z',
      '25 hours asked live, Sun 22 Nov 23:00 – Tue 24 Nov 00:00 (UTC)',
    ],
  ])('%s: %s', (text, expected) => {
    expect(describeWindow(resolve(text), nowMs)).toBe(expected);
  });

  it('say when today is among the days, and when no day is closed yet', () => {
    expect(describeWindow(resolve('7d', { today: 'include' }), nowMs)).toBe(
      'today and 6 closed days, 18–24 Nov, until 08:55 (UTC)',
    );
    const monday = Date.parse('2026-11-23T05:00:00Z');
    expect(describeWindow(resolve('week', { nowMs: monday }), monday)).toBe(
      'no closed day yet since Mon 23 Nov (UTC)',
    );
  });
});

describe('months', () => {
  it('go back from the running one, oldest first', () => {
    expect(monthsBack(nowMs, 6).map((month) => month.name)).toEqual([
      '2026-06',
      '2026-07',
      '2026-08',
      '2026-09',
      '2026-10',
      '2026-11',
    ]);
    expect(monthsBack(Date.parse('2026-01-31T10:00:00Z'), 2).map((month) => month.name)).toEqual([
      '2025-12',
      '2026-01',
    ]);
  });

  it('that are to come have no days', () => {
    expect(windowDays(monthWindow(2026, 12, nowMs))).toEqual([]);
  });
});
