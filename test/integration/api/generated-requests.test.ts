import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requestsFrom } from '../../../bench/generated-requests.js';
import { createAnswerCheck } from '../../support/api-schemas.js';
import { services } from '../../unit/whole/services.js';
import { type ApiWorld, startApiWorld } from './world.js';

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld({ costs: services.several() });
});
afterAll(() => world.stop());

describe('a request, whatever it is', () => {
  it('is answered as the OpenAPI document says, or with a problem that names what is wrong', async () => {
    const document = await world.json('/api/v1/openapi.json');
    const check = createAnswerCheck(document);
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(requestsFrom(document), async ({ method, path, headers }) => {
        const response = await fetch(`${world.url}${path}`, { method, headers });
        const body = await response.text();
        const { status } = response;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status).toBeLessThan(500);
        if (method === 'HEAD' || status === 304) return;
        const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
        const route = new URL(response.url).pathname;
        if (status >= 400) {
          expect(type).toBe('application/problem+json');
          expect(check(route, status, type, JSON.parse(body))).toEqual([]);
        } else if (type === 'application/json' && route !== '/api/v1/openapi.json')
          expect(check(route, status, type, JSON.parse(body))).toEqual([]);
      }),
      { numRuns: 100 },
    );
    // both kinds were there
    expect(statuses.get(200) ?? 0).toBeGreaterThan(12);
    expect(statuses.get(400) ?? 0).toBeGreaterThan(12);
  }, 60_000);
});
