import type { CacheUpkeep } from '../cost-service/ports.js';
import type { CostService } from '../cost-service/service.js';
import type { Job } from './job.js';

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
}

export type JobFactory = (needs: JobNeeds) => Job;
