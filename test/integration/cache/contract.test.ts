import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { KubecentCache } from '../../../src/cache/answer-cache.js';
import { describeWithRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';
import {
  createLoad,
  createReplicas,
  type Engine,
  type Replicas,
  startFaultyRedis,
  startMemory,
  startPlainRedis,
} from './engines.js';

jest.setTimeout(30_000);

const minuteMs = 60_000;

async function startSlowRedis(): Promise<Engine> {
  const engine = await startFaultyRedis();
  engine.proxy.delay(2);
  return engine;
}

function cacheContract(start: () => Promise<Engine>): void {
  let engine: Engine;
  let replicas: Replicas;
  let cache: KubecentCache;

  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.stop());
  beforeEach(async () => {
    replicas = createReplicas(engine.redisUrl);
    cache = await replicas.open();
  });
  afterEach(() => replicas.stop());

  it('has nothing at first', async () => {
    expect(await cache.get('a')).toBeUndefined();
    expect(await cache.delete('a')).toBe(false);
    expect(cache.statistics()).toMatchObject({ connected: true, entries: 0, hits: 0, misses: 1, errors: 0 });
  });

  it('gives back what was set, and when that was', async () => {
    const storedAt = replicas.clock.now();
    await cache.set('a', { rows: [1, 2], name: 'naïve ☃ 💸', nothing: null });
    replicas.clock.advance(1_000);
    const expected = { value: { rows: [1, 2], name: 'naïve ☃ 💸', nothing: null }, storedAt, stale: false };
    expect(await cache.get('a')).toEqual(expected);
    replicas.clock.advance(10_000);
    expect(await cache.get('a')).toEqual(expected);
  });

  it.each([0, false, '', null, 'text', [1, 2]])('keeps %j as it is', async (value) => {
    await cache.set('a', value);
    replicas.clock.advance(10_000);
    expect((await cache.get('a'))?.value).toEqual(value);
  });

  it('counts a value as fresh for 300 s and not a millisecond longer', async () => {
    await cache.set('a', 1);
    replicas.clock.advance(5 * minuteMs - 1);
    expect((await cache.get('a'))?.value).toBe(1);
    replicas.clock.advance(1);
    expect(await cache.get('a')).toBeUndefined();
    expect(cache.statistics()).toMatchObject({ hits: 1, misses: 1, expired: 1 });
  });

  it('takes a time to live with the value, as a number or told from the value', async () => {
    await cache.set('short', 1, { ttlMs: 10 });
    await cache.set('told', 40, { ttlMs: (value) => value });
    replicas.clock.advance(10);
    expect(await cache.get('short')).toBeUndefined();
    replicas.clock.advance(29);
    expect((await cache.get('told'))?.value).toBe(40);
    replicas.clock.advance(1);
    expect(await cache.get('told')).toBeUndefined();
  });

  it('keeps nothing that is not fresh at all, not even what was there before', async () => {
    await cache.set('a', 1);
    await cache.set('a', 2, { ttlMs: 0 });
    expect(await cache.get('a')).toBeUndefined();
    expect((await cache.getOrLoad('b', async () => 3, { ttlMs: -5 })).value).toBe(3);
    expect(await cache.get('b')).toBeUndefined();
  });

  it('takes the later of two values', async () => {
    await cache.set('a', 'first');
    await cache.set('a', 'second');
    replicas.clock.advance(10_000);
    expect((await cache.get('a'))?.value).toBe('second');
  });

  it('deletes one key, once', async () => {
    await Promise.all([cache.set('a', 1), cache.set('b', 2)]);
    expect(await cache.delete('a')).toBe(true);
    expect(await cache.delete('a')).toBe(false);
    expect(await cache.get('a')).toBeUndefined();
    expect((await cache.get('b'))?.value).toBe(2);
  });

  it('clears all of its own', async () => {
    await Promise.all([cache.set('a', 1), cache.set('b', 2)]);
    await cache.clear();
    expect(await cache.get('a')).toBeUndefined();
    expect(await cache.get('b')).toBeUndefined();
    expect(cache.statistics().entries).toBe(0);
  });

  it('cleans up what can stand in for nothing any more, and says how many', async () => {
    await cache.set('gone', 1, { ttlMs: 10, staleMs: 10 });
    await cache.set('stale', 2, { ttlMs: 10, staleMs: 1_000 });
    await cache.set('fresh', 3);
    replicas.clock.advance(20);
    expect(await cache.cleanUp()).toBe(1);
    expect(cache.statistics().entries).toBe(2);
    expect(await cache.cleanUp()).toBe(0);
  });

  it('lists what is in memory, the last used first, without using it', async () => {
    await cache.set('list', [1, 2, 3], { ttlMs: 1_000, staleMs: 500 });
    await cache.set('one', 1);
    await cache.get('list');
    const storedMs = replicas.clock.now();
    const [first, second] = cache.entries(2);
    expect(first).toMatchObject({ key: 'list', elements: 4, storedMs });
    expect(first).toMatchObject({ freshUntilMs: storedMs + 1_000, goneMs: storedMs + 1_500 });
    expect(second?.key).toBe('one');
    expect(cache.entries(1)).toHaveLength(1);
    expect(cache.entries(10).map(({ key }) => key)).toEqual(['list', 'one']);
    const isRedis = cache.statistics().engine === 'redis';
    expect(first?.shared).toBe(isRedis);
    expect(await cache.sharedSize()).toEqual(
      isRedis ? { keys: expect.any(Number), usedBytes: expect.any(Number) } : null,
    );
    if (isRedis) expect((await cache.sharedSize())?.usedBytes).toBeGreaterThan(100_000);
  });

  it('loads once for 100 who ask at once, and not again while fresh', async () => {
    const { load, finish, loads } = createLoad<string>();
    const asked = Promise.all(Array.from({ length: 100 }, () => cache.getOrLoad('a', load)));
    await until(() => loads() === 1);
    finish('answer');
    expect(new Set((await asked).map(({ value }) => value))).toEqual(new Set(['answer']));
    await cache.getOrLoad('a', load);
    expect(loads()).toBe(1);
    expect(cache.statistics()).toMatchObject({ loads: 1, hits: 1, misses: 100, expired: 0 });
  });

  it('loads again when the value has expired', async () => {
    await cache.getOrLoad('a', async () => 1);
    replicas.clock.advance(5 * minuteMs);
    expect(await cache.getOrLoad('a', async () => 2)).toEqual({
      value: 2,
      storedAt: replicas.clock.now(),
      stale: false,
    });
    expect(cache.statistics()).toMatchObject({ loads: 2, expired: 1, misses: 2 });
  });

  it('gives one error to all who wait, and asks anew after it', async () => {
    const { load, fail, loads } = createLoad<string>();
    const asked = Array.from({ length: 10 }, () => cache.getOrLoad('a', load));
    const outcomes = Promise.allSettled(asked);
    await until(() => loads() === 1);
    fail(new Error('no OpenCost'));
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'no OpenCost' } });
    }
    expect((await cache.getOrLoad('a', async () => 'well')).value).toBe('well');
  });

  it('turns a load that throws at once into a rejection', async () => {
    const load = (): Promise<never> => {
      throw new Error('at once');
    };
    await expect(cache.getOrLoad('a', load)).rejects.toThrow('at once');
  });

  it('lets an old value stand in for a failed load, marked, until its age is over', async () => {
    const storedAt = replicas.clock.now();
    const fails = async () => {
      throw new Error('no OpenCost');
    };
    await cache.getOrLoad('a', async () => 'old', { ttlMs: 1_000, staleMs: 5_000 });
    replicas.clock.advance(5_999);
    expect(await cache.getOrLoad('a', fails)).toEqual({ value: 'old', storedAt, stale: true });
    expect(cache.statistics()).toMatchObject({ stale: 1, loads: 2 });
    await expect(cache.getOrLoad('a', fails, { staleMs: 0 })).rejects.toThrow('no OpenCost');
    replicas.clock.advance(1);
    await expect(cache.getOrLoad('a', fails)).rejects.toThrow('no OpenCost');
    expect(cache.statistics().stale).toBe(1);
  });

  it('does not keep a load that began before the key was deleted, set or cleared', async () => {
    const { load, finish, loads } = createLoad<string>();
    const asked = [cache.getOrLoad('a', load), cache.getOrLoad('b', load), cache.getOrLoad('c', load)];
    await until(() => loads() === 3);
    await cache.delete('a');
    await cache.set('b', 'newer');
    finish('old');
    expect((await Promise.all(asked)).map(({ value }) => value)).toEqual(['old', 'old', 'old']);
    expect(await cache.get('a')).toBeUndefined();
    expect((await cache.get('b'))?.value).toBe('newer');
    expect((await cache.get('c'))?.value).toBe('old');
    await cache.clear();
    expect(await cache.get('c')).toBeUndefined();
  });

  it('keeps keys apart whatever they look like', async () => {
    const keys = [
      'a',
      'a:b',
      'entry:a',
      'piece:0:a',
      'a*',
      '{a}',
      'a\nb',
      'ä ☃',
      '__proto__',
      'x'.repeat(2_000),
    ];
    for (const key of keys) await cache.set(key, key);
    replicas.clock.advance(10_000);
    for (const key of keys) expect((await cache.get(key))?.value).toBe(key);
  });

  it('freezes what it keeps, at the top', async () => {
    const value = { rows: [1] };
    await cache.set('a', value);
    expect(Object.isFrozen(value)).toBe(true);
  });

  it('is still of use in memory after it was stopped', async () => {
    await cache.stop();
    expect((await cache.getOrLoad('a', async () => 1)).value).toBe(1);
    expect((await cache.get('a'))?.value).toBe(1);
    await cache.stop();
  });
}

describe('the cache in memory', () => {
  cacheContract(startMemory);
});

describeWithRedis('the cache over Redis', () => {
  cacheContract(startPlainRedis);
});

describeWithRedis('the cache over a Redis that takes its time', () => {
  cacheContract(startSlowRedis);
});
