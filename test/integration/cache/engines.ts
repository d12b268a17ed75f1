import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { type CacheOptions, createCache, type KubecentCache } from '../../../src/cache/answer-cache.js';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.js';
import { startRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';

/** A clock that stands still until it is moved. */
interface Clock {
  now: () => number;
  advance(ms: number): void;
}

function createClock(): Clock {
  let nowMs = Date.UTC(2026, 10, 23, 9);
  return {
    now: () => nowMs,
    advance(ms) {
      nowMs += ms;
    },
  };
}

/** Opens caches that share one engine and one namespace: the replicas of one installation. */
export interface Replicas {
  clock: Clock;
  namespace: string;
  /** Waits until the cache uses its engine. */
  open(options?: Partial<CacheOptions>): Promise<KubecentCache>;
  /** Does not wait for Redis. */
  openUnready(options?: Partial<CacheOptions>): KubecentCache;
  stop(): Promise<void>;
}

export function createReplicas(redisUrl: string | undefined): Replicas {
  const clock = createClock();
  const namespace = `test-${randomUUID()}`;
  const caches: KubecentCache[] = [];
  const openUnready = (options: Partial<CacheOptions> = {}) => {
    const cache = createCache({
      ...(redisUrl === undefined ? {} : { redisUrl }),
      now: clock.now,
      logger: pino({ level: 'silent' }),
      namespace,
      callLimitMs: 2_000,
      ...options,
    });
    caches.push(cache);
    return cache;
  };
  return {
    clock,
    namespace,
    openUnready,
    async open(options) {
      const cache = openUnready(options);
      await until(() => cache.statistics().connected);
      return cache;
    },
    async stop() {
      await Promise.all(caches.map((cache) => cache.stop()));
    },
  };
}

export interface Engine {
  redisUrl: string | undefined;
  stop(): Promise<void>;
}

export async function startMemory(): Promise<Engine> {
  return { redisUrl: undefined, stop: async () => undefined };
}

export async function startPlainRedis(): Promise<Engine> {
  const { url, stop } = await startRedis();
  return { redisUrl: url, stop };
}

/** A Redis and, before it, a proxy that plays its faults. */
export async function startFaultyRedis(): Promise<Engine & { redisUrl: string; proxy: FaultProxy }> {
  const redis = await startRedis();
  const proxy = await startFaultProxy({ host: '127.0.0.1', port: redis.port });
  const url = new URL(redis.url);
  url.port = String(proxy.port);
  const stop = async () => {
    await proxy.stop();
    await redis.stop();
  };
  return { redisUrl: url.href, proxy, stop };
}

/** A load that is under way until it is told how to end. */
export function createLoad<T>() {
  let loads = 0;
  let finish: (value: T) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const result = new Promise<T>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  const load = () => {
    loads += 1;
    return result;
  };
  return {
    load,
    finish: (value: T) => finish(value),
    fail: (error: Error) => fail(error),
    loads: () => loads,
  };
}
