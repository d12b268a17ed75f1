import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { createClient } from '@keyv/redis';
import { describeWithRedis, startRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';
import { createLoad, createReplicas, type Replicas, startFaultyRedis } from './engines.js';

jest.setTimeout(30_000);

/** Generous, so that a busy machine does not look like a slow Redis. */
const limited = { callLimitMs: 400 };
const fails = async (): Promise<never> => {
  throw new Error('no OpenCost');
};

describeWithRedis('a cache whose Redis', () => {
  let engine: Awaited<ReturnType<typeof startFaultyRedis>>;
  let replicas: Replicas;

  beforeEach(async () => {
    engine = await startFaultyRedis();
    replicas = createReplicas(engine.redisUrl);
  });
  afterEach(async () => {
    await replicas.stop();
    await engine.stop();
  });

  it('is dead at the start answers from memory and source, and uses Redis once it is there', async () => {
    engine.proxy.refuse();
    const cache = replicas.openUnready(limited);
    expect((await cache.getOrLoad('a', async () => 1)).value).toBe(1);
    await cache.set('b', 2);
    expect((await cache.get('b'))?.value).toBe(2);
    expect(await cache.delete('b')).toBe(true);
    await cache.clear();
    expect(cache.statistics()).toMatchObject({ engine: 'redis', connected: false, errors: 0 });
    engine.proxy.accept();
    await until(() => cache.statistics().connected);
    await cache.set('c', 3);
    const other = await replicas.open(limited);
    expect((await other.get('c'))?.value).toBe(3);
  });

  it('accepts connections and says nothing is waited for once', async () => {
    engine.proxy.freeze();
    const cache = replicas.openUnready(limited);
    for (const key of ['a', 'b', 'c']) expect((await cache.getOrLoad(key, async () => key)).value).toBe(key);
    expect(cache.statistics()).toMatchObject({ connected: false, loads: 3, errors: 0 });
    engine.proxy.thaw();
    await until(() => cache.statistics().connected);
  });

  it('freezes costs all questions together one limit, and is used again when it thaws', async () => {
    const cache = await replicas.open(limited);
    await cache.set('kept', 'by memory');
    engine.proxy.freeze();
    replicas.clock.advance(10_000);
    for (let question = 0; question < 20; question += 1) {
      expect((await cache.get('kept'))?.value).toBe('by memory');
      expect((await cache.getOrLoad(`a${question}`, async () => question)).value).toBe(question);
    }
    expect(cache.statistics()).toMatchObject({ connected: false, errors: 1, loads: 20, hits: 20 });
    engine.proxy.thaw();
    await until(() => cache.statistics().connected);
    await cache.set('b', 2);
    expect((await (await replicas.open(limited)).get('b'))?.value).toBe(2);
  });

  it('freezes under 100 questions at once keeps none of them from its answer', async () => {
    const cache = await replicas.open(limited);
    engine.proxy.freeze();
    const keys = Array.from({ length: 100 }, (_, index) => `key-${index}`);
    const answers = await Promise.all(keys.map((key) => cache.getOrLoad(key, async () => key)));
    expect(answers.map(({ value }) => value)).toEqual(keys);
    expect(cache.statistics().connected).toBe(false);
  });

  it('is slower than the limit is left alone until it is quick again', async () => {
    const cache = await replicas.open(limited);
    engine.proxy.delay(1_000);
    expect((await cache.getOrLoad('a', async () => 1)).value).toBe(1);
    expect((await cache.getOrLoad('b', async () => 2)).value).toBe(2);
    expect(cache.statistics()).toMatchObject({ connected: false, errors: 1 });
    engine.proxy.delay(0);
    await until(() => cache.statistics().connected);
  });

  it('takes under the limit for each call, but far over it for many, is left alone', async () => {
    const cache = await replicas.open(limited);
    engine.proxy.delay(150);
    // three calls where nothing else happens; a busy machine may let a connection begin anew in between
    let calls = 0;
    for (; cache.statistics().connected && calls < 20; calls += 1)
      expect(await cache.get(`key-${calls}`)).toBeUndefined();
    expect(calls).toBeGreaterThan(1);
    expect(cache.statistics().connected).toBe(false);
    engine.proxy.delay(0);
    await until(() => cache.statistics().connected);
  });

  it('is killed in mid-question gives the answer all the same, and goes on from memory', async () => {
    const redis = await startRedis();
    const own = createReplicas(redis.url);
    const cache = await own.open(limited);
    const { load, finish, loads } = createLoad<string>();
    const asked = cache.getOrLoad('a', load, { ttlMs: 1_000, staleMs: 5_000 });
    await until(() => loads() === 1);
    await redis.kill();
    finish('answer');
    expect((await asked).value).toBe('answer');
    expect((await cache.get('a'))?.value).toBe('answer');
    own.clock.advance(5_000);
    expect(await cache.getOrLoad('a', fails)).toMatchObject({ value: 'answer', stale: true });
    await until(() => !cache.statistics().connected);
    await own.stop();
    await redis.stop();
  });

  it('freezes while another replica loads makes those who wait load for themselves', async () => {
    const first = await replicas.open(limited);
    const second = await replicas.open(limited);
    const { load, finish, loads } = createLoad<string>();
    const asked = first.getOrLoad('a', load);
    await until(() => loads() === 1);
    const waiting = second.getOrLoad('a', async () => 'from the second');
    engine.proxy.freeze();
    expect((await waiting).value).toBe('from the second');
    finish('from the first');
    expect((await asked).value).toBe('from the first');
  });

  it('drops its connections is connected to again', async () => {
    const cache = await replicas.open(limited);
    engine.proxy.cut();
    await until(() => !cache.statistics().connected);
    expect((await cache.getOrLoad('a', async () => 1)).value).toBe(1);
    await until(() => cache.statistics().connected);
    await cache.set('b', 2);
    expect((await (await replicas.open(limited)).get('b'))?.value).toBe(2);
  });

  it('comes back empty takes nothing from memory', async () => {
    const cache = await replicas.open(limited);
    await cache.set('a', 1);
    engine.proxy.cut();
    await until(() => !cache.statistics().connected);
    const client = createClient({ url: engine.redisUrl });
    await client.connect();
    for (const key of await client.keys(`${replicas.namespace}*`)) await client.del(key);
    await client.close();
    await until(() => cache.statistics().connected);
    replicas.clock.advance(10_000);
    expect((await cache.get('a'))?.value).toBe(1);
  });

  it('is frozen lets the cache stop within its deadline', async () => {
    const cache = await replicas.open(limited);
    const { load, finish, loads } = createLoad<string>();
    const asked = cache.getOrLoad('a', load);
    await until(() => loads() === 1);
    engine.proxy.freeze();
    finish('answer');
    await asked;
    const tooLate = wait(3_000, 'too late', { ref: false });
    expect(await Promise.race([cache.stop(), tooLate])).not.toBe('too late');
    expect(cache.statistics().connected).toBe(false);
    expect((await cache.getOrLoad('b', async () => 2)).value).toBe(2);
  });
});
