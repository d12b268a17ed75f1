import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { servedReports } from '../../../src/api/answers.js';
import { parametersOf } from '../../../src/api/parameters.js';
import { reports } from '../../../src/reports/index.js';
import { codeIn, sectionOf, tableRows } from '../../support/pages.js';
import { textOf } from '../../support/source-files.js';
import { services } from '../../unit/whole/services.js';
import { type ApiWorld, startApiWorld } from './world.js';

const page = 'docs/api-quickref.md';

/** Each request of the page with the answer that is shown under it. */
const examples = [...textOf(page).matchAll(/```http\nGET (\S+)\n```\n\n```(json|csv)\n([\s\S]*?)```/g)].map(
  ([, path = '', kind = '', shown = '']) => ({ path, kind, shown }),
);

/** The part of `actual` that `shown` speaks of: its fields, and the first items of lists. */
function partOf(actual: unknown, shown: unknown): unknown {
  if (Array.isArray(shown))
    return Array.isArray(actual) ? shown.map((one, at) => partOf(actual[at], one)) : actual;
  if (typeof shown !== 'object' || shown === null || typeof actual !== 'object' || actual === null)
    return actual;
  const fields = actual as Record<string, unknown>;
  return Object.fromEntries(Object.entries(shown).map(([key, one]) => [key, partOf(fields[key], one)]));
}

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld({ costs: services.ordinary() });
});
afterAll(() => world.stop());

describe(page, () => {
  it('has an example of most routes', () => {
    expect(examples.length).toBeGreaterThanOrEqual(9);
  });

  it.each(examples)('shows what is answered to $path', async ({ path, kind, shown }) => {
    const text = await (await world.get(path)).text();
    if (kind === 'csv') expect(text.startsWith(shown)).toBe(true);
    else expect(partOf(JSON.parse(text), JSON.parse(shown))).toEqual(JSON.parse(shown));
  });

  it('has a row for every route, and for no other', () => {
    const rows = tableRows(sectionOf(page, 'Routes')).map(([route = '']) => codeIn(route)[0]);
    expect(rows.sort()).toEqual(
      servedReports(reports)
        .map(({ path }) => `/api/v1${path}`)
        .sort(),
    );
  });

  it('has a row for every parameter, and for no other', () => {
    const rows = tableRows(sectionOf(page, 'Parameters')).flatMap(([names = '']) => codeIn(names));
    const names = servedReports(reports).flatMap((report) => parametersOf(report).map(({ name }) => name));
    expect([...new Set(rows)].sort()).toEqual([...new Set(names)].sort());
  });
});
