import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import type { Check, DayFacts } from '../../../src/cost/quality/day-facts.js';
import { defaultLimits } from '../../../src/cost/quality/limits.js';
import { resolveWindow } from '../../../src/cost/window.js';
import { reports } from '../../../src/reports/index.js';
import { parseParams } from '../../../src/reports/params.js';
import type { AnyReport } from '../../../src/reports/report.js';
import { fencedIn } from '../../support/pages.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { projectFolder, textOf } from '../../support/source-files.js';

const folder = mkdtempSync(join(tmpdir(), 'kubecent-example-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blocks = fencedIn(textOf('CONTRIBUTING.md'), 'ts');

/** Loads the file that CONTRIBUTING.md tells to write, from elsewhere, with its imports led back to the project. */
async function load<Module>(path: string): Promise<Module> {
  const code = blocks.find((block) => block.startsWith(`// ${path}\n`));
  if (code === undefined) throw new Error(`CONTRIBUTING.md does not show ${path}`);
  const from = join(projectFolder, path, '..');
  const rooted = code.replace(
    /from '(\.[^']+)\.js'/g,
    (_, target: string) => `from '${join(from, target)}.ts'`,
  );
  const packages = rooted.replace(/from 'zod'/, `from '${join(projectFolder, 'node_modules/zod/index.js')}'`);
  const file = join(folder, path.replaceAll('/', '-'));
  writeFileSync(file, packages);
  return import(file) as Promise<Module>;
}

it('the report of CONTRIBUTING.md answers, and its JSON has the shape that it promises', async () => {
  const { idle } = await load<{ idle: AnyReport }>('src/reports/idle.ts');
  const { costs } = createTestService();
  const context = { nowMs: tuesdayMorningMs, weekStarts: 'monday' as const };
  const params = parseParams(idle, [{ kind: 'word', text: '7d' }], context);
  const answer = await idle.answer(params, {
    ...context,
    costs,
    ledger: null,
    snoozes: null,
    asker: null,
    surface: 'slack',
    onProgress: () => {},
    reports,
  });
  expect(answer.document().summary).toContain('$17.50');
  expect(() => idle.result.parse(answer.json())).not.toThrow();
  expect(answer.csv().rows).toHaveLength(3);
  expect(params.window).toEqual(resolveWindow('7d', context));
});

it('the check of CONTRIBUTING.md finds what it says', async () => {
  const { checkNoIdle } = await load<{ checkNoIdle: Check }>('src/cost/quality/no-idle.ts');
  const none = { cpu: 0, ram: 0, gpu: 0 };
  const day = { workloads: none, idle: none, assets: { nodeCount: 1, nodes: 100 } } as unknown as DayFacts;
  expect(checkNoIdle(day, defaultLimits)?.check).toBe('no-idle');
  expect(checkNoIdle({ ...day, idle: { ...none, cpu: 5 } }, defaultLimits)).toBeNull();
});
