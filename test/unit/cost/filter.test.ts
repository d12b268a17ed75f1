import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keepsIdle, nameMatcher, rowMatcher } from '../../../src/cost/filter.js';
import { sampleRow } from '../../support/sample-day.js';

describe('matching names', () => {
  it.each([
    [['payments'], 'payments', true],
    [['Payments'], 'payments', true],
    [['pay*'], 'payments', true],
    [['*ments'], 'payments', true],
    [['p*m*s'], 'payments', true],
    [['pay*pay'], 'pay', false],
    [['*'], '', true],
    [['a', 'b*'], 'bc', true],
    [['shop'], 'shop-2', false],
    [['a.c'], 'abc', false],
  ])('%j against %j: %j', (values, name, expected) => {
    expect(nameMatcher(values)(name)).toBe(expected);
  });

  it('finds any text that is put into the holes of a pattern', () => {
    const piece = fc.string({ maxLength: 6 }).filter((text) => !text.includes('*'));
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 2, maxLength: 5 }),
        fc.array(fc.string({ maxLength: 4 }), { minLength: 4, maxLength: 4 }),
        (pieces, fills) => {
          const name = pieces.reduce((text, part, index) => text + (fills[index - 1] ?? '') + part);
          expect(nameMatcher([pieces.join('*')])(name)).toBe(true);
        },
      ),
    );
  });
});

describe('matching rows', () => {
  const labelSets = [{ team: 'core' }, {}];
  const row = sampleRow({ namespace: 'shop', labelSet: 0 });

  it('wants every condition to hold', () => {
    const namespace = { dimension: 'namespace', negated: false, values: ['shop'] } as const;
    const team = { dimension: 'label:team', negated: true, values: ['core'] } as const;
    expect(rowMatcher([namespace])(row, 'prod', labelSets)).toBe(true);
    expect(rowMatcher([namespace, team])(row, 'prod', labelSets)).toBe(false);
    expect(rowMatcher([namespace, team])({ ...row, labelSet: 1 }, 'prod', labelSets)).toBe(true);
  });

  it('leaves idle in the total for conditions on clusters and nodes alone', () => {
    const on = (dimension: 'cluster' | 'node' | 'pod') => ({ dimension, negated: false, values: ['x'] });
    expect(keepsIdle([])).toBe(true);
    expect(keepsIdle([on('cluster'), on('node')])).toBe(true);
    expect(keepsIdle([on('cluster'), on('pod')])).toBe(false);
  });
});
