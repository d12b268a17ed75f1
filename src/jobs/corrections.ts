import { hourMs, minuteMs } from '../cost/time.js';
import { correctDigests } from '../digests/correct.js';
import type { JobFactory } from './needs.js';

/** Holds digests that were sent against the days as they are now. */
export const corrections: JobFactory = ({ digests }) => ({
  name: 'corrections',
  everyMs: hourMs,
  limitMs: 20 * minuteMs,
  queue: 'digests',
  async run(_, { signal }) {
    if (!digests) return { words: 'no digests here' };
    return { words: `${await correctDigests(digests, signal)} digests corrected` };
  },
});
