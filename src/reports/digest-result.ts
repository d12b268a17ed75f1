import type { Money } from '../cost/money.js';
import type { Answer } from '../cost-service/answer.js';
import type { CostResult } from './cost-result.js';
import type { RunningMonth } from './month-line.js';
import type { Snooze } from './snoozes.js';

/** A cluster that a digest does not speak of, on neither side of its comparison. */
export interface LeftOut {
  cluster: string;
  /** "Fri 20 Nov held back: no pods in the answer". */
  why: string;
}

/** What a digest collects. Plain JSON. */
export interface DigestResult extends CostResult, Omit<RunningMonth, 'currency'> {
  /** The window and its baseline by day, for the chart; null where the window has no baseline. */
  longer: CostResult | null;
  /** By cluster, namespace and controller, in the window and in its baseline: what moved, and why. */
  controllers: Answer;
  controllersBefore: Answer | null;
  savings: Answer | null;
  /** What is snoozed of them. */
  snoozes: readonly Snooze[];
  /** What nodes there were in the baseline. */
  savingsBefore: Answer | null;
  leftOut: readonly LeftOut[];
  /** Of the usual cost, what the figures speak of, in permille; null where nothing is usual yet. */
  knownPermille: number | null;
}

/** A row, or a cluster's idle, that moved. */
export interface Mover {
  name: string;
  change: Money;
  baseline: Money;
  /** 'new', 'gone' or ''. */
  note: 'new' | 'gone' | '';
  /** "6 → 10 replicas since Tue"; '' where the data does not show it. */
  reason: string;
}
