import { createBudget } from './bounded-call.js';
import type { MemoryLevel } from './memory-level.js';
import { type RedisLink, unreachable } from './redis-link.js';

/** What is in the cache, for a person who looks. */
export interface CacheListing {
  /** The entries of this process's memory, the most recently used first, at most so many; looking is no use of them. */
  entries(most: number): readonly ListedEntry[];
  /** What Redis holds, of everything that uses it; null without Redis, or while it does not answer. Two short commands, whatever it holds. */
  sharedSize(): Promise<{ keys: number; usedBytes: number } | null>;
}

interface ListedEntry {
  key: string;
  /** One, and one for each array element of the value. */
  elements: number;
  storedMs: number;
  freshUntilMs: number;
  goneMs: number;
  /** Redis is known to hold the same. */
  shared: boolean;
}

const lookLimitMs = 500;

export function createListing({
  memory,
  link,
}: {
  memory: MemoryLevel;
  link: RedisLink | undefined;
}): CacheListing {
  return {
    entries: (most) =>
      memory.list(most).map(({ key, kept, elements }) => {
        const { storedAt, ttlMs, staleMs } = kept.entry;
        const freshUntilMs = storedAt + ttlMs;
        return {
          key,
          elements,
          storedMs: storedAt,
          freshUntilMs,
          goneMs: freshUntilMs + staleMs,
          shared: link !== undefined && kept.sharedIn === link.connection,
        };
      }),
    async sharedSize() {
      const found = await link?.call(createBudget(lookLimitMs), async (client) => ({
        keys: await client.dbSize(),
        memory: await client.info('memory'),
      }));
      if (found === undefined || found === unreachable) return null;
      const usedBytes = Number(/^used_memory:(\d+)/m.exec(String(found.memory))?.[1] ?? 0);
      return { keys: Number(found.keys), usedBytes };
    },
  };
}
