import { type Budget, createBudget } from './bounded-call.js';
import { type Entry, judgeEntry } from './entry.js';
import type { Kept, MemoryLevel } from './memory-level.js';
import type { RedisLevel } from './redis-level.js';
import type { RedisLink } from './redis-link.js';

/** Memory, and Redis behind it where there is one. Nothing here throws. */
export interface Levels {
  /** Fresh and lately confirmed in memory: no need to ask further. */
  peek(key: string): Promise<Entry | undefined>;
  /** The best entry known, fresh or not; undefined when there is none. */
  find(key: string, budget: Budget): Promise<Entry | undefined>;
  /** Keeps it in this process, unless a later write or a deletion overtakes it. */
  keep(key: string, entry: Entry): Promise<void>;
  /** Gives what was kept to the other processes, with the same exception. Belongs behind every `keep`. */
  share(key: string, entry: Entry, budget: Budget): Promise<void>;
  delete(key: string, budget: Budget): Promise<boolean>;
  clear(): Promise<void>;
}

export interface LevelOptions {
  memory: MemoryLevel;
  redis: { level: RedisLevel; link: RedisLink } | undefined;
  now: () => number;
  /** How long an entry in memory counts without a look at Redis, which another process may have changed. */
  frontMs: number;
}

const clearLimitMs = 5_000;

export function createLevels({ memory, redis, now, frontMs }: LevelOptions): Levels {
  /** The write of each key that is under way, by its id: whatever is not in here was overtaken or is done. */
  const underWay = new Map<string, string>();
  /** Counts deletions, at their start and end: what was read before one of these is not kept after it. */
  let removals = 0;
  const isUnderWay = (key: string, entry: Entry) => underWay.get(key) === entry.id;

  /** Redis has nothing: what it once held was removed, what it never got (or may have lost with a restart) still counts. */
  async function settleAbsent(key: string, kept: Kept | undefined): Promise<Entry | undefined> {
    if (kept && kept.sharedIn !== redis?.link.connection) return kept.entry;
    if (kept) await memory.delete(key);
    return undefined;
  }

  /** Redis has another entry: it counts, unless ours is newer and on its way there. */
  async function settleFound(key: string, kept: Kept | undefined, entry: Entry): Promise<Entry> {
    if (kept && kept.sharedIn === null && kept.entry.storedAt >= entry.storedAt) return kept.entry;
    await memory.set(key, { entry, checkedAt: now(), sharedIn: redis?.link.connection ?? null });
    return entry;
  }

  async function markShared(key: string, entry: Entry): Promise<void> {
    const kept = await memory.get(key);
    if (kept?.entry.id !== entry.id || !redis) return;
    await memory.set(key, { entry: kept.entry, checkedAt: now(), sharedIn: redis.link.connection });
  }

  async function peek(key: string): Promise<Entry | undefined> {
    const kept = await memory.get(key);
    if (!kept || judgeEntry(kept.entry, now()) !== 'fresh') return undefined;
    return !redis || now() - kept.checkedAt < frontMs ? kept.entry : undefined;
  }

  return {
    peek,
    async find(key, budget) {
      const known = await memory.get(key);
      if (!redis) return known?.entry;
      const removalsBefore = removals;
      const reading = await redis.level.read(key, budget, known?.entry.id);
      const kept = await memory.get(key);
      if (kept && kept !== known) return kept.entry;
      if (reading.kind === 'found') {
        return removals === removalsBefore ? settleFound(key, kept, reading.entry) : reading.entry;
      }
      if (reading.kind === 'absent') return settleAbsent(key, kept);
      if (reading.kind === 'same' && kept) await markShared(key, kept.entry);
      return kept?.entry;
    },
    async keep(key, entry) {
      underWay.set(key, entry.id);
      await memory.set(key, { entry, checkedAt: now(), sharedIn: null });
      if (isUnderWay(key, entry)) return;
      const kept = await memory.get(key);
      if (kept?.entry.id === entry.id) await memory.delete(key);
    },
    async share(key, entry, budget) {
      const isShared = await redis?.level.write(key, entry, budget, () => isUnderWay(key, entry));
      if (isShared) await markShared(key, entry);
      if (isUnderWay(key, entry)) underWay.delete(key);
    },
    async delete(key, budget) {
      removals += 1;
      underWay.delete(key);
      const wasKept = await memory.delete(key);
      if (!redis) return wasKept;
      const wasShared = await redis.level.delete(key, budget);
      removals += 1;
      if (wasShared && !underWay.has(key)) await memory.delete(key);
      return wasKept || wasShared;
    },
    async clear() {
      removals += 1;
      underWay.clear();
      await memory.clear();
      if (!redis) return;
      await redis.level.clear(createBudget(clearLimitMs));
      removals += 1;
      await memory.clear();
    },
  };
}
