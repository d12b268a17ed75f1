import { request } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { SampleOpenCost, SampleOpenCostOptions } from '../../../sandbox/opencost/contract.js';
import { startSampleOpenCost } from '../../../sandbox/opencost/server.js';
import { read, readJson, setOf, windowOf } from './opencost-support.js';

const clock = () => Date.parse('2026-11-24T06:00:00Z');
const day = windowOf('2026-11-20', '2026-11-21');
const servers: SampleOpenCost[] = [];
async function start(options: SampleOpenCostOptions = {}): Promise<SampleOpenCost> {
  const server = await startSampleOpenCost({ clock, ...options });
  servers.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('the sample OpenCost as a server', () => {
  it('records every request, failed ones too', async () => {
    const server = await start();
    await read(`${server.url}/allocation/compute?${day}&step=1d&aggregate=cluster`);
    await read(`${server.url}/nothing`);
    await fetch(`${server.url}/healthz`, { headers: { authorization: 'Bearer sample' } });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /allocation/compute',
      'GET /nothing',
      'GET /healthz',
    ]);
    expect(server.requests[0]?.query).toMatchObject({ step: '1d', aggregate: 'cluster' });
    expect(server.requests[2]?.headers.authorization).toBe('Bearer sample');
    expect([server.requestCount(), server.requestCount('/healthz')]).toEqual([3, 1]);
  });

  it('lives under a path, with a single page around it as behind its own interface', async () => {
    const server = await start({ pathPrefix: '/model', cluster: 'prod-eu' });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/model$/);
    expect(setOf(await readJson(`${server.url}/allocation?${day}&step=1d&aggregate=cluster`))).toHaveProperty(
      'prod-eu',
    );
    const outside = await fetch(server.url.replace('/model', '/allocation'));
    expect([outside.status, outside.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const moved = await fetch(`${server.url}/assets/`, { redirect: 'manual' });
    expect(moved.headers.get('location')).toBe('/model/assets');
  });

  it('sends an answer in many pieces while it is being made', async () => {
    const server = await start({ scale: { namespaces: 300, pods: 3000 } });
    const sizes: number[] = [];
    let text = '';
    await new Promise<void>((resolve, reject) => {
      const asking = request(`${server.url}/allocation?${day}&step=1d&includeIdle=true`, (answer) => {
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => {
          sizes.push(piece.length);
          text += piece;
        });
        answer.on('end', resolve);
        answer.on('error', reject);
      });
      asking.on('error', reject).end();
    });
    const set = setOf(JSON.parse(text));
    const namespaces = new Set(
      Object.values(set).map((row) => (row.properties as Record<string, string>).namespace),
    );
    expect(Object.keys(set).length).toBeGreaterThan(3000);
    expect(namespaces.size).toBeGreaterThan(310);
    expect(Math.max(...sizes)).toBeLessThan(text.length / 10);
    expect(set.__idle__?.totalCost).toBeGreaterThan(0);
  });

  it('survives readers who leave', async () => {
    const server = await start({ scale: { namespaces: 100, pods: 2000 } });
    const leaving = new AbortController();
    const answer = await fetch(`${server.url}/allocation?${day}&step=1d`, { signal: leaving.signal });
    await answer.body?.getReader().read();
    leaving.abort();
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('never answers a window whose beginning is impossible', async () => {
    const server = await start();
    const url = `${server.url}/allocation?window=2026-02-30T00:00:00Z,2026-03-01T00:00:00Z`;
    await expect(fetch(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/abort|timeout/i);
  });
});
