import { minuteMs } from '../cost/time.js';
import { deliver } from '../digests/deliver.js';
import type { JobQueue } from './job.js';
import type { JobFactory } from './needs.js';

/** Has a slot's digest brought further; false where the queue cannot be reached: the next look finds it. */
export function addDigest(queue: JobQueue, subscription: string, slotMs: number): Promise<boolean> {
  return queue.add('digest', { subscription, slot: String(slotMs) }, { id: `${subscription}-${slotMs}` });
}

/** Brings the digest of one slot one step further. */
export const digest: JobFactory = ({ digests }) => ({
  name: 'digest',
  everyMs: null,
  limitMs: 5 * minuteMs,
  queue: 'digests',
  async run({ subscription = '', slot = '' }) {
    if (!digests) return { words: 'no digests here' };
    const { words, againMs } = await deliver(digests, subscription, Number(slot));
    return againMs === null ? { words } : { words, againAtMs: againMs };
  },
});
