import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Unit } from '../../../src/reports/document.js';
import { formatNumber } from '../../../src/reports/format.js';

const usd = (unit: Unit, number: number) => formatNumber(unit, number, 'USD');

describe('formatNumber', () => {
  it.each([
    [0, '$0.00'],
    [5, '$0.05'],
    [132014, '$1,320.14'],
    [123456789012, '$1,234,567,890.12'],
    [-7430, '−$74.30'],
  ])('writes %d cents as %s', (cents, text) => expect(usd('cents', cents)).toBe(text));

  it.each([
    [31240, '+$312.40'],
    [-7430, '−$74.30'],
    [0, '$0.00'],
    [-0, '$0.00'],
  ])('writes a change of %d cents as %s', (cents, text) => expect(usd('signedCents', cents)).toBe(text));

  it.each([
    ['EUR', '€1.50'],
    ['GBP', '£1.50'],
    ['JPY', '¥1.50'],
    ['CHF', 'CHF\u00a01.50'],
    ['not a code', 'not a code\u00a01.50'],
  ])('writes 150 hundredths of %s as %s', (currency, text) =>
    expect(formatNumber('cents', 150, currency)).toBe(text),
  );

  it.each([
    [140, '14.0 %'],
    [1000, '100.0 %'],
    [3, '0.3 %'],
    [0, '0.0 %'],
    [-25, '−2.5 %'],
  ])('writes %d permille as %s', (permille, text) => expect(usd('permille', permille)).toBe(text));

  it.each([
    [61, '▲ 6.1 %'],
    [-120, '▼ 12 %'],
    [310, '▲ 31 %'],
    [12400, '▲ 1,240 %'],
    [10, '▲ 1.0 %'],
    [9, '='],
    [-9, '='],
    [0, '='],
  ])('writes a change of %d permille as %s', (permille, text) =>
    expect(usd('signedPermille', permille)).toBe(text),
  );

  it.each([
    [0, '0'],
    [206, '206'],
    [1234567, '1,234,567'],
    [146.25, '146.3'],
  ])('writes a count of %d as %s', (count, text) => expect(usd('count', count)).toBe(text));

  it.each([
    [12.5, '12.5 h'],
    [1200, '1,200 h'],
  ])('writes %d hours as %s', (hours, text) => expect(usd('hours', hours)).toBe(text));

  it.each([
    [0, '0 min'],
    [4, '4 min'],
    [125, '2 h 5 min'],
    [4560, '3 d 4 h'],
    [1440, '1 d'],
    [1445, '1 d'],
  ])('writes %d minutes as %s', (minutes, text) => expect(usd('minutes', minutes)).toBe(text));

  it('writes what is not a number as a dash', () => {
    expect(usd('cents', Number.NaN)).toBe('–');
    expect(usd('count', Number.POSITIVE_INFINITY)).toBe('–');
  });

  it('keeps every cent of a safe integer and mirrors negative sums', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (cents) => {
        const text = usd('cents', cents);
        expect(BigInt(text.replace(/[$,.]/g, ''))).toBe(BigInt(cents));
        expect(usd('signedCents', -cents)).toBe(`−${text}`);
      }),
    );
  });
});
