import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { createClient } from '@keyv/redis';
import { describeWithRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';
import { createLoad, createReplicas, type Engine, type Replicas, startPlainRedis } from './engines.js';

jest.setTimeout(30_000);

describeWithRedis('several caches over one Redis', () => {
  let engine: Engine;
  let replicas: Replicas;

  beforeAll(async () => {
    engine = await startPlainRedis();
  });
  afterAll(() => engine.stop());
  beforeEach(() => {
    replicas = createReplicas(engine.redisUrl);
  });
  afterEach(() => replicas.stop());

  const openThree = () => Promise.all([replicas.open(), replicas.open(), replicas.open()]);

  it('load once for all who ask at once in each of them', async () => {
    const caches = await openThree();
    const { load, finish, loads } = createLoad<string>();
    const askers = caches.flatMap((cache) => Array.from({ length: 30 }, () => cache.getOrLoad('a', load)));
    await until(() => loads() === 1);
    finish('answer');
    expect(new Set((await Promise.all(askers)).map(({ value }) => value))).toEqual(new Set(['answer']));
    expect(loads()).toBe(1);
    expect(caches.map((cache) => cache.statistics().loads).sort()).toEqual([0, 0, 1]);
  });

  it('hold the lock for as long as the load takes', async () => {
    const own = { lockMs: 400 };
    const [first, second] = await Promise.all([replicas.open(own), replicas.open(own)]);
    const { load, finish, loads } = createLoad<string>();
    const asked = first.getOrLoad('a', load);
    await until(() => loads() === 1);
    const waiting = second.getOrLoad('a', load);
    const startedMs = performance.now();
    await until(() => performance.now() - startedMs > 1_000);
    expect(loads()).toBe(1);
    finish('answer');
    expect([(await asked).value, (await waiting).value]).toEqual(['answer', 'answer']);
  });

  it('take over when the one that loads has died', async () => {
    const client = createClient({ url: engine.redisUrl ?? '' });
    await client.connect();
    const cache = await replicas.open();
    await client.set(`${replicas.namespace}:v1:lock::a`, 'of a process that is gone', {
      expiration: { type: 'PX', value: 100 },
    });
    expect((await cache.getOrLoad('a', async () => 'mine')).value).toBe('mine');
    await cache.stop();
    expect(await client.get(`${replicas.namespace}:v1:lock::a`)).toBeNull();
    await client.close();
  });

  it('never release a lock that has become another one’s', async () => {
    const client = createClient({ url: engine.redisUrl ?? '' });
    await client.connect();
    const cache = await replicas.open();
    const { load, finish, loads } = createLoad<string>();
    const asked = cache.getOrLoad('a', load);
    await until(() => loads() === 1);
    await client.set(`${replicas.namespace}:v1:lock::a`, 'another one');
    finish('answer');
    await asked;
    await cache.stop();
    expect(await client.get(`${replicas.namespace}:v1:lock::a`)).toBe('another one');
    await client.close();
  });

  it('load one after the other when the load fails', async () => {
    const [first, second] = await Promise.all([replicas.open(), replicas.open()]);
    const failing = createLoad<string>();
    const asked = first.getOrLoad('a', failing.load);
    const outcome = expect(asked).rejects.toThrow('no OpenCost');
    await until(() => failing.loads() === 1);
    const waiting = second.getOrLoad('a', async () => 'from the second');
    failing.fail(new Error('no OpenCost'));
    await outcome;
    expect((await waiting).value).toBe('from the second');
  });

  it('see what another one set, replaced or deleted, as soon as memory alone no longer counts', async () => {
    const [first, second] = await Promise.all([replicas.open(), replicas.open()]);
    await first.set('a', 'old');
    expect((await second.get('a'))?.value).toBe('old');
    await first.set('a', 'new');
    replicas.clock.advance(2_000);
    expect((await second.get('a'))?.value).toBe('new');
    expect(await first.delete('a')).toBe(true);
    replicas.clock.advance(2_000);
    expect(await second.get('a')).toBeUndefined();
  });

  it('stand in with a value that another one loaded', async () => {
    const [first, second] = await Promise.all([replicas.open(), replicas.open()]);
    await first.set('a', 'old', { ttlMs: 1_000, staleMs: 5_000 });
    replicas.clock.advance(3_000);
    const fails = async () => {
      throw new Error('no OpenCost');
    };
    expect(await second.getOrLoad('a', fails)).toMatchObject({ value: 'old', stale: true });
  });

  it('clear their own keys and leave those of other namespaces and other programs', async () => {
    const client = createClient({ url: engine.redisUrl ?? '' });
    await client.connect();
    const other = `${replicas.namespace}-other`;
    const [own, foreign] = await Promise.all([replicas.open(), replicas.open({ namespace: other })]);
    await client.set(`${replicas.namespace}x`, 'not ours', { expiration: { type: 'EX', value: 60 } });
    await own.set('a', 1);
    await foreign.set('a', 2);
    await own.clear();
    replicas.clock.advance(10_000);
    expect(await own.get('a')).toBeUndefined();
    expect((await foreign.get('a'))?.value).toBe(2);
    expect(await client.get(`${replicas.namespace}x`)).toBe('not ours');
    await foreign.clear();
    await client.del(`${replicas.namespace}x`);
    await client.close();
  });

  it('leave nothing in Redis for ever', async () => {
    const client = createClient({ url: engine.redisUrl ?? '' });
    await client.connect();
    const cache = await replicas.open();
    await cache.set('small', 1);
    await cache.set('large', { rows: createRows(20_000) });
    const keys = await client.keys(`${replicas.namespace}*`);
    expect(keys.length).toBeGreaterThan(3);
    for (const key of keys) {
      const leftMs = await client.pTTL(key);
      expect(leftMs).toBeGreaterThan(0);
      expect(leftMs).toBeLessThanOrEqual(3_900_000);
    }
    expect(await cache.delete('large')).toBe(true);
    expect(await client.keys(`${replicas.namespace}*`)).toHaveLength(1);
    await client.close();
  });

  it('hand a large day over whole, and read it only once while it stays the same', async () => {
    const [first, second] = await Promise.all([replicas.open(), replicas.open()]);
    const day = {
      day: { state: 'sealed', rows: createRows(20_000), labelSets: [{ team: 'a' }] },
      durationMs: 7,
    };
    await first.set('day', day);
    const read = await second.get<typeof day>('day');
    expect(read?.value).toEqual(day);
    replicas.clock.advance(10_000);
    expect((await second.get<typeof day>('day'))?.value).toBe(read?.value);
  });

  it('never read a value put together from two writes', async () => {
    const client = createClient({ url: engine.redisUrl ?? '' });
    await client.connect();
    const [first, second] = await Promise.all([replicas.open(), replicas.open()]);
    await first.set('a', { rows: createRows(20_000) });
    await first.set('b', { rows: createRows(20_000) });
    const prefix = `${replicas.namespace}:v1::`;
    await client.copy(`${prefix}piece:1:b`, `${prefix}piece:1:a`, { REPLACE: true });
    expect(await second.get('a')).toBeUndefined();
    expect(await second.get('b')).toBeDefined();
    await client.close();
  });

  it('do not bring back what was deleted or replaced while it was being written', async () => {
    const [first, second] = await Promise.all([replicas.open(), replicas.open()]);
    const writes = [
      first.set('a', { rows: createRows(20_000) }),
      first.set('b', { rows: createRows(20_000) }),
    ];
    await first.delete('a');
    await first.set('b', 'newer');
    await Promise.all(writes);
    expect(await second.get('a')).toBeUndefined();
    expect((await second.get('b'))?.value).toBe('newer');
  });

  it('do not take an older answer of Redis for what was set or deleted while it was on its way', async () => {
    const [first, second] = await Promise.all([replicas.open(), replicas.open()]);
    await first.set('a', 'old');
    await first.set('b', 'old');
    const reads = [second.get('a'), second.get('b')];
    await Promise.all([second.set('a', 'newer'), second.delete('b')]);
    await Promise.all(reads);
    expect((await second.get('a'))?.value).toBe('newer');
    expect(await second.get('b')).toBeUndefined();
  });

  it('count an entry that was damaged as absent, and load it anew', async () => {
    const client = createClient({ url: engine.redisUrl ?? '' });
    await client.connect();
    const [first, second, third] = await openThree();
    await first.set('text', 1);
    await first.set('large', { rows: createRows(20_000) });
    const prefix = `${replicas.namespace}:v1::`;
    await client.set(`${prefix}entry:text`, '9999999999999:{"not":"ours"}', { expiration: 'KEEPTTL' });
    await client.del(`${prefix}piece:2:large`);
    expect(await second.get('text')).toBeUndefined();
    expect(await second.get('large')).toBeUndefined();
    expect((await third.getOrLoad('text', async () => 2)).value).toBe(2);
    expect(third.statistics()).toMatchObject({ connected: true, errors: 0 });
    await client.close();
  });
});

function createRows(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    namespace: `namespace-${index % 40}`,
    pod: `pod-${index}`,
    cost: {
      cpu: index * 7,
      ram: index * 3,
      gpu: 0,
      storage: 0,
      network: index % 11,
      loadBalancer: 0,
      other: 0,
    },
  }));
}
