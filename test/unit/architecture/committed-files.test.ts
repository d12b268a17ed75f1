import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder, textOf } from '../../support/source-files.js';

const notOurs = new Set([
  'node_modules',
  'dist',
  '.git',
  'coverage',
  '.cache',
  'data',
  '.env',
  'package-lock.json',
]);

function walk(folder: string): string[] {
  return readdirSync(join(projectFolder, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (notOurs.has(path) || entry.name === 'node_modules') return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}

const readable = walk('').filter((path) => !/\.(png|jpe?g|gif|ico|woff2?|gz|zip|log)$/.test(path));
const written = readable.filter((path) => !path.startsWith('test/fixtures/'));

/** Put together here, so that this file does not hold what it forbids. */
const words = [
  ['TO', 'DO'],
  ['FIX', 'ME'],
  ['HA', 'CK:'],
].map((parts) => parts.join(''));
const hosts = [
  ['registry', 'npmjs'],
  ['registry', 'yarnpkg'],
  ['npm', 'pkg', 'github'],
  ['registry', 'npmmirror'],
  ['npm', 'jsr', 'io'],
].map((parts) => parts.join('.'));

const filesWith = (paths: readonly string[], texts: readonly string[]) =>
  paths.flatMap((path) => {
    const content = textOf(path);
    return texts.filter((text) => content.includes(text)).map((text) => `${path}: ${text}`);
  });

describe('the files of the project', () => {
  it('are found at all', () => {
    expect(readable).toEqual(
      expect.arrayContaining(['package.json', 'src/config.ts', 'manifest.yml', '.ci/run']),
    );
  });

  it('leave nothing for later', () => {
    expect(filesWith(written, words)).toEqual([]);
  });

  it('name no package registry', () => {
    expect(filesWith([...readable, '.npmrc', 'package-lock.json'], hosts)).toEqual([]);
  });

  it('lock packages by their contents, not by where they were fetched', () => {
    const lock: { packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }> } =
      JSON.parse(textOf('package-lock.json'));
    const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
    const unchecked = entries.filter(([, entry]) => entry.integrity === undefined && entry.link !== true);
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });
});
