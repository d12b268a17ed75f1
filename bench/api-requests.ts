import fc from 'fast-check';
import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { type GeneratedRequest, requestsFrom } from './generated-requests.js';
import { showRatio } from './statistics.js';
import type { ApiServerReply, ApiServerRequest } from './workers/api-server.js';
import { startChild } from './workers/child.js';

const count = 100_000;
const perBatch = 2_000;
const atOnce = 16;
const seed = 7;

/** Requests made of the server's own OpenAPI document, valid and broken: what it does with them. */
export const apiRequests: Benchmark = {
  name: 'api-requests',
  about: `${count.toLocaleString('en-US')} generated requests, valid and broken, ${atOnce} at once`,
  async run() {
    const options = { days: 14, workloads: 60, namespaces: 12, path: '/api/v1/help' };
    const { child, ready } = await startChild<ApiServerRequest, ApiServerReply>('api-server', options);
    try {
      return [{ figure: await askAll(ready.url) }];
    } finally {
      await child.stop();
    }
  },
};

async function askAll(url: string): Promise<Figure> {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as Record<string, unknown>;
  const requests = requestsFrom(document);
  const statuses = new Map<number, number>();
  const wrong: string[] = [];
  const startedMs = performance.now();
  for (let batch = 0; batch < count / perBatch; batch += 1) {
    const some = fc.sample(requests, { numRuns: perBatch, seed: seed + batch });
    await eachAtOnce(some, async (request) => {
      const { status, fault } = await ask(url, request);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (fault !== null) wrong.push(`${request.method} ${request.path}: ${fault}`);
    });
  }
  const perSecond = count / ((performance.now() - startedMs) / 1_000);
  const constants = await constantRate(url);
  const failures = [...statuses].filter(([status]) => status >= 500).reduce((sum, [, one]) => sum + one, 0);
  const show = (value: number) => value.toLocaleString('en-US');
  return {
    name: 'generated requests, a second',
    value: `${Math.round(perSecond)}/s`,
    baseline: { name: 'the same client and a constant', value: `${Math.round(constants)}/s` },
    ratio: perSecond / constants,
    details: [
      [...statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, one]) => `${status}: ${show(one)}`)
        .join(' · '),
      ...wrong.slice(0, 5),
    ],
    targets: [
      atMost('answers of 500 and more', failures, 0, show),
      atMost('errors that are no problem+json', wrong.length, 0, show),
      atMost('times the constant’s requests', constants / perSecond, 100, showRatio),
    ],
  };
}

/** `fault`: what is wrong with an error's body; null where nothing is. */
async function ask(url: string, { method, path, headers }: GeneratedRequest) {
  const response = await fetch(`${url}${path}`, { method, headers });
  const body = await response.text();
  const { status } = response;
  if (status >= 500) return { status, fault: `${status}: ${body}` };
  if (status < 400 || method === 'HEAD') return { status, fault: null };
  const isProblem = /^application\/problem\+json/.test(response.headers.get('content-type') ?? '');
  if (!isProblem) return { status, fault: `${status} is no problem` };
  const problem = JSON.parse(body) as Record<string, unknown>;
  const isWhole = problem.status === status && ['code', 'detail', 'request_id'].every((key) => problem[key]);
  return { status, fault: isWhole ? null : `${status} has a problem that lacks something` };
}

async function constantRate(url: string): Promise<number> {
  const startedMs = performance.now();
  const some = Array.from({ length: perBatch }, () => ({ method: 'GET', path: '/constant', headers: {} }));
  await eachAtOnce(some, (request) => ask(url, request));
  return perBatch / ((performance.now() - startedMs) / 1_000);
}

async function eachAtOnce<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let item = items[next]; item !== undefined; item = items[next]) {
      next += 1;
      await act(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
