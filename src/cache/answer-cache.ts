import { randomUUID } from 'node:crypto';
import type {
  AnswerCache,
  Cached,
  CacheStatistics,
  CacheUpkeep,
  LoadOptions,
} from '../cost-service/ports.js';
import type { Logger } from '../logger.js';
import { callWithin, createBudget } from './bounded-call.js';
import { type Entry, judgeEntry, keepMs } from './entry.js';
import { createLoader } from './get-or-load.js';
import { createLevels } from './levels.js';
import { type CacheListing, createListing } from './listing.js';
import { createLocks } from './lock.js';
import { createMemoryLevel } from './memory-level.js';
import { createPatience } from './patience.js';
import { createRedisLevel } from './redis-level.js';
import { openRedisLink } from './redis-link.js';
import { createSingleFlight } from './single-flight.js';
import { createCounters } from './statistics.js';

export interface CacheOptions {
  /** Where Redis is; the cache lives in memory alone where absent. Throws when it is no address. */
  redisUrl?: string;
  /** How long a value counts as fresh where the caller says nothing; 300,000. */
  ttlMs?: number;
  /** How long past that it may stand in for a failed load; 3,600,000. */
  staleMs?: number;
  now: () => number;
  logger: Logger;
  /** The most that a dead, frozen or slow Redis may cost one question, in all its calls together; 50. */
  callLimitMs?: number;
  /** Where all keys of this cache begin in Redis. Two caches share their entries only when it is the same. */
  namespace?: string;
  /** How long a value in memory counts before Redis is asked whether it is still the same; 2,000. */
  frontMs?: number;
  /** After this long, a lock whose holder died is free; 5,000. */
  lockMs?: number;
  /** The most that memory holds: entries, and array elements in all of them. */
  memory?: { entries: number; elements: number };
}

export type KubecentCache = AnswerCache & CacheUpkeep & CacheListing & { stop(): Promise<void> };

/** Part of every key: raise it whenever a stored value changes its shape, so that an upgrade never reads an old one. */
const shapeVersion = 1;
const stopLimitMs = 1_000;
/** Timers fire late: this part of the limit is kept back, so that the whole stays under it. */
const usableShare = 0.9;

/** The cache of answers: Keyv in memory, and over Redis behind it where an address is given. Starts whether Redis is there or not. */
export function createCache(options: CacheOptions): KubecentCache {
  const { redisUrl, ttlMs = 300_000, staleMs = 3_600_000, now, logger, callLimitMs = 50 } = options;
  const { namespace = 'kubecent', frontMs = 2_000, lockMs = 5_000 } = options;
  const prefix = `${namespace}:v${shapeVersion}`;
  const patience = createPatience(callLimitMs * usableShare);
  const counters = createCounters();
  const flights = createSingleFlight();
  const background = new Set<Promise<void>>();
  const memory = createMemoryLevel(options.memory ?? { entries: 5_000, elements: 500_000 });
  const link = redisUrl ? openRedisLink({ url: redisUrl, patience, logger, counters }) : undefined;
  const redis = link && { link, level: createRedisLevel(link, prefix, logger) };
  const locks = link && createLocks(link, prefix, lockMs);
  const levels = createLevels({ memory, redis, now, frontMs });

  function inBackground(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => logger.error({ err: error }, 'The cache failed beside a question'))
      .finally(() => background.delete(tracked));
    background.add(tracked);
  }

  function toEntry<T>(value: T, own: LoadOptions<T> = {}): Entry {
    if (typeof value === 'object' && value !== null) Object.freeze(value);
    const wantedMs = typeof own.ttlMs === 'function' ? own.ttlMs(value) : own.ttlMs;
    return {
      id: randomUUID(),
      value,
      storedAt: now(),
      ttlMs: Math.max(0, wantedMs ?? ttlMs),
      staleMs: Math.max(0, own.staleMs ?? staleMs),
    };
  }

  const fly = createLoader({ levels, locks, now, counters, patience, inBackground });

  async function get<T>(key: string): Promise<Cached<T> | undefined> {
    const entry = (await levels.peek(key)) ?? (await levels.find(key, patience));
    if (entry && judgeEntry(entry, now()) === 'fresh') {
      counters.hits += 1;
      return toCached(entry, false);
    }
    counters.misses += 1;
    if (entry) counters.expired += 1;
    return undefined;
  }

  async function getOrLoad<T>(key: string, load: () => Promise<T>, own?: LoadOptions<T>): Promise<Cached<T>> {
    const near = await levels.peek(key);
    if (near) {
      counters.hits += 1;
      return toCached(near, false);
    }
    const request = { key, load: async () => toEntry(await load(), own), staleMs: own?.staleMs };
    try {
      const outcome = await flights.join(key, (isCurrent) => fly(request, isCurrent));
      counters[outcome.hit ? 'hits' : 'misses'] += 1;
      if (outcome.stale) counters.stale += 1;
      return toCached(outcome.entry, outcome.stale);
    } catch (error) {
      counters.misses += 1;
      throw error;
    }
  }

  return {
    get,
    getOrLoad,
    async set(key, value, own) {
      flights.forget(key);
      const entry = toEntry(value, own);
      if (keepMs(entry) === 0) {
        await levels.delete(key, patience);
        return;
      }
      await levels.keep(key, entry);
      await levels.share(key, entry, patience);
    },
    async delete(key) {
      flights.forget(key);
      return levels.delete(key, patience);
    },
    async clear() {
      flights.forgetAll();
      await levels.clear();
    },
    ...createListing({ memory, link }),
    cleanUp: () => memory.dropGone(now()),
    statistics: (): CacheStatistics => ({
      engine: link ? 'redis' : 'memory',
      connected: link?.connected ?? true,
      entries: memory.size(),
      ...counters,
    }),
    async stop() {
      const lastWrites = Promise.all(background).then(() => locks?.releaseAll());
      await callWithin(createBudget(stopLimitMs), () => lastWrites).catch(() => locks?.dropAll());
      link?.close();
    },
  };
}

/** Values were stored under this key by callers who agree on its type. */
function toCached<T>(entry: Entry, stale: boolean): Cached<T> {
  return { value: entry.value as T, storedAt: entry.storedAt, stale };
}
