import { describe, expect, it } from '@jest/globals';
import { formatInstant } from '../../../sandbox/opencost/time.js';
import { parseFlag, parseStep, parseWindow } from '../../../sandbox/opencost/window-grammar.js';

/** A Tuesday. */
const nowMs = Date.parse('2026-11-24T09:05:30Z');
const parsed = (text: string) => {
  const window = parseWindow(text, nowMs);
  return window && `${formatInstant(window.startMs)} ${formatInstant(window.endMs)}`;
};

describe("the sample OpenCost's windows", () => {
  it.each([
    ['today', '2026-11-24T00:00:00Z 2026-11-25T00:00:00Z'],
    ['yesterday', '2026-11-23T00:00:00Z 2026-11-24T00:00:00Z'],
    ['week', '2026-11-22T00:00:00Z 2026-11-24T09:05:30Z'],
    ['lastweek', '2026-11-15T00:00:00Z 2026-11-22T00:00:00Z'],
    ['month', '2026-11-01T00:00:00Z 2026-11-24T09:05:30Z'],
    ['lastmonth', '2026-10-01T00:00:00Z 2026-11-01T00:00:00Z'],
    ['7d', '2026-11-18T00:00:00Z 2026-11-25T00:00:00Z'],
    ['1w', '2026-11-18T00:00:00Z 2026-11-25T00:00:00Z'],
    ['24h', '2026-11-23T10:00:00Z 2026-11-24T10:00:00Z'],
    ['45m offset 15m', '2026-11-24T08:05:30Z 2026-11-24T08:50:30Z'],
    ['1586822400,1586908800', '2020-04-14T00:00:00Z 2020-04-15T00:00:00Z'],
    ['1586822400-1586908800', '2020-04-14T00:00:00Z 2020-04-15T00:00:00Z'],
    ['2026-11-20T00:00:00Z,2026-11-21T06:30:00Z', '2026-11-20T00:00:00Z 2026-11-21T06:30:00Z'],
    ['x2026-11-20T00:00:00Z,2026-11-21T00:00:00Zx', '2026-11-20T00:00:00Z 2026-11-21T00:00:00Z'],
    ['2026-11-20T00:00:00Z,2026-02-30T00:00:00Z', '2026-11-20T00:00:00Z 0001-01-01T00:00:00Z'],
  ])('reads %s', (text, expected) => {
    expect(parsed(text)).toBe(expected);
  });

  it.each([
    '',
    'banana',
    'Today',
    'lastyear',
    'constructor',
    '7D',
    '2026-11-20,2026-11-21',
    '2026-11-20T00:00:00.000Z,2026-11-21T00:00:00.000Z',
    '2026-11-20T00:00:00+01:00,2026-11-21T00:00:00+01:00',
    '99999999999999999,99999999999999999',
  ])('refuses "%s"', (text) => {
    expect(parsed(text)).toBeNull();
  });

  it('drops steps and flags that it does not know', () => {
    expect([parseStep('1d'), parseStep('30m'), parseStep('day'), parseStep('0h'), parseStep('')]).toEqual([
      86_400_000,
      1_800_000,
      null,
      null,
      null,
    ]);
    expect(['true', 'T', '1'].map(parseFlag)).toEqual([true, true, true]);
    expect(['yes', 'day', '', null].map(parseFlag)).toEqual([false, false, false, false]);
  });
});
