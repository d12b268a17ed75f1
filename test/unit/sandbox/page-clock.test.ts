import { describe, expect, it } from '@jest/globals';
import { clockMoves, clockWords } from '../../../sandbox/page/client/clock-times.js';

describe('the clock of the page', () => {
  it.each([
    ['2026-11-30T09:00:00Z', 'Mon 30 Nov 09:00 UTC'],
    ['2026-12-01T23:59:59Z', 'Tue 01 Dec 23:59 UTC'],
  ])('says %s as %s', (iso, words) => {
    expect(clockWords(Date.parse(iso))).toBe(words);
  });

  it.each([
    ['2026-11-26T12:00:00Z', '2026-11-30T08:59:00.000Z'],
    ['2026-11-30T08:58:59Z', '2026-11-30T08:59:00.000Z'],
    ['2026-11-30T08:59:00Z', '2026-12-07T08:59:00.000Z'],
    ['1969-12-31T00:00:00Z', '1970-01-05T08:59:00.000Z'],
  ])('from %s the next Monday is %s', (from, to) => {
    const nowMs = Date.parse(from);
    const move = clockMoves(nowMs).at(-1);
    expect(new Date(nowMs + Number(move?.moveMs)).toISOString()).toBe(to);
  });
});
