import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { codeIn, sectionOf, tableRows } from '../../support/pages.js';
import { filesBelow, projectFolder, textOf } from '../../support/source-files.js';

const folders = readdirSync(join(projectFolder, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** `mayImport` of the rule file, as far as its folders exist. */
function rules(): Record<string, string[]> {
  const table = /const mayImport = \{([\s\S]*?)\n\};/.exec(textOf('.dependency-cruiser.cjs'))?.[1] ?? '';
  const lines = [...table.matchAll(/^ {2}'?([\w-]+)'?: \[(.*)\],$/gm)];
  const exists = (name: string) => folders.includes(name);
  return Object.fromEntries(
    lines
      .filter(([, folder = '']) => exists(folder))
      .map(([, folder = '', list = '']) => [
        folder,
        [...list.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name).filter(exists),
      ]),
  );
}

describe('docs/architecture.md', () => {
  it('says who may import whom as the rules do', () => {
    const rows = tableRows(sectionOf('docs/architecture.md', 'Who may import whom'));
    const told = rows.map(([folder = '', allowed = '']) => [codeIn(folder)[0], codeIn(allowed)]);
    expect(Object.keys(rules()).length).toBeGreaterThan(5);
    expect(Object.fromEntries(told)).toEqual(rules());
  });

  it('has a row for every folder of src, and for no other', () => {
    const rows = tableRows(sectionOf('docs/architecture.md', 'Folders'));
    const named = rows.flatMap(([where]) =>
      codeIn(where ?? '').flatMap((path) => /^src\/([\w-]+)\/$/.exec(path)?.[1] ?? []),
    );
    expect(named.sort()).toEqual([...folders].sort());
  });
});

describe('the checks of a day', () => {
  const checks = filesBelow('src/cost/quality', /\.ts$/)
    .map((path) => path.slice('src/cost/quality/'.length, -'.ts'.length))
    .filter((name) => !['index', 'day-facts', 'wording', 'limits', 'neighbours', 'levels'].includes(name));

  it.each([
    ['docs/opencost-integration.md', 'How a day is checked'],
    ['docs/definitions.md', 'States of a day'],
  ])('have a row each in %s', (page, heading) => {
    const section = sectionOf(page, heading);
    const rows = tableRows(section.slice(section.indexOf('| check |')));
    expect(rows.map(([name = '']) => name.replaceAll('`', '')).sort()).toEqual([...checks].sort());
  });
});
