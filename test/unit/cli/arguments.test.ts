import { expect, it } from '@jest/globals';
import { needsNothing, readArguments } from '../../../src/cli/arguments.js';
import { tokenise } from '../../../src/reports/line.js';

const reasonIn = (...args: string[]) => {
  const tokens = tokenise(readArguments(args).line);
  const option = tokens.find((token) => token.kind === 'option' && token.key === 'why');
  const after = tokens.findIndex((token) => token.kind === 'flag' && token.key === 'why') + 1;
  if (option?.kind === 'option') return option.value;
  const next = tokens[after];
  return next?.kind === 'word' ? next.text : null;
};

it.each([
  [['ledger', 'accept', '--why', 'the price is right'], 'the price is right'],
  [['ledger', 'accept', 'why=the price is right'], 'the price is right'],
  [['ledger', 'accept', '--why=the price is right'], 'the price is right'],
  [['ledger', 'accept', '--why', 'the limit=4 is wrong'], 'the limit=4 is wrong'],
  [['ledger', 'accept', 'why=the limit=4 is wrong'], 'the limit=4 is wrong'],
  [['ledger', 'accept', '--why', '2026-11-13 was “odd”'], '2026-11-13 was odd'],
])('a reason is kept together as the shell did: %j', (args, why) => {
  expect(reasonIn(...args)).toBe(why);
});

it.each([
  [['help'], true],
  [['help', 'pods'], true],
  [['help pods'], true],
  [['--json', 'help'], true],
  [['pods', '--help'], true],
  [['--version'], true],
  [['pods', 'help'], false],
  [['pods', 'namespace=help'], false],
  [[], false],
])('%j needs no configuration: %s', (args, needsNone) => {
  expect(needsNothing(args)).toBe(needsNone);
});
