import { minuteMs } from '../cost/time.js';
import type { JobFactory } from './needs.js';
import { sealingWords } from './sealing-words.js';

/** Reads and seals what closed in the last week, and looks again at what is not settled. */
export const seal: JobFactory = ({ costs }) => ({
  name: 'seal',
  everyMs: minuteMs,
  limitMs: 30 * minuteMs,
  queue: 'upkeep',
  run: async (_, { signal }) => ({ words: sealingWords(await costs.seal('recent', signal)) }),
});
