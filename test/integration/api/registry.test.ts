import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { answerReport } from '../../../src/reports/answer-line.js';
import { defineReport } from '../../../src/reports/report.js';
import { createAnswerCheck } from '../../support/api-schemas.js';
import { tuesdayMorningMs } from '../../support/service.js';
import { services } from '../../unit/whole/services.js';
import { startApiWorld } from './world.js';

/** One that nobody has thought of yet. */
const waste = defineReport<{ names: string[] }>({
  name: 'waste',
  aliases: [],
  summary: 'What nobody needs',
  examples: ['waste 7d'],
  bareWord: 'namespace',
  takesWindow: true,
  defaultWindow: '7d',
  options: ['filters'],
  path: '/waste',
  result: z.strictObject({ names: z.array(z.string()), count: z.number() }),
  list: { key: 'names', count: ({ names }) => names.length, mostPerPage: 5 },
  collect: async ({ filter }) => ({ names: filter.flatMap(({ values }) => values) }),
  present: () => ({ title: '', subtitle: '', summary: '', command: 'waste', sections: [] }),
  toJson: ({ names }, { from, to }) => ({ names: names.slice(from, to), count: names.length }),
  toCsv: ({ names }) => ({ header: ['name'], rows: names.map((name) => [name]) }),
});

describe('a new report', () => {
  it('has a route, a schema and an entry in the documents at once', async () => {
    const costs = services.ordinary();
    const context = { costs, now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
    const world = await startApiWorld({
      costs,
      desk: { reports: [waste], answer: (report, tokens) => answerReport(report, tokens, context) },
    });
    try {
      const path = '/api/v1/waste?namespace=a,b,c&limit=2';
      const body = await world.json(path);
      expect(body).toMatchObject({ names: ['a', 'b'], count: 3, page: { count: 3, limit: 2 } });
      const document = await world.json('/api/v1/openapi.json');
      expect(createAnswerCheck(document)('/api/v1/waste', 200, 'application/json', body)).toEqual([]);
      expect(
        createAnswerCheck(document)('/api/v1/waste', 200, 'application/json', { ...body, more: 1 }),
      ).toEqual([expect.stringContaining('must NOT have additional properties')]);
      const { get } =
        (document.paths as Record<string, { get: Record<string, unknown> }>)['/api/v1/waste'] ?? {};
      expect(get).toMatchObject({ operationId: 'waste', summary: 'What nobody needs' });
      expect(await world.json('/api/v1/waste?limit=6')).toMatchObject({ code: 'BAD_VALUE' });
      expect(await (await world.get('/api/v1/waste?namespace=a&format=csv')).text()).toBe('name\na\n');
    } finally {
      await world.stop();
    }
  });
});

describe('the page to try it', () => {
  it('comes whole from this server, with the document in it', async () => {
    const world = await startApiWorld({ costs: services.ordinary() });
    try {
      const page = await world.get('/api/v1/docs/');
      const html = await page.text();
      expect([page.status, html.includes('swagger-ui')]).toEqual([200, true]);
      const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link);
      expect(assets.length).toBeGreaterThan(2);
      for (const link of assets) {
        expect(link).toMatch(/^\.?\.?\//);
        expect((await fetch(new URL(link, `${world.url}/api/v1/docs/`))).status).toBe(200);
      }
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self'");
      expect(await world.json('/api/v1/docs/json')).toMatchObject({ openapi: '3.1.0' });
    } finally {
      await world.stop();
    }
  });
});

describe('what a cluster asks of a process', () => {
  it('is whether it can answer, part by part, without OpenCost', async () => {
    const parts = [
      { name: 'database', isReady: true },
      { name: 'queue', isReady: true },
    ];
    const world = await startApiWorld({ costs: services.failing(), readiness: async () => parts });
    try {
      expect(await world.json('/healthz')).toEqual({ status: 'alive' });
      expect(await world.json('/admin')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
      const ready = await world.get('/readyz');
      expect([ready.status, await ready.json()]).toEqual([
        200,
        { status: 'ready', parts: { database: 'ready', queue: 'ready' } },
      ]);
      parts[1] = { name: 'queue', isReady: false };
      const unready = await world.get('/readyz');
      expect([unready.status, await unready.json()]).toEqual([
        503,
        { status: 'not_ready', parts: { database: 'ready', queue: 'not_ready' } },
      ]);
      const health = await world.get('/api/v1/health');
      expect([health.status, await health.json()]).toMatchObject([503, { status: 'down' }]);
      const cost = await world.get('/api/v1/cost/namespaces');
      expect(cost.headers.get('retry-after')).toBe('10');
      expect([cost.status, await cost.json()]).toMatchObject([503, { code: 'OPENCOST_UNREACHABLE' }]);
    } finally {
      await world.stop();
    }
  });

  it('is metrics, in the text that Prometheus reads', async () => {
    const world = await startApiWorld({ costs: services.ordinary() });
    try {
      const metrics = await world.get('/metrics');
      expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4');
      expect(await metrics.text()).toBe('kubecent_up 1\n');
    } finally {
      await world.stop();
    }
  });
});
