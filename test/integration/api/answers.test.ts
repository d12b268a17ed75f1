import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerLine } from '../../../src/reports/answer-line.js';
import { createAnswerCheck } from '../../support/api-schemas.js';
import { tuesdayMorningMs } from '../../support/service.js';
import { services } from '../../unit/whole/services.js';
import { type ApiWorld, startApiWorld } from './world.js';

type Json = Record<string, unknown>;

let world: ApiWorld;
let check: ReturnType<typeof createAnswerCheck>;
let paths: string[];

beforeAll(async () => {
  world = await startApiWorld({ costs: services.several() });
  const document = await world.json('/api/v1/openapi.json');
  check = createAnswerCheck(document);
  paths = Object.keys(document.paths as Json);
});
afterAll(() => world.stop());

/** What the terminal's --json says to the same question. */
const said = async (line: string) =>
  (
    await answerLine(line, { costs: world.costs, now: () => tuesdayMorningMs, weekStarts: 'monday' })
  ).json() as Json;

const withoutPage = ({ page: _, ...json }: Json) => json;

describe('an answer', () => {
  it('of each route is what its OpenAPI says', async () => {
    expect(paths.length).toBeGreaterThanOrEqual(9);
    for (const path of paths) {
      const response = await world.get(path);
      const body = await response.json();
      expect({ path, status: response.status }).toEqual({ path, status: 200 });
      expect({ path, wrong: check(path, 200, 'application/json', body) }).toEqual({ path, wrong: [] });
    }
  });

  it.each([
    ['/api/v1/cost/namespaces?window=7d&limit=1000', 'namespaces 7d'],
    ['/api/v1/cost/namespaces?window=lastmonth&idle=share&limit=1000', 'namespaces lastmonth idle=share'],
    ['/api/v1/cost/namespaces?idle=false&limit=1000', 'namespaces idle=hide'],
    ['/api/v1/cost/namespaces?idle=true&limit=1000', 'namespaces idle=separate'],
    ['/api/v1/cost/pods?namespace=payments&window=today&limit=1000', 'pods payments today'],
    [
      '/api/v1/cost/pods?namespace!=kube-*&cluster=prod-us&limit=1000',
      'pods namespace!=kube-* cluster=prod-us',
    ],
    ['/api/v1/cost/monthly', 'monthly'],
    ['/api/v1/cost/monthly?window=2026-10', 'monthly 2026-10'],
    ['/api/v1/cost?by=label:team&window=2026-10&limit=1000', 'cost by=label:team 2026-10'],
    ['/api/v1/cost?label:team=pay,shop&by=controller&limit=1000', 'cost by=controller label:team=pay,shop'],
    ['/api/v1/overview?limit=1000', ''],
    ['/api/v1/savings/recommendations?limit=50', 'savings'],
  ])('to %s is that of “%s”', async (path, line) => {
    expect(withoutPage(await world.json(path))).toEqual(await said(line));
  });

  it('tells cost day by day where that is asked for, adding up to each row', async () => {
    const { rows, steps } = (await world.json('/api/v1/cost?by=namespace&step=1d')) as {
      rows: { total_cost: number; by_day: number[] }[];
      steps: { dates: string[]; idle_cost: number[] };
    };
    expect(steps.dates).toEqual(Array.from({ length: 7 }, (_, at) => `2026-11-${17 + at}`));
    expect(steps.idle_cost).toHaveLength(7);
    const units = (money: number) => Math.round(money * 1e5);
    for (const { total_cost, by_day } of rows)
      expect(by_day.reduce((sum, money) => sum + units(money), 0)).toBe(units(total_cost));
  });

  it.each(['idle=__proto__', 'today=constructor', 'held=toString', '__proto__=7d', 'constructor!=x'])(
    'is a refusal where a word means something to the language alone: %s',
    async (query) => {
      expect(await world.json(`/api/v1/cost?${query}`)).toMatchObject({ status: 400 });
    },
  );

  it('comes in the order that was asked for', async () => {
    const names = async (sort: string) =>
      ((await world.json(`/api/v1/cost?by=label:team&sort=${sort}`)).rows as { name: string }[]).map(
        ({ name }) => name,
      );
    expect(await names('name')).toEqual([...(await names('cost'))].sort());
    expect(await names('used')).not.toEqual(await names('name'));
  });

  it('has numbers of at most five decimals', async () => {
    const text = await (await world.get('/api/v1/cost/namespaces?limit=1000')).text();
    const costs = [...text.matchAll(/"\w*(?:cost|total|change)":(-?[\d.]+)/g)].map(([, number]) => number);
    expect(costs.length).toBeGreaterThan(50);
    expect(costs.filter((number) => (number?.split('.')[1] ?? '').length > 5)).toEqual([]);
  });
});

describe('pages', () => {
  it('are all of the list, once each, under one total', async () => {
    const whole = await world.json('/api/v1/cost/pods?limit=1000');
    const names: unknown[] = [];
    let cursor: string | null = '';
    for (let turn = 0; cursor !== null && turn < 50; turn += 1) {
      const path: string = `/api/v1/cost/pods?limit=3${cursor && `&cursor=${cursor}`}`;
      const page = (await world.json(path)) as Json & { page: { count: number; next_cursor: string | null } };
      expect(page.total).toBe(whole.total);
      expect(page.page.count).toBe((whole.pods as Json[]).length);
      names.push(...(page.pods as Json[]));
      cursor = page.page.next_cursor;
    }
    expect(names).toEqual(whole.pods);
  });

  it('have 100 items where nothing else is asked for, and at most 1,000', async () => {
    const huge = await startApiWorld({ costs: services.huge() });
    try {
      const page = await huge.json('/api/v1/cost/namespaces?window=yesterday');
      expect(page.namespaces).toHaveLength(100);
      expect(page.page).toMatchObject({ count: 2_500, limit: 100 });
      const most = await huge.json('/api/v1/cost/namespaces?window=yesterday&limit=1000');
      expect(most.namespaces).toHaveLength(1_000);
      expect(await huge.json('/api/v1/cost/namespaces?limit=1001')).toMatchObject({
        status: 400,
        code: 'BAD_VALUE',
        detail: 'limit=1001 is not known: limit is a whole number from 1 to 1000.',
      });
      const csv = await (await huge.get('/api/v1/cost/namespaces?window=yesterday&format=csv')).text();
      expect(csv.trimEnd().split('\n')).toHaveLength(1 + 2_500 + 1);
    } finally {
      await huge.stop();
    }
  }, 60_000);

  it.each([
    ['of another question', 'namespace=shop', 410, 'STALE_CURSOR'],
    ['of another order', 'sort=name', 410, 'STALE_CURSOR'],
  ])('are not gone on with a cursor %s', async (_, change, status, code) => {
    const { page } = (await world.json('/api/v1/cost/pods?limit=3')) as { page: { next_cursor: string } };
    const path = `/api/v1/cost/pods?limit=1&cursor=${page.next_cursor}&${change}`;
    expect(await world.json(path)).toMatchObject({ status, code });
  });

  it.each(['x', 'MTIz', '', '%00', 'a'.repeat(3_000)])('are not begun by the cursor “%s”', async (cursor) => {
    expect(await world.json(`/api/v1/cost/pods?cursor=${cursor}`)).toMatchObject({ status: 400 });
  });
});

describe('CSV', () => {
  it('is the whole table, and adds up to the total', async () => {
    for (const headers of [{ accept: 'text/csv' }, {}]) {
      const path = '/api/v1/cost/namespaces?window=7d&limit=2';
      const response = await world.get('accept' in headers ? path : `${path}&format=csv`, headers);
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(response.headers.get('content-disposition')).toBe('attachment; filename="namespaces.csv"');
      const [header = '', ...rows] = (await response.text()).trimEnd().split('\n');
      const place = header.split(',').indexOf('total_cost');
      const units = rows.map((row) => Math.round(Number(row.split(',')[place]) * 1e5));
      const { total } = (await world.json('/api/v1/cost/namespaces?window=7d')) as { total: number };
      expect(units.reduce((sum, cost) => sum + cost, 0)).toBe(Math.round(total * 1e5));
    }
  });

  it('there is of every route', async () => {
    for (const path of paths) {
      const text = await (await world.get(`${path}?format=csv`)).text();
      expect(text.split('\n').length).toBeGreaterThan(1);
    }
  });

  it('has no cell that a spreadsheet takes for a formula', async () => {
    const hostile = await startApiWorld({ costs: services.hostile() });
    try {
      const text = await (await hostile.get('/api/v1/cost?by=label:team&format=csv')).text();
      expect(text).toContain("'=");
      expect(text.split(/[,\n]/).filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
    } finally {
      await hostile.stop();
    }
  });
});

describe('what goes with an answer', () => {
  it('is a tag that stays as long as the answer does, and 304 to those who have it', async () => {
    const path = '/api/v1/cost/namespaces?window=7d';
    const first = await world.get(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toMatch(/authorization/);
    for (const tag of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const again = await world.get(path, { 'if-none-match': tag });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect((await world.get(path, { 'if-none-match': '"other"' })).status).toBe(200);
    const other = await world.get('/api/v1/cost/namespaces?window=14d', { 'if-none-match': etag });
    expect([other.status, other.headers.get('etag') === etag]).toEqual([200, false]);
  });

  it('is compression where it is asked for', async () => {
    const bytes = await new Promise<{ encoding: unknown; body: Buffer }>((resolve, reject) => {
      const headers = { 'accept-encoding': 'gzip' };
      request(`${world.url}/api/v1/cost/namespaces`, { headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(parts) }),
        );
      })
        .on('error', reject)
        .end();
    });
    expect(bytes.encoding).toBe('gzip');
    expect(JSON.parse(gunzipSync(bytes.body).toString())).toEqual(
      await world.json('/api/v1/cost/namespaces'),
    );
  });

  it('is the id of the request, and headers that keep browsers careful', async () => {
    const { headers } = await world.get('/api/v1/overview');
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
