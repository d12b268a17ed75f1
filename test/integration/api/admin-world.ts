import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import fastify, { type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { addAdmin } from '../../../src/api/admin/index.js';
import type { AdminOptions, KeptEntry } from '../../../src/api/admin/ports.js';
import { createFakeLedger } from '../../support/fake-ledger.js';
import { hostileNames } from '../../support/hostile-names.js';
import { tuesdayMorningMs } from '../../support/service.js';

export const token = 'an-admin-token-of-32-characters!';
export const hostile = '<img src=x onerror=x>';

type Headers = Readonly<Record<string, string>>;

/** What a browser sends from a page of ours. */
const own: Headers = { host: '127.0.0.1:8081', 'sec-fetch-site': 'same-origin' };

const servers: FastifyInstance[] = [];

export async function stopAll(): Promise<void> {
  for (const server of servers.splice(0)) await server.close();
}

/** The admin pages over a ledger and a cache in memory. */
export async function startPages(options: Partial<AdminOptions> = {}) {
  const clock = { nowMs: tuesdayMorningMs };
  const { desk, deeds } = createFakeLedger({ clusters: ['prod', hostile] });
  const dropped: string[] = [];
  const server = fastify({ forceCloseConnections: true });
  servers.push(server);
  await addAdmin(server, {
    token,
    localOnly: true,
    health: async () => healthAt(clock.nowMs),
    cache: cacheAt(clock.nowMs, dropped),
    desk,
    queues: null,
    digests: {
      subscriptions: { all: async () => [], find: async () => null },
      log: { latest: async () => new Map(), history: async () => [] },
    },
    engines: [],
    clusters: ['prod', hostile],
    configuration: { clusters: [hostile] },
    weekStarts: 'monday',
    historyDays: 30,
    version: '1',
    now: () => clock.nowMs,
    logger: pino({ level: 'silent' }),
    ...options,
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const get = (path: string, headers: Headers = {}) => ask(`${url}/admin${path}`, { ...own, ...headers });
  const post = (path: string, fields: Headers, headers: Headers = {}) =>
    ask(`${url}/admin${path}`, { ...own, ...headers }, new URLSearchParams(fields).toString());
  const signIn = async () => {
    const headers = { cookie: (await post('/sign-in', { token })).cookie.split(';')[0] ?? '' };
    const form = /name="form" value="([\w-]+)"/.exec((await get('/', headers)).body)?.[1] ?? '';
    return { headers, form };
  };
  const put = (path: string, headers: Headers = {}) =>
    ask(`${url}/admin${path}`, { ...own, ...headers }, '', 'PUT');
  return { clock, deeds, dropped, get, post, put, signIn };
}

/** One request, with whatever headers; redirections are not followed. A body makes it a form that is sent. */
async function ask(
  url: string,
  headers: Headers,
  form?: string,
  method = form === undefined ? 'GET' : 'POST',
) {
  const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  const sent = request(url, {
    method,
    headers: { ...headers, ...type },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  sent.end(form);
  const answer = await answered;
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    cookie: answer.headers['set-cookie']?.[0] ?? '',
    body: await text(answer),
  };
}

function healthAt(nowMs: number) {
  const shared = { state: 'up', detail: hostile, sinceMs: null, lastSuccessMs: null } as const;
  return {
    clusters: [{ ...shared, cluster: hostile, latencyMs: 3, prometheusUp: true }],
    cache: null,
    parts: [{ ...shared, name: hostile }],
    history: [],
    checkedMs: nowMs,
  };
}

function cacheAt(nowMs: number, dropped: string[]): AdminOptions['cache'] {
  const entry = (key: string): KeptEntry => {
    const times = { storedMs: nowMs - 60_000, freshUntilMs: nowMs, goneMs: nowMs };
    return { key, elements: 3, ...times, shared: false };
  };
  const counts = { hits: 3, misses: 1, expired: 0, stale: 0, loads: 1, errors: 0 };
  return {
    entries: () => hostileNames.map(entry),
    delete: async (key) => dropped.push(key) > 0,
    clear: async () => void dropped.push('all'),
    sharedSize: async () => null,
    statistics: () => ({ engine: 'memory', connected: true, entries: hostileNames.length, ...counts }),
  };
}
