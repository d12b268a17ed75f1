import type { CacheUpkeep } from '../cost-service/ports.js';
import type { CostService } from '../cost-service/service.js';
import type { DeliverOptions } from '../digests/deliver-options.js';
import type { Job, JobQueue } from './job.js';

/** What keeps the database in order. */
export interface DatabaseUpkeep {
  /** Removes records that nobody asks for any more; returns how many. */
  removeOld(nowMs: number): Promise<number>;
  /** Gives room back where the engine does not do so by itself. */
  vacuum(): Promise<void>;
}

/** All that jobs work with. */
export interface JobNeeds {
  costs: CostService;
  cache: CacheUpkeep;
  /** null: there is no database. */
  upkeep: DatabaseUpkeep | null;
  now: () => number;
  /** null: there is no Slack, or no database, to send digests with. */
  digests: DeliverOptions | null;
  /** Slack's ids of those who run Kubecent. */
  admins: readonly string[];
  /** Where a job puts further ones. */
  queue: JobQueue;
}

export type JobFactory = (needs: JobNeeds) => Job;
