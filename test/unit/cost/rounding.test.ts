import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toCents } from '../../../src/cost/money.js';
import { roundColumn } from '../../../src/cost/rounding.js';
import { shares } from '../../../src/cost/shares.js';

const amounts = fc.array(fc.integer({ min: -1e9, max: 1e12 }), { maxLength: 40 });

describe('a column of money', () => {
  it('leaves the odd cent to the rest', () => {
    expect(roundColumn([1_400, 1_400], 1_400)).toEqual({ named: [1, 1], rest: 2, rounding: 0, total: 4 });
  });

  it('leaves it to a row named rounding where every row has a name', () => {
    expect(roundColumn([1_400, 1_400, 1_400], null)).toEqual({
      named: [1, 1, 1],
      rest: 0,
      rounding: 1,
      total: 4,
    });
    expect(roundColumn([2_000, 3_000], null).rounding).toBe(0);
  });

  it('adds up, with every named row rounded as it is everywhere', () => {
    fc.assert(
      fc.property(amounts, fc.option(fc.integer({ min: 0, max: 1e12 })), (named, rest) => {
        const column = roundColumn(named, rest);
        const sum = column.named.reduce((total, cents) => total + cents, 0);
        expect(sum + column.rest + column.rounding).toBe(column.total);
        expect(column.named).toEqual(named.map(toCents));
        expect(column.total).toBe(toCents(named.reduce((total, money) => total + money, rest ?? 0)));
      }),
    );
  });
});

describe('shares', () => {
  it('give what is missing to the largest remainders', () => {
    expect(shares([1, 2])).toEqual([333, 667]);
    expect(shares([1, 1, 1])).toEqual([334, 333, 333]);
    expect(shares([500, 300, 200])).toEqual([500, 300, 200]);
  });

  it('are zero where there is nothing to share', () => {
    expect(shares([0, 0])).toEqual([0, 0]);
    expect(shares([])).toEqual([]);
  });

  it('add up to 100.0 %, each within one permille of its own', () => {
    fc.assert(
      fc.property(amounts, (list) => {
        const total = list.reduce((sum, amount) => sum + amount, 0);
        fc.pre(total > 0);
        const permille = shares(list);
        expect(permille.reduce((sum, share) => sum + share, 0)).toBe(1000);
        permille.forEach((share, index) => {
          const exact = ((list[index] ?? 0) * 1000) / total;
          expect(Math.abs(share - exact)).toBeLessThan(1.000001 + Math.abs(exact) * 1e-12);
        });
      }),
    );
  });
});
