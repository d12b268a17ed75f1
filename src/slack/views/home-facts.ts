import type { Line } from '../../reports/document.js';
import type { HealthGlance } from '../../reports/health-glance.js';
import type { MonthGlance } from '../../reports/month-glance.js';
import type { SavingsGlance } from '../../reports/savings-glance.js';

/** What everybody's Home shows alike. A part that is null is not known, and `unknown` says why. */
export interface HomeFacts {
  atMs: number;
  health: HealthGlance | null;
  month: MonthGlance | null;
  savings: SavingsGlance | null;
  /** What whoever runs Kubecent sees beside it: engines, jobs, version. */
  adminDetails: readonly Line[];
  /** Whole sentences, safe to show. */
  unknown: readonly string[];
}

/** Where Home's figures come from. */
export interface HomeSource {
  /**
   * Looks everywhere once; never rejects. It is called behind people's backs only, never once for each of them.
   * `brief`: days that are not there in a moment are left out; `patient`: they are waited for as an answer is.
   */
  load(patience: 'brief' | 'patient'): Promise<HomeFacts>;
  /** How long they count as fresh. */
  ttlMs: number;
}
