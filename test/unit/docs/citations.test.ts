import { describe, expect, it } from '@jest/globals';
import { headingsOf, isFile } from '../../support/pages.js';
import { filesBelow, textOf } from '../../support/source-files.js';

const sources = ['src', 'sandbox', 'test/support', 'scripts'].flatMap((folder) =>
  filesBelow(folder, /\.(ts|tsx|mjs)$/),
);

/** The text of a file with its comments as one line each, so that a citation may run over a line's end. */
function flat(path: string): string {
  return textOf(path).replace(/\s*\n\s*(\*|\/\/)\s*/g, ' ');
}

/** What a file cites: a page, and the headings that stand quoted behind it. */
function citationsOf(path: string): { page: string; headings: string[] }[] {
  return [...flat(path).matchAll(/\b(docs\/[\w-]+\.md)((?:,? "[^"\n]+"[,.]?)*)/g)].map(
    ([, page = '', quoted = '']) => ({
      page,
      headings: [...quoted.matchAll(/"([^"]+)"/g)].map(([, heading = '']) => heading),
    }),
  );
}

describe('citations of the pages in the code', () => {
  const cited = sources.flatMap((path) => citationsOf(path).map((citation) => ({ path, ...citation })));

  it('are found at all', () => {
    expect(cited.length).toBeGreaterThan(30);
    expect(cited.filter(({ headings }) => headings.length > 0).length).toBeGreaterThan(20);
  });

  it('name pages that exist, and headings that these have', () => {
    const broken = cited.flatMap(({ path, page, headings }) => {
      if (!isFile(page)) return [`${path}: ${page}`];
      const known = headingsOf(page);
      return headings
        .filter((heading) => !known.includes(heading))
        .map((heading) => `${path}: ${page}, "${heading}"`);
    });
    expect(broken).toEqual([]);
  });
});

describe('docs/definitions.md', () => {
  it('names the code of each word', () => {
    const lines = textOf('docs/definitions.md').split('\n');
    const named = lines
      .filter((line) => line.startsWith('Code: '))
      .flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, path = '']) => `src/cost/${path}`));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !isFile(path))).toEqual([]);
  });
});
