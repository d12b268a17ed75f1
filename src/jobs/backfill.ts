import { minuteMs } from '../cost/time.js';
import type { JobFactory } from './needs.js';
import { sealingWords } from './sealing-words.js';

/** Reads and seals the past that was never read, the oldest days first, because OpenCost loses these first. */
export const backfill: JobFactory = ({ costs }) => ({
  name: 'backfill',
  everyMs: minuteMs,
  limitMs: 30 * minuteMs,
  queue: 'upkeep',
  run: async (_, { signal }) => ({ words: sealingWords(await costs.seal('history', signal)) }),
});
