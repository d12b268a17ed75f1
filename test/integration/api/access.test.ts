import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tuesdayMorningMs } from '../../support/service.js';
import { services } from '../../unit/whole/services.js';
import { type ApiWorld, accessToken, startApiWorld } from './world.js';

const secret = {
  all: 'all-of-it-0123456789abcdef',
  payments: 'payments-0123456789abcdef',
  shop: 'shop-only-0123456789abcdef',
  europe: 'europe-only-0123456789abcdef',
  old: 'long-over-0123456789abcdef',
};
const tokens = [
  accessToken(secret.all),
  accessToken(secret.payments, { name: 'payments', namespaces: ['payments'] }),
  accessToken(secret.shop, { name: 'shop', namespaces: ['shop'], clusters: ['prod-us'] }),
  accessToken(secret.europe, { name: 'europe', clusters: ['prod-eu'] }),
  accessToken(secret.old, { name: 'old', expiresMs: tuesdayMorningMs }),
];
const by = (token: string) => ({ authorization: `Bearer ${token}` });

let world: ApiWorld;
let paths: string[];
beforeAll(async () => {
  world = await startApiWorld({ costs: services.several(), tokens });
  paths = Object.keys((await world.json('/api/v1/openapi.json', by(secret.all))).paths as object);
});
afterAll(() => world.stop());

describe('a token', () => {
  it.each([
    ['none', {}, 'SIGN_IN_NEEDED'],
    ['of another kind', { authorization: 'Basic YTpi' }, 'SIGN_IN_NEEDED'],
    ['empty', { authorization: 'Bearer ' }, 'SIGN_IN_NEEDED'],
    ['two', { authorization: `Bearer ${secret.all} ${secret.all}` }, 'SIGN_IN_NEEDED'],
    ['unknown', by('unknown-0123456789abcdef'), 'UNKNOWN_TOKEN'],
    ['the hash of one', by(tokens[0]?.hash ?? ''), 'UNKNOWN_TOKEN'],
    ['the beginning of one', by(secret.all.slice(0, -1)), 'UNKNOWN_TOKEN'],
    ['expired', by(secret.old), 'EXPIRED_TOKEN'],
  ])('is needed: %s', async (_, headers, code) => {
    for (const path of [...paths, '/metrics']) {
      const response = await world.get(path, headers);
      expect({ path, status: response.status }).toEqual({ path, status: 401 });
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="kubecent"/);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await response.json()).toMatchObject({ status: 401, code });
    }
  });

  it('opens every route to those who may see all', async () => {
    for (const path of [...paths, '/metrics'])
      expect((await world.get(path, by(secret.all))).status).toBe(200);
  });

  it('is not needed to see whether the process is alive and can answer', async () => {
    expect((await world.get('/healthz')).status).toBe(200);
    expect((await world.get('/readyz')).status).toBe(200);
  });

  it('is not needed for the documents, which say how to send one', async () => {
    expect((await world.get('/api/v1/docs/')).status).toBe(200);
    expect(await world.json('/api/v1/openapi.json')).toMatchObject({
      security: [{ token: [] }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    });
  });

  it('is not in the log, whether it is known or not', async () => {
    await world.get('/api/v1/overview?namespace=payments', by(secret.payments));
    await world.get('/api/v1/overview', by('unknown-0123456789abcdef'));
    await world.get(`/api/v1/overview?token=${secret.all}`, by(secret.all));
    const lines = world.log.slice(-3).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { caller: 'payments', method: 'GET', route: '/api/v1/overview', status: 200 },
      { caller: null, status: 401 },
      { caller: 'all-of-i', status: 400 },
    ]);
    expect(world.log.filter((line) => line.includes('0123456789abcdef'))).toEqual([]);
  });
});

describe('what is out of scope', () => {
  /** Names and words of what each may not see. */
  const foreign = {
    payments: ['shop', 'kube-system', 'search', 'checkout', 'legacy', 'train-1', 'idle capacity'],
    shop: ['payments', 'prod-eu', 'staging', 'kube-system', 'ledger-0'],
    europe: ['prod-us', 'staging', 'search', 'checkout'],
  };
  const everywhere = (asked: string[]) => [
    ...asked,
    '/api/v1/cost?by=namespace&step=1d',
    '/api/v1/cost?by=label:team&window=30d',
    '/api/v1/cost?by=node',
    '/api/v1/cost/namespaces?namespace=paymnts',
    '/api/v1/cost/namespaces?namespace=serch',
    '/api/v1/cost/namespaces?namespace=*e*',
    '/api/v1/cost/namespaces?cluster=prod-eu',
    '/api/v1/cost/namespaces?cluster=stagin',
    '/api/v1/cost?by=label:tem',
    '/api/v1/ledger/days?cluster=prod-us',
    '/api/v1/ledger/days?window=yesterday',
  ];

  it.each(['payments', 'shop', 'europe'] as const)('is in no byte of what %s gets', async (name) => {
    // examples of help are of no cluster
    for (const path of everywhere(paths.filter((one) => one !== '/api/v1/help'))) {
      for (const format of ['', 'format=csv']) {
        const address = format === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${format}`;
        const response = await world.get(address, by(secret[name]));
        const asked = decodeURIComponent(path);
        const text = (await response.text()).replaceAll(/“[^”]*”/g, '');
        const leaked = foreign[name].filter((word) => text.includes(word) && !asked.includes(word));
        expect({ path: address, leaked }).toEqual({ path: address, leaked: [] });
      }
    }
  });

  it('changes nothing that is served: the same bytes from a world in which it does not exist', async () => {
    const alone = await startApiWorld({ costs: services.scopedTwin(), tokens });
    try {
      for (const path of [
        '/api/v1/cost/namespaces?window=7d',
        '/api/v1/cost/namespaces?window=7d&idle=share',
        '/api/v1/cost/pods?window=14d',
        '/api/v1/cost?by=label:team&step=1d',
        '/api/v1/cost/monthly',
        '/api/v1/overview',
        '/api/v1/savings/recommendations',
        '/api/v1/digest',
        '/api/v1/cost/namespaces?namespace=paymnts',
        '/api/v1/cost/namespaces?cluster=prod-us',
      ]) {
        const [some, only] = await Promise.all([
          world.get(path, by(secret.europe)),
          alone.get(path, by(secret.all)),
        ]);
        const same = (text: string) => text.replaceAll(/"request_id":"[^"]*"/g, '');
        expect(same(await some.text())).toBe(same(await only.text()));
        expect({ path, etag: some.headers.get('etag') }).toEqual({ path, etag: only.headers.get('etag') });
      }
    } finally {
      await alone.stop();
    }
  });

  it('adds up by itself, without idle, and says so of no one else', async () => {
    const of = async (token: string) =>
      (await world.json('/api/v1/cost/namespaces?cluster=prod-eu', by(token))) as {
        namespaces: { name: string; total_cost: number }[];
        total: number;
        idle_cost: number;
      };
    const [all, payments] = [await of(secret.all), await of(secret.payments)];
    const row = all.namespaces.find(({ name }) => name.startsWith('payments'));
    expect(payments.namespaces.map(({ total_cost }) => total_cost)).toEqual([row?.total_cost]);
    expect([payments.total, payments.idle_cost]).toEqual([row?.total_cost, 0]);
    expect(all.idle_cost).toBeGreaterThan(0);
  });

  it('is no reason to be refused, but the ledger and metrics speak of more than some namespaces', async () => {
    for (const path of ['/api/v1/ledger/days', '/metrics'])
      expect(await world.json(path, by(secret.payments))).toMatchObject({
        status: 403,
        code: 'OUT_OF_SCOPE',
      });
    expect((await world.get('/metrics', by(secret.europe))).status).toBe(403);
    const { days, size } = await world.json('/api/v1/ledger/days?window=7d', by(secret.europe));
    expect(new Set((days as { cluster: string }[]).map(({ cluster }) => cluster))).toEqual(
      new Set(['prod-eu']),
    );
    expect(size).toBeNull();
  });

  it('is not served out of what was kept for others', async () => {
    const path = '/api/v1/cost/namespaces?window=21d';
    const first = await (await world.get(path, by(secret.all))).text();
    const tag = (await world.get(path, by(secret.all))).headers.get('etag') ?? '';
    const second = await world.get(path, { ...by(secret.payments), 'if-none-match': tag });
    expect(second.status).toBe(200);
    expect((await second.text()).length).toBeLessThan(first.length);
  });
});

describe('limits', () => {
  it('let each token make so many requests a minute, whatever others do', async () => {
    const few = await startApiWorld({ costs: services.ordinary(), tokens, requestsPerMinute: 3 });
    try {
      const statuses: number[] = [];
      for (let turn = 0; turn < 4; turn += 1)
        statuses.push((await few.get('/api/v1/help', by(secret.all))).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
      const refused = await few.get('/api/v1/help', by(secret.all));
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.json()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
      expect((await few.get('/api/v1/help', by(secret.europe))).status).toBe(200);
      expect((await few.get('/healthz')).status).toBe(200);
    } finally {
      await few.stop();
    }
  });

  it.each([
    ['large headers', (url: string) => fetch(url, { headers: { 'x-large': 'a'.repeat(20_000) } }), 431],
    ['a large body', (url: string) => fetch(url, { method: 'POST', body: 'a'.repeat(100_000) }), 413],
    ['another method', (url: string) => fetch(url, { method: 'DELETE' }), 405],
  ])('refuse %s', async (_, send, status) => {
    const response = await send(`${world.url}/api/v1/help`);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ status });
  });

  it('answer what is no request with a problem too', async () => {
    const said = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(new URL(world.url).port), '127.0.0.1', () =>
        socket.write('nonsense\r\n\r\n'),
      );
      socket.on('data', (part) => {
        text += String(part);
      });
      socket.on('close', () => resolve(text)).on('error', reject);
    });
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(said.slice(said.indexOf('\r\n\r\n')))).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('without tokens', () => {
  const statusFor = (url: string, host: string) =>
    new Promise<number>((resolve, reject) => {
      request(`${url}/api/v1/help`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });

  it('this machine is answered by its own names, and a name that leads here is not', async () => {
    const open = await startApiWorld({ costs: services.ordinary() });
    try {
      for (const host of ['localhost', 'localhost:8080', '127.0.0.1:1', '[::1]:8080'])
        expect({ host, status: await statusFor(open.url, host) }).toEqual({ host, status: 200 });
      for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1'])
        expect({ host, status: await statusFor(open.url, host) }).toEqual({ host, status: 403 });
    } finally {
      await open.stop();
    }
  });
});
