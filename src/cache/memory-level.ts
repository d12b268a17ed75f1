import { Keyv } from 'keyv';
import { LRUCache } from 'lru-cache';
import { type Entry, judgeEntry, keepMs } from './entry.js';

/** An entry in this process's memory, and what is known of its copy in Redis. */
export interface Kept {
  entry: Entry;
  /** When Redis was last seen to hold the same, by our clock; the time of storing before that. */
  checkedAt: number;
  /** The connection over which Redis was seen to hold it; null: Redis does not, as far as is known. */
  sharedIn: number | null;
}

export interface MemoryLevel {
  get(key: string): Promise<Kept | undefined>;
  set(key: string, kept: Kept): Promise<void>;
  delete(key: string): Promise<boolean>;
  clear(): Promise<void>;
  /** Removes what can no longer stand in for anything; returns how many. */
  dropGone(nowMs: number): Promise<number>;
  size(): number;
  /** The most recently used first, at most so many, with what they weigh; none of them counts as used by that. */
  list(most: number): readonly { key: string; kept: Kept; elements: number }[];
}

interface Slot {
  value?: Kept;
  expires?: number | undefined;
}

/**
 * Keyv over a bounded map: at most `entries` of them and `elements` array elements in all; the least recently used goes
 * first. Values are neither copied nor serialised. An entry larger than the bound is not kept at all.
 */
export function createMemoryLevel(bounds: { entries: number; elements: number }): MemoryLevel {
  const slots = new LRUCache<string, Slot>({
    max: bounds.entries,
    maxSize: bounds.elements,
    sizeCalculation: (slot) => weigh(slot.value?.entry.value),
  });
  const store = {
    get: (key: string) => slots.get(key),
    set: (key: string, slot: Slot) => {
      slots.set(key, slot);
    },
    delete: (key: string) => slots.delete(key),
    clear: () => slots.clear(),
  };
  const keyv = new Keyv<Kept>({ store, useKeyPrefix: false });
  keyv.serialize = undefined;
  keyv.deserialize = undefined;

  return {
    get: (key) => keyv.get<Kept>(key),
    async set(key, kept) {
      await keyv.set(key, kept, keepMs(kept.entry));
    },
    delete: (key) => keyv.delete(key),
    clear: () => keyv.clear(),
    async dropGone(nowMs) {
      const gone = [...slots.entries()].filter(
        ([, slot]) => !slot.value || judgeEntry(slot.value.entry, nowMs) === 'gone',
      );
      for (const [key] of gone) await keyv.delete(key);
      return gone.length;
    },
    size: () => slots.size,
    list(most) {
      const listed = [];
      for (const [key, { value }] of slots.entries()) {
        if (listed.length >= most) break;
        if (value) listed.push({ key, kept: value, elements: weigh(value.entry.value) });
      }
      return listed;
    },
  };
}

const deepestArray = 3;

/** A cheap measure of a value's size: one, and one for each element of the arrays in its upper levels. */
function weigh(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return 1 + value.length;
  if (depth === deepestArray) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + weigh(part, depth + 1), 1);
}
