import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SampleOpenCost } from '../../../sandbox/opencost/contract.js';
import { type FailureKind, failureKinds } from '../../../sandbox/opencost/failures.js';
import { startSampleOpenCost } from '../../../sandbox/opencost/server.js';
import { read, readJson, realAnswer, realWrapped, setOf, setsOf, windowOf } from './opencost-support.js';

const day = windowOf('2026-11-20', '2026-11-21');
let server: SampleOpenCost;
let allocation: string;
beforeEach(async () => {
  server = await startSampleOpenCost({ clock: () => Date.parse('2026-11-24T06:00:00Z') });
  allocation = `${server.url}/allocation?${day}&step=1d&aggregate=namespace&includeIdle=true`;
});
afterEach(() => server.stop());

const ask = (url: string) => fetch(url, { redirect: 'manual' });

describe('the sample OpenCost on demand', () => {
  it.each<[FailureKind, number, string | null, RegExp]>([
    ['empty-body', 200, 'application/json', /^$/],
    ['not-json', 200, 'application/json', /^upstream/],
    ['html-200', 200, 'text/html; charset=utf-8', /^<!doctype html>/],
    ['login-redirect', 302, 'text/html; charset=utf-8', /302 Found/],
    ['moved-301', 301, 'text/html; charset=utf-8', /301 Moved/],
    ['unauthorized', 401, 'text/html; charset=utf-8', /401/],
    ['forbidden', 403, 'text/html; charset=utf-8', /403/],
    ['not-found', 404, 'text/plain; charset=utf-8', /^404 page not found\n$/],
    ['bad-gateway', 502, 'text/html; charset=utf-8', /502 Bad Gateway/],
    ['unavailable', 503, 'text/html; charset=utf-8', /503/],
    ['gateway-timeout', 504, 'text/html; charset=utf-8', /504/],
    ['null-data', 200, 'application/json', /"data":null\}$/],
    ['null-sets', 200, 'application/json', /"data":\[null\]\}$/],
    ['empty-sets', 200, 'application/json', /"data":\[\{\}\]\}$/],
    ['null-floats', 200, 'application/json', /"cpuCost":null/],
    ['wrong-types', 200, 'application/json', /"cpuCost":"twelve"/],
  ])('%s', async (kind, status, type, body) => {
    server.setFailure({ kind });
    const answer = await ask(allocation);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
    expect(await answer.text()).toMatch(body);
    server.setFailure(null);
    expect((await ask(allocation)).status).toBe(200);
    expect(setOf(await readJson(allocation))).toHaveProperty('payments');
  });

  it('prometheus-down: JSON from /allocation, text from /assets, words from /status, and /healthz is well', async () => {
    server.setFailure({ kind: 'prometheus-down' });
    for (const [path, name] of [
      [`/allocation?${day}&step=1d&aggregate=namespace`, 'error-500-prometheus-down'],
      [`/assets?${day}`, 'error-500-prometheus-down-assets'],
      ['/status', 'status-prometheus-down'],
      ['/healthz', 'healthz-prometheus-down'],
    ] as const) {
      const real = realWrapped(name);
      const answer = await ask(`${server.url}${path}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([real.status, real.contentType]);
      const opening = (text: string) =>
        text.replace(/Post .*/s, '').replace(/(http:\/\/)?[\w.-]+:\d{2,5}/g, 'somewhere');
      expect(opening(await answer.text()).slice(0, 190)).toBe(opening(real.body).slice(0, 190));
    }
  });

  it('prometheus-timeout: the inner error is there, and internal names with it', async () => {
    server.setFailure({ kind: 'prometheus-timeout', path: '/allocation' });
    const answer = (await readJson(allocation)) as { code: number; message: string };
    expect(answer.code).toBe(500);
    expect(answer.message).toContain('"errorType":"timeout"');
    expect((await ask(`${server.url}/assets?${day}`)).status).toBe(200);
  });

  it('pods-hidden: as the real server, all node cost idle and the load balancers twice', async () => {
    server.setFailure({ kind: 'pods-hidden' });
    const hidden = setOf(await readJson(allocation));
    const real = setOf(realAnswer('14-pods-hidden-namespace-idle'));
    expect(Object.keys(hidden)).toEqual(expect.arrayContaining(Object.keys(real)));
    expect(Object.keys(hidden.__unmounted__ ?? {})).toEqual(Object.keys(real.__unmounted__ ?? {}));
    expect(hidden.__unmounted__?.lbAllocations).toBeNull();
    const assets = (await readJson(`${server.url}/assets?${day}`)) as {
      data: Record<string, { type: string; totalCost: number }>;
    };
    const total = (type: string) =>
      Object.values(assets.data).reduce((sum, asset) => sum + (asset.type === type ? asset.totalCost : 0), 0);
    expect(hidden.__idle__?.totalCost).toBeCloseTo(total('Node'), 3);
    expect(hidden.__unmounted__?.loadBalancerCost).toBeCloseTo(2 * total('LoadBalancer'), 4);
  });

  it('truncated: half a body, properly ended; reset-midway: half a body and a cut connection', async () => {
    const whole = await read(allocation);
    server.setFailure({ kind: 'truncated' });
    expect(await read(allocation)).toBe(whole.slice(0, Math.floor(whole.length / 2)));
    server.setFailure({ kind: 'reset-midway' });
    await expect(read(allocation)).rejects.toThrow();
  });

  it('reset and hang: no answer at all', async () => {
    server.setFailure({ kind: 'reset' });
    await expect(ask(allocation)).rejects.toThrow();
    server.setFailure({ kind: 'hang' });
    await expect(fetch(allocation, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/abort|timeout/i);
  });

  it('slow and latency: the answer comes, later', async () => {
    server.setFailure({ kind: 'slow', delayMs: 60 });
    let startedMs = performance.now();
    await read(allocation);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(55);
    server.setFailure(null);
    server.setLatency({ perDayMs: 20 });
    startedMs = performance.now();
    await read(`${server.url}/allocation?${windowOf('2026-11-17', '2026-11-20')}&step=1d&aggregate=cluster`);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(55);
  });

  it('fails only the path, the day and as often as asked', async () => {
    server.setFailure([
      { kind: 'bad-gateway', day: '2026-11-20', count: 2 },
      { kind: 'unavailable', path: '/assets' },
    ]);
    const statuses: number[] = [];
    for (const query of [
      windowOf('2026-11-19', '2026-11-20'),
      windowOf('2026-11-18', '2026-11-22'),
      day,
      day,
    ]) {
      statuses.push((await ask(`${server.url}/allocation?${query}&step=1d&aggregate=cluster`)).status);
    }
    expect(statuses).toEqual([200, 502, 502, 200]);
    expect((await ask(`${server.url}/assets?${day}`)).status).toBe(503);
    expect((await ask(`${server.url}/healthz`)).status).toBe(200);
  });

  it('knows every failure by name', () => {
    expect(new Set(failureKinds).size).toBe(failureKinds.length);
  });

  it('damages one day by an event', async () => {
    server.addEvent({ kind: 'damage-day', day: '2026-11-19', how: 'no-data' });
    server.addEvent({ kind: 'damage-day', day: '2026-11-20', how: 'null-floats' });
    const url = `${server.url}/allocation?${windowOf('2026-11-18', '2026-11-21')}&step=1d&aggregate=namespace`;
    const [before, none, nulls] = setsOf(await readJson(url));
    expect(Object.keys(before ?? {}).length).toBeGreaterThan(10);
    expect(none).toEqual({});
    expect(Object.values(nulls ?? {}).some((row) => row.cpuCost === null)).toBe(true);
  });

  it('stops while a request hangs', async () => {
    server.setFailure({ kind: 'hang' });
    const pending = read(allocation);
    const refused = expect(pending).rejects.toThrow();
    while (server.requestCount('/allocation') === 0) await new Promise((resolve) => setImmediate(resolve));
    await server.stop();
    await refused;
  });
});
