import { describe, expect, it } from '@jest/globals';
import { formatSlackDate, type Viewer } from '../../../sandbox/page/client/text/slack-date.js';

const AT = Date.UTC(2026, 10, 23, 22, 5, 9) / 1000;
const utc: Viewer = { locale: 'en-US', timeZone: 'UTC', nowMs: Date.UTC(2027, 0, 1) };

describe('date tokens', () => {
  it.each([
    ['{date_num}', '2026-11-23'],
    ['{date}', 'November 23rd, 2026'],
    ['{date_long}', 'Monday, November 23rd, 2026'],
    ['{date_short}', 'Nov 23, 2026'],
    ['{date_short_pretty}', 'Nov 23, 2026'],
    ['until {time}, {nothing}', 'until 10:05 PM, {nothing}'],
    ['{time_secs}', '10:05:09 PM'],
    ['{ago}', '38 days ago'],
  ])('writes %s', (format, expected) => {
    expect(formatSlackDate(AT, format, utc).replaceAll('\u202F', ' ')).toBe(expected);
  });

  it('counts days where the reader is, not in UTC', () => {
    const sydney: Viewer = { locale: 'en-US', timeZone: 'Australia/Sydney', nowMs: (AT + 60) * 1000 };
    expect(formatSlackDate(AT, '{date_num} {date_pretty}', sydney)).toBe('2026-11-24 today');
    const dayLater = { ...sydney, nowMs: sydney.nowMs + 86_400_000 };
    expect(formatSlackDate(AT, '{date_short_pretty}', dayLater)).toBe('yesterday');
  });

  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [30, '30th'],
  ])('writes day %i as %s', (day, expected) => {
    expect(formatSlackDate(Date.UTC(2026, 9, day) / 1000, '{date}', utc)).toBe(`October ${expected}, 2026`);
  });
});
