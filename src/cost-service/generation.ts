import { dayMs } from '../cost/time.js';
import type { AnswerCache } from './ports.js';

const key = 'ledger:generation';

/** Names the state of the ledger, so that an answer made before a change is not given after it: on any replica, within moments. */
export interface Generation {
  current(): Promise<string>;
  /** Something that is visible in the ledger has changed. */
  change(): Promise<void>;
}

/** Kept in the cache that all replicas share; a cache that lost it makes answers anew, which harms nobody. */
export function createGeneration(cache: AnswerCache, now: () => number): Generation {
  let changes = 0;
  return {
    current: async () => (await cache.get<string>(key))?.value ?? '',
    async change() {
      changes += 1;
      await cache.set(key, `${now()}.${changes}`, { ttlMs: 400 * dayMs });
    },
  };
}
