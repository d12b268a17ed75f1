import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../bench/any-character.js';
import { looksLikeWindow, resolveWindow } from '../../../src/cost/window.js';
import { NotUnderstood } from '../../../src/errors.js';

const nowMs = Date.parse('2026-11-24T08:55:30Z');
const context = { nowMs, weekStarts: 'monday' as const };

function refusalOf(text: string): NotUnderstood {
  try {
    resolveWindow(text, context);
  } catch (error) {
    if (error instanceof NotUnderstood) return error;
    throw error;
  }
  throw new Error(`${text} was answered`);
}

const badWindows: [string, string][] = [
  ['2026-02-30', 'February 2026 has the days 1 to 28'],
  ['2026-13', 'there is no month 13'],
  ['2026-00-10', 'there is no month 00'],
  ['2026-11-00', 'November 2026 has the days 1 to 30'],
  ['2026-02-30T00:00:00Z,2026-03-02T00:00:00Z', 'February 2026 has the days 1 to 28'],
  ['2026-11-15..2026-11-01', 'it ends before it begins'],
  ['2026-11-08T00:00:00Z,2026-11-01T00:00:00Z', 'it ends before it begins'],
  ['2026-12-15..2026-12-01', 'it ends before it begins'],
  ['2026-11-25', 'it lies in the future'],
  ['2027-01', 'it lies in the future'],
  ['2026-11-24T10:00:00Z,2026-11-24T12:00:00Z', 'it lies in the future'],
  ['0d', 'it has no days'],
  ['2026-11-08T00:00:00Z,2026-11-08T00:00:00Z', 'it ends where it begins'],
  ['10000d', '400 days are the most'],
  ['401d', '400 days are the most'],
  ['2020-01-01..2026-01-01', '400 days are the most'],
  ['2026-11-01T06:00:00Z,2026-11-04T00:00:00Z', '48 hours are the most'],
  ['2026-11-24T06:00:00Z,2026-11-24T06:30:00Z', 'under an hour'],
  ['', 'it is empty'],
  ['24h', 'windows are written like 7d'],
  ['7days?', 'windows are written like 7d'],
  ['2026-2-3', 'windows are written like 7d'],
  ['2026-11-01..', 'windows are written like 7d'],
  ['2026-11-01..2026-11-02..2026-11-03', 'windows are written like 7d'],
];

describe('windows that cannot be answered', () => {
  it.each(badWindows)('%s: %s', (text, why) => {
    const refusal = refusalOf(text);
    expect(refusal.userMessage).toContain(`“${text}”`);
    expect(refusal.userMessage).toContain(why);
    expect(refusal.userMessage).toMatch(/^[^.].*[^.]\.$/s);
  });

  it('offer windows that can be answered', () => {
    for (const [text] of badWindows) {
      const { suggestions } = refusalOf(text);
      expect(suggestions.length).toBeGreaterThan(0);
      for (const { command } of suggestions) expect(() => resolveWindow(command, context)).not.toThrow();
    }
    expect(refusalOf('2026-02-30').suggestions[0]?.command).toBe('2026-02-28');
    expect(refusalOf('2026-11-15..2026-11-01').suggestions[0]?.command).toBe('2026-11-01..2026-11-15');
  });

  it('name no more than a line of what was typed, without control or direction characters', () => {
    expect(refusalOf('9'.repeat(4000)).userMessage.length).toBeLessThan(200);
    expect(refusalOf('7\u202ed\u0000\n\t!').userMessage).toContain('“7 d !”');
  });

  it('are answered with NotUnderstood whatever is typed', () => {
    const pieces = fc.constantFrom(
      '2026',
      '-',
      '02',
      '30',
      '..',
      ',',
      'T',
      '00:00',
      'Z',
      'd',
      'w',
      '7',
      '+01:00',
    );
    const typed = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 60 }),
      fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        try {
          const window = resolveWindow(text, context);
          expect(window.startMs).toBeLessThanOrEqual(window.endMs);
          expect(window.startMs).toBeLessThanOrEqual(nowMs);
        } catch (error) {
          expect(error).toBeInstanceOf(NotUnderstood);
          for (const { command } of (error as NotUnderstood).suggestions) resolveWindow(command, context);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('words that are meant as windows', () => {
  it.each([
    ...[
      'today',
      'Week',
      '7d',
      '12w',
      '0d',
      '10000d',
      '-7d',
      '1.5d',
      '24h',
      '30m',
      '7days?',
      '2weeks',
      '3months',
    ],
    ...['2026-11', '2026-13', '2026-02-30', '2026-2-3', '2026/11/12', '12.11.2026', '2026-11-12?'],
    ...[
      '2026-11-01..2026-11-15',
      '2026-11-01..',
      '..2026-11-15',
      '2026-11-01T00:00:00Z,2026-11-08T00:00:00Z',
    ],
  ])('%s', (word) => {
    expect(looksLikeWindow(word)).toBe(true);
  });

  it.each([
    ...[
      'payments',
      'kube-system',
      '3scale',
      '2048-game',
      '7',
      '42',
      'd',
      'week-planner',
      'todays',
      'a..b',
      'x,y',
      '',
    ],
    ...['web-2026', 'v1.2.3', '10.0.0.1', '5d78c9869d'],
  ])('not %s', (word) => {
    expect(looksLikeWindow(word)).toBe(false);
  });
});
