import { describe, expect, it } from '@jest/globals';
import { filesBelow, textOf } from '../../support/source-files.js';

/** The lines of files that match, as "path: line". */
function linesMatching(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
}

const source = filesBelow('src', /\.tsx?$/);
const sandbox = filesBelow('sandbox', /\.tsx?$/);
const pure = source.filter((path) => /^src\/(cost|access|reports|digests)\//.test(path));

describe('the sources', () => {
  it('are found at all', () => {
    expect(source.length).toBeGreaterThan(30);
    expect(sandbox.length).toBeGreaterThan(5);
    expect(pure.length).toBeGreaterThan(10);
  });

  it('read the environment in src/config.ts alone', () => {
    const readers = linesMatching(
      [...source, ...sandbox],
      /process\s*(\?\.|\.|\[')\s*env\b|\benv\b[^;]*from 'node:process'/,
    );
    expect(readers).toHaveLength(1);
    expect(readers[0]).toMatch(/^src\/config\.ts: /);
  });

  it('have no clock and no chance where there is only arithmetic', () => {
    expect(linesMatching(pure, /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(/)).toEqual(
      [],
    );
  });

  it('write to the terminal in the terminal part and the entries alone', () => {
    const silent = source.filter((path) => !/^src\/(cli\/|(bin|main)\.ts$)/.test(path));
    expect(linesMatching(silent, /\bconsole\.|process\.std(out|err)\.write/)).toEqual([]);
  });

  it('switch no check off', () => {
    const tests = filesBelow('test', /\.tsx?$/).filter(
      (path) => !path.endsWith('architecture/sources.test.ts'),
    );
    expect(
      linesMatching([...source, ...sandbox, ...tests], /@ts-(ignore|nocheck|expect-error)|\bas any\b/),
    ).toEqual([]);
  });

  it('are short enough to be read in one go', () => {
    const long = [...source, ...sandbox].filter((path) => textOf(path).split('\n').length > 250);
    expect(long).toEqual([]);
  });
});

describe('registries', () => {
  it('know every report', () => {
    const reports = filesBelow('src/reports', /\.ts$/).filter((path) =>
      /\bdefineReport(<[^(]*>)?\(\{/.test(textOf(path)),
    );
    const index = textOf('src/reports/index.ts');
    expect(reports.length).toBeGreaterThanOrEqual(4);
    const unknown = reports.filter(
      (path) => !index.includes(`'./${path.slice('src/reports/'.length, -3)}.js'`),
    );
    expect(unknown).toEqual([]);
  });

  it.each([
    ['src/jobs', /: JobFactory = /],
    ['src/slack/commands', /\): SlackCommand \{/],
  ])('know every file of %s that makes one', (folder, makes) => {
    const files = filesBelow(folder, /\.ts$/).filter((path) => makes.test(textOf(path)));
    const index = textOf(`${folder}/index.ts`);
    expect(files.length).toBeGreaterThanOrEqual(2);
    expect(files.filter((path) => !index.includes(`'./${path.slice(folder.length + 1, -3)}.js'`))).toEqual(
      [],
    );
  });
});
