import { expect, it } from '@jest/globals';
import { withWholePaths } from '../../../src/cli/whole-paths.js';

it.each([
  ['ledger export file=a.jsonl', 'ledger export file=/here/a.jsonl'],
  ['ledger export --file=../a.jsonl', 'ledger export --file=/a.jsonl'],
  ['ledger export --file a.jsonl', 'ledger export --file /here/a.jsonl'],
  ['ledger export FILE=a.jsonl', 'ledger export FILE=/here/a.jsonl'],
  ['ledger export file= a.jsonl', 'ledger export file= /here/a.jsonl'],
  ['ledger export file = a.jsonl', 'ledger export file = /here/a.jsonl'],
  ['ledger export --file = a.jsonl', 'ledger export --file = /here/a.jsonl'],
  ['ledger export file =a.jsonl', 'ledger export file =/here/a.jsonl'],
  ['ledger import file=/tmp/a.jsonl --json', 'ledger import file=/tmp/a.jsonl --json'],
  ['ledger import --file --json', 'ledger import --file --json'],
  ['pods file 7d', 'pods file 7d'],
  ['pods namespace=file=x', 'pods namespace=file=x'],
])('%s', (line, whole) => {
  expect(withWholePaths(line.split(' '), '/here').join(' ')).toBe(whole);
});

it('keeps blanks in a path together', () => {
  expect(withWholePaths(['ledger', 'export', 'file=my ledger.jsonl'], '/here')).toEqual([
    'ledger',
    'export',
    'file=/here/my ledger.jsonl',
  ]);
});
