import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Filter, keepsIdle, nameMatcher, termTests } from '../../../src/cost/filter.js';
import { sumDays } from '../../../src/cost/sum.js';
import { sampleDay, sampleRow } from '../../support/sample-day.js';

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

describe('conditions', () => {
  it('hold for their values, negated ones for all others and for what has no name', () => {
    const test = (negated: boolean, ...values: string[]) =>
      termTests([{ dimension: 'label:team', negated, values }])[0]?.accepts;
    expect(['core', 'CORE', 'data', ''].map((value) => test(false, 'core')?.(value))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(['core', 'data', ''].map((value) => test(true, 'core')?.(value))).toEqual([false, true, true]);
    expect(['core', ''].map((value) => test(true, '*')?.(value))).toEqual([false, true]);
  });

  it('must all hold', () => {
    const rows = [
      sampleRow({ namespace: 'shop', pod: 'a', labelSet: 0, cost: { cpu: 1 } }),
      sampleRow({ namespace: 'shop', pod: 'b', labelSet: 1, cost: { cpu: 2 } }),
      sampleRow({ namespace: 'pay', pod: 'c', labelSet: 1, cost: { cpu: 4 } }),
    ];
    const day = sampleDay(0, { rows, labelSets: [{ team: 'core' }, {}] });
    const namespace = { dimension: 'namespace', negated: false, values: ['shop'] } as const;
    const team = { dimension: 'label:team', negated: true, values: ['core'] } as const;
    const costOf = (filter: Filter) =>
      sumDays([day], { groupBy: [], filter, idle: 'separate', namespaces: null }).groups[0]?.total;
    expect([costOf([namespace]), costOf([team]), costOf([namespace, team])]).toEqual([3, 6, 2]);
  });

  it('leaves idle in the total for conditions on clusters and nodes alone', () => {
    const on = (dimension: 'cluster' | 'node' | 'pod') => ({ dimension, negated: false, values: ['x'] });
    expect(keepsIdle([])).toBe(true);
    expect(keepsIdle([on('cluster'), on('node')])).toBe(true);
    expect(keepsIdle([on('cluster'), on('pod')])).toBe(false);
  });
});
