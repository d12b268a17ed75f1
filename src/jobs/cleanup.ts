import { dayMs, minuteMs, startOfUtcDay } from '../cost/time.js';
import type { JobFactory } from './needs.js';

/** Removes what is past its time: every five minutes from the cache, once a day from the database. */
export const cleanup: JobFactory = ({ costs, cache, upkeep, now }) => {
  let lastDayMs = startOfUtcDay(now()) - dayMs;
  return {
    name: 'cleanup',
    everyMs: 5 * minuteMs,
    limitMs: 30 * minuteMs,
    queue: 'upkeep',
    async run() {
      const entries = await cache.cleanUp();
      const words = `${entries} entries out of the cache`;
      const todayMs = startOfUtcDay(now());
      if (todayMs <= lastDayMs) return { words };
      const { revisions, podBlocks } = await costs.sweep();
      const records = (await upkeep?.removeOld(now())) ?? 0;
      await upkeep?.vacuum();
      lastDayMs = todayMs;
      return {
        words: `${words}; ${revisions} unfinished revisions, pods of ${podBlocks} days and ${records} old records out of the database`,
      };
    },
  };
};
