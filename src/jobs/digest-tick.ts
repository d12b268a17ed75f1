import { minuteMs } from '../cost/time.js';
import { lookForDue } from '../digests/tick.js';
import { addDigest } from './digest.js';
import type { JobFactory } from './needs.js';

/** Once a minute: which digests are due, and which are not over yet. Each becomes one job. */
export const digestTick: JobFactory = ({ digests, queue, now }) => ({
  name: 'digest-tick',
  everyMs: minuteMs,
  limitMs: 2 * minuteMs,
  queue: 'digests',
  async run() {
    if (!digests) return { words: 'no digests here' };
    const open = await lookForDue(digests, now());
    for (const { subscription, slotMs } of open) await addDigest(queue, subscription, slotMs);
    return { words: `${open.length} digests under way` };
  },
});
