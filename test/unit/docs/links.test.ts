import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { environmentNames } from '../../../src/config/settings.js';
import { anchorOf, codeIn, fencedIn, headingsOf, isFile, pages } from '../../support/pages.js';
import { textOf } from '../../support/source-files.js';

/** Names of the environment that are not settings of Kubecent, and where they are read or spoken of. */
const otherNames = new Set([
  'DEMO_PORT',
  'TEST_DATABASE_URL',
  'TEST_REDIS_URL',
  'NO_INSTALL',
  'HTTP_PROXY',
  'ADMIN_TOKEN',
  'POSTGRES_PASSWORD',
]);

/** Files that a page itself tells to write. */
const written = new Set(
  pages.flatMap((page) =>
    fencedIn(textOf(page)).flatMap((code) => /^\/\/ ((?:src|test)\/\S+)/.exec(code)?.[1] ?? []),
  ),
);

const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'));

describe.each(pages)('%s', (page) => {
  const text = textOf(page);

  it('links to what exists', () => {
    const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      if (/^[a-z]+:/.test(target)) return [];
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!isFile(file)) return [target];
      return anchor === undefined || headingsOf(file).map(anchorOf).includes(anchor) ? [] : [target];
    });
    expect(broken).toEqual([]);
  });

  it('names files and folders that exist', () => {
    const here = page.startsWith('sandbox/') ? dirname(page) : '.';
    const named = codeIn(text)
      .filter((code) => /^(src|test|docs|scripts|sandbox|bench|\.ci)\/[\w./-]+$/.test(code))
      .filter((path) => !isFile(path) && !isFile(join(here, path)) && !written.has(path));
    expect(named).toEqual([]);
  });

  it('names commands of npm that exist', () => {
    const missing = [...text.matchAll(/\bnpm run ([a-z]+)/g)].filter(([, name = '']) => !(name in scripts));
    expect(missing.map(([command]) => command)).toEqual([]);
  });

  it('names settings that exist', () => {
    const names = [...text.matchAll(/\b([A-Z][A-Z_]+)=|`\$?([A-Z]+(?:_[A-Z]+)+)`/g)]
      .map(([, given, quoted]) => given ?? quoted ?? '')
      .filter(
        (name) => name.includes('_') && !/^(OPENCOST_ULR|REDIS_PORT|OPENCOST_SERVICE_HOST)$/.test(name),
      );
    const codes = /troubleshooting|opencost-integration|operations|api-quickref/.test(page);
    const unknown = names.filter((name) => !environmentNames.includes(name) && !otherNames.has(name));
    expect(
      codes
        ? unknown.filter((name) => !textOf('docs/troubleshooting.md').includes(`| \`${name}\``))
        : unknown,
    ).toEqual([]);
  });
});
