import { backfill } from './backfill.js';
import { cleanup } from './cleanup.js';
import { corrections } from './corrections.js';
import { digest } from './digest.js';
import { digestTick } from './digest-tick.js';
import type { JobFactory } from './needs.js';
import { notices } from './notices.js';
import { refresh } from './refresh.js';
import { seal } from './seal.js';

/** Every job. A new one: one file, and one line here. */
export const jobFactories: readonly JobFactory[] = [
  seal,
  backfill,
  refresh,
  digestTick,
  digest,
  notices,
  corrections,
  cleanup,
];
