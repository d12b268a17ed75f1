import { expect, it } from '@jest/globals';
import { environmentNames } from '../../../src/config/settings.js';
import { pages } from '../../support/pages.js';
import { filesBelow, textOf } from '../../support/source-files.js';

const code = /\b[A-Z]+(?:_[A-Z]+)+\b/g;
const isCode = (name: string) => !environmentNames.includes(name);

/** Every upper-case name that stands quoted in the sources and is no setting: the codes of errors. */
const inSources = new Set(
  filesBelow('src', /\.ts$/)
    .flatMap((path) => [...textOf(path).matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)])
    .map(([, name = '']) => name)
    .filter(isCode),
);

/** Those that have a row of their own: the first cell begins with them. */
const rows = textOf('docs/troubleshooting.md')
  .split('\n')
  .flatMap((line) => /^\| `([A-Z]+(?:_[A-Z]+)+)`/.exec(line)?.[1] ?? []);

it('each error that a person can meet has one row in docs/troubleshooting.md, and each row an error', () => {
  expect(inSources.size).toBeGreaterThan(25);
  expect([...rows].sort()).toEqual([...inSources].sort());
});

it('no page names an error that does not exist', () => {
  const prefixes = /^(OPENCOST|SLACK|CONFIG|UNKNOWN)_/;
  const unknown = pages.flatMap((page) =>
    [...textOf(page).matchAll(code)]
      .map(([name]) => name)
      .filter((name) => prefixes.test(name) && isCode(name) && !inSources.has(name))
      .filter((name) => !['OPENCOST_ULR', 'OPENCOST_SERVICE_HOST'].includes(name))
      .map((name) => `${page}: ${name}`),
  );
  expect(unknown).toEqual([]);
});
