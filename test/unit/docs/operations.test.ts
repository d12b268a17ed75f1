import { expect, it } from '@jest/globals';
import { sectionOf, tableRows } from '../../support/pages.js';
import { filesBelow, textOf } from '../../support/source-files.js';

const sources = filesBelow('src', /\.ts$/)
  .map((path) => textOf(path))
  .join('\n');

it('the lines of the log that docs/operations.md tells to watch are those that are logged, at their level', () => {
  const rows = tableRows(sectionOf('docs/operations.md', 'What to watch'));
  expect(rows.length).toBeGreaterThan(5);
  for (const [line = '', level = ''] of rows) {
    const message = line.replaceAll('`', '');
    const at = sources.indexOf(`'${message}'`);
    const calls = [...sources.slice(0, Math.max(at, 0)).matchAll(/logger\.(info|warn|error)\(/g)];
    expect({ message, level: calls.at(-1)?.[1] }).toEqual({ message, level });
  }
});
