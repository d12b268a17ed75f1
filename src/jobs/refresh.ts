import { minuteMs } from '../cost/time.js';
import type { JobFactory } from './needs.js';

/** Keeps today fresh while people ask, so that nobody waits for OpenCost: docs/operations.md, "Background jobs". */
export const refresh: JobFactory = ({ costs }) => ({
  name: 'refresh',
  // whether a cluster is due is decided each time; it is never asked more often than every four
  everyMs: minuteMs,
  limitMs: 10 * minuteMs,
  queue: 'upkeep',
  async run(_, { signal }) {
    const { days, failed, answers } = await costs.refresh(signal);
    const words = `${days} running days asked, ${answers} answers made anew`;
    return { words: failed === 0 ? words : `${words}, ${failed} clusters did not answer` };
  },
});
