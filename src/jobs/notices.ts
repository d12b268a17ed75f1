import { minuteMs } from '../cost/time.js';
import { tellWaiting } from '../digests/tell.js';
import type { JobFactory } from './needs.js';

/** Tells owners what they have to know of their digests. */
export const notices: JobFactory = ({ digests, admins }) => ({
  name: 'notices',
  everyMs: minuteMs,
  limitMs: 5 * minuteMs,
  queue: 'digests',
  async run(_, { signal }) {
    if (!digests) return { words: 'no digests here' };
    const { told, lost } = await tellWaiting({ ...digests, admins }, signal);
    const lostWords = lost.map(({ id, code }) => `${id} (${code})`).join(', ');
    return { words: lost.length === 0 ? `${told} told` : `${told} told, not to be told: ${lostWords}` };
  },
});
