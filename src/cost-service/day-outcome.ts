import type { Grain, SumDay } from '../cost/block.js';
import type { KubecentError } from '../errors.js';
import type { AnswerSource } from './answer.js';
import type { SealedDay } from './ledger-ports.js';
import type { PlannedDay } from './plan.js';

/** What became of one planned day. */
export interface DayOutcome {
  planned: PlannedDay;
  /** null: not known, see `failure` and `lacking`; and when those are null too, not read yet. */
  day: SumDay | null;
  /** What the ledger has of it; null where it is not sealed. */
  sealed: SealedDay | null;
  /** The day is sealed, but its rows are not kept so finely: pods are gone after a while, or were never read. */
  lacking: 'expired' | 'coarse' | null;
  /** An old answer stands in because OpenCost did not answer. */
  stale: boolean;
  failure: KubecentError | null;
  /** Where it was looked for. */
  from: AnswerSource;
  /** How long OpenCost took for it, milliseconds; where it was asked. */
  tookMs?: number;
}

export interface ReadOptions {
  /** How finely rows are needed. */
  grain: Grain;
  /** Rows of days that failed their checks are needed too. */
  includeHeld: boolean;
  /** Ends the waiting, not the reading: what is not there by then comes back as not read yet. */
  patience?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}
