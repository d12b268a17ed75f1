import { minuteMs } from '../cost/time.js';
import { deliver } from '../digests/deliver.js';
import type { JobFactory } from './needs.js';

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
