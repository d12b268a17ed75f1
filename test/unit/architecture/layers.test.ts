import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { filesBelow, projectFolder, textOf } from '../../support/source-files.js';

interface Cruise {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}

/** Runs dependency-cruiser over src and sandbox of a folder, with its own rules. */
function cruise(folder: string): Cruise {
  const program = join(projectFolder, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'sandbox'];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.stdout === '') throw new Error(`dependency-cruiser said nothing: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

const client = 'sandbox/page/client/';

describe('who may import whom', () => {
  it('is obeyed by every file of src and sandbox', () => {
    const { modules, summary } = cruise(projectFolder);
    const broken = summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`);
    expect(broken).toEqual([]);
    const files = [...filesBelow('src', /\.tsx?$/), ...filesBelow('sandbox', /\.tsx?$/)].filter(
      (path) => !path.startsWith(client),
    );
    expect(files.length).toBeGreaterThan(30);
    const seen = new Set(modules.map(({ source }) => source));
    expect(files.filter((path) => !seen.has(path))).toEqual([]);
  }, 60_000);

  it('has a rule for every folder of src', () => {
    const rules = textOf('.dependency-cruiser.cjs');
    const folders = readdirSync(join(projectFolder, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { name } of folders) expect(rules).toMatch(new RegExp(`['\\s^/]${name}['\\[:]`));
  });

  it('lets others see the shape of the cost service, not its making', () => {
    const outside = filesBelow('src', /\.ts$/).filter((path) => /^src\/(?!cost-service\/)[^/]+\//.test(path));
    const makers = outside.filter((path) =>
      /^(im|ex)port (?!type)[^;]*from '[./]+cost-service\/(service|health)\.js'/m.test(textOf(path)),
    );
    expect(makers).toEqual([]);
  });

  it('is obeyed by the client of the page, which imports nothing but its own and the contracts of the sandbox', () => {
    for (const path of filesBelow(client, /\.tsx?$/)) {
      const imports = [...textOf(path).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
        ([, name = '']) => name,
      );
      expect({ path, imports: imports.filter((name) => /(^|\/)(src|test|bench)\//.test(name)) }).toEqual({
        path,
        imports: [],
      });
    }
  });
});

/** One planted file for each kind of violation, and the rule that must find it. */
const plants: [path: string, text: string, rule?: string][] = [
  ['src/cost/planted-a.ts', "export { x } from '../slack/planted.js';", 'cost-imports-what-it-may'],
  [
    'src/cost/planted-b.ts',
    "import type { A } from '../logger.js';\nexport type B = A;",
    'cost-imports-what-it-may',
  ],
  [
    'src/cost/planted-c.ts',
    "import axios from 'axios';\nexport const x = axios;",
    'pure-folders-need-few-packages',
  ],
  ['src/reports/planted-a.ts', "import fs from 'node:fs';\nexport const x = fs;", 'pure-folders-do-no-io'],
  ['src/reports/planted-b.ts', "export const x = () => import('pino');", 'pino-has-one-place'],
  [
    'src/reports/planted-c.ts',
    "export { x } from '../cost-service/planted.js';",
    'the-service-is-known-by-its-contract',
  ],
  [
    'src/cost-service/planted.ts',
    "export { x } from '../reports/planted-a.js';",
    'cost-service-imports-what-it-may',
  ],
  ['src/slack/planted.ts', "export { x } from '../opencost/planted.js';", 'slack-imports-what-it-may'],
  [
    'src/opencost/planted.ts',
    "import bolt from '@slack/bolt';\nexport const x = bolt;",
    'slack-has-one-place',
  ],
  ['src/cache/planted.ts', "import axios from 'axios';\nexport const x = axios;", 'axios-has-one-place'],
  ['src/cli/planted.ts', "import keyv from 'keyv';\nexport const x = keyv;", 'keyv-has-one-place'],
  ['src/cli/planted-b.ts', "export type { Config } from '../config.js';", 'cli-imports-what-it-may'],
  ['src/planted.ts', "export { settings } from './config/settings.js';", 'config-has-one-door'],
  ['src/store/planted.ts', "export { x } from '../ledger/planted.js';", 'store-imports-what-it-may'],
  ['src/ledger/planted.ts', "export { x } from '../jobs/planted.js';", 'ledger-imports-what-it-may'],
  ['src/jobs/planted.ts', "export { x } from '../store/planted.js';", 'jobs-imports-what-it-may'],
  ['src/api/planted.ts', "export { x } from '../cli/planted.js';", 'api-imports-what-it-may'],
  ['src/digests/planted.ts', "export { x } from '../store/planted.js';", 'digests-imports-what-it-may'],
  ['src/access/planted.ts', "export { x } from '../cost/planted-a.js';", 'access-imports-what-it-may'],
  ['src/database/planted.ts', "export { x } from '../cost/planted-a.js';", 'database-imports-what-it-may'],
  ['src/utils/planted.ts', "export { x } from '../planted.js';", 'folders-are-known'],
  ['src/planted-a.ts', "export { x } from '../sandbox/planted.js';", 'src-knows-only-src'],
  ['src/planted-b.ts', "import jest from 'jest';\nexport const x = jest;", 'no-development-packages-in-src'],
  ['src/planted-c.ts', "export { x } from './nowhere.js';", 'no-unknown-imports'],
  ['src/planted-d.ts', "export { x } from './planted-e.js';", 'no-circles'],
  ['src/planted-e.ts', "export { x } from './planted-d.js';"],
  ['sandbox/planted.ts', "export { x } from '../src/planted.js';", 'sandbox-knows-no-src'],
];

describe('a planted violation', () => {
  it('is found, whatever its kind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kubecent-layers-'));
    try {
      for (const name of ['src', '.dependency-cruiser.cjs', 'package.json']) {
        cpSync(join(projectFolder, name), join(folder, name), { recursive: true });
      }
      symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
      for (const [path, text] of plants) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const found = new Set(
        cruise(folder).summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`),
      );
      const expected = plants
        .filter(([, , rule]) => rule !== undefined)
        .map(([path, , rule]) => `${path}: ${rule}`);
      expect(expected.filter((plant) => !found.has(plant))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
