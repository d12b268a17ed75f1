import { describe, expect, it } from '@jest/globals';
import { isoDate } from '../../../src/cost/time.js';
import { baselineWindow, describeWindow, resolveWindow, windowDays } from '../../../src/cost/window.js';

// A Tuesday.
const nowMs = Date.parse('2026-11-24T08:55:30Z');

function resolve(text: string, options: { weekStarts?: 'monday' | 'sunday'; today?: 'include'; nowMs?: number } = {}) {
  return resolveWindow(text, { nowMs, weekStarts: 'monday', ...options });
}

function span(text: string, options: Parameters<typeof resolve>[1] = {}): string {
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
    ['lastmonth', '2026-10-01 to 2026-10-31, 31'],
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
    ['2026-11-01,2026-11-08', '2026-11-01 to 2026-11-07, 7'],
    ['2026-11-01T01:00:00+01:00,2026-11-07T23:00:00-01:00', '2026-11-01 to 2026-11-07, 7'],
  ])('%s is %s days', (text, expected) => {
    expect(span(text)).toBe(expected);
  });
});

describe('the baseline', () => {
  it.each([
    ['7d', '2026-11-10..2026-11-16'],
  ])('of %s is %s', (text, expected) => {
    expect(baselineWindow(resolve(text))?.name).toBe(expected);
  });
});

describe('words for windows', () => {
  it.each([
    ['7d', '7 closed days, 17–23 Nov (UTC)'],
    ['today', 'today so far, until 08:55 UTC'],
    ['lastmonth', 'October 2026 (UTC)'],
  ])('%s: %s', (text, expected) => {
    expect(describeWindow(resolve(text), nowMs)).toBe(expected);
  });
});
