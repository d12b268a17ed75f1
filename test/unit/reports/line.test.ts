import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../bench/any-character.js';
import { NotUnderstood } from '../../../src/errors.js';
import { tokenise, writeOption } from '../../../src/reports/line.js';

const word = (text: string) => ({ kind: 'word', text });
const option = (key: string, value: string, negated = false) => ({ kind: 'option', key, negated, value });

describe('reading a typed line', () => {
  it.each([
    ['namespaces 7d', [word('namespaces'), word('7d')]],
    ['  namespaces\u00a0\u00a07d ', [word('namespaces'), word('7d')]],
    ['pods namespace=payments', [word('pods'), option('namespace', 'payments')]],
    ['pods NameSpace!=a,b', [word('pods'), option('namespace', 'a,b', true)]],
    ['pods namespace = payments', [word('pods'), option('namespace', 'payments')]],
    ['cost label:Team=“data platform”', [word('cost'), option('label:Team', 'data platform')]],
    ['pods —top=5', [word('pods'), option('top', '5')]],
    ['pods –top 5', [word('pods'), { kind: 'flag', key: 'top' }, word('5')]],
    ['pods --held', [word('pods'), { kind: 'flag', key: 'held' }]],
    ['label:app.kubernetes.io/name=x', [option('label:app.kubernetes.io/name', 'x')]],
    ['"open quote', [word('open quote')]],
    ['2026-11-01..2026-11-15', [word('2026-11-01..2026-11-15')]],
    ['', []],
    ['\u200f\u202e\u0007', []],
    ['💸', [word('💸')]],
  ])('%j', (line, tokens) => {
    expect(tokenise(line)).toEqual(tokens);
  });

  it('refuses what is too long to be a command, and says how long it is', () => {
    expect(() => tokenise('x'.repeat(4_000))).toThrow(/4,000 characters/);
  });

  it('never throws anything but NotUnderstood, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (line) => {
        try {
          tokenise(line);
        } catch (error) {
          expect(error).toBeInstanceOf(NotUnderstood);
        }
      }),
    );
  });

  it('reads back every option that it writes', () => {
    const value = fc
      .stringMatching(/^[A-Za-z0-9_.*, -]{1,20}$/)
      .map((text) => text.trim().replace(/\s+/g, ' '))
      .filter((text) => text !== '' && !/^[ ]|!?=/.test(text));
    fc.assert(
      fc.property(value, fc.boolean(), (text, negated) => {
        expect(tokenise(`pods ${writeOption('namespace', text, negated)}`)[1]).toEqual(
          option('namespace', text, negated),
        );
      }),
    );
  });
});
