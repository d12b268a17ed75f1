import type { Recommendation } from '../cost/savings/kind.js';
import type { CostResult } from './cost-result.js';
import type { Action, Line } from './document.js';
import type { Snooze } from './snoozes.js';

/** What savings collect. Plain JSON. */
export interface SavingsResult extends CostResult {
  /** What is snoozed; null: it could not be read, and everything is shown. */
  snoozes: readonly Snooze[] | null;
  /** The window as it was asked for; '' for the usual one. */
  windowName: string;
  /** Whether what is shown may be snoozed: by somebody who can be named, and where it is kept. */
  canSnooze: boolean;
  /** What the line has done, and how to undo it; null: it only asked. */
  done: { line: Line; undo: Action | null } | null;
  /** The recommendation that a time is to be chosen for; null: all are shown. */
  offered: Recommendation | null;
}
