import { type Budget, createBudget } from './bounded-call.js';

/** The budget that all questions of the process share. */
export interface Patience extends Budget {
  /** An answer within this time is quick: it restores the budget. */
  readonly quickMs: number;
  restore(): void;
}

const quickShare = 0.2;

/**
 * What a slow engine may cost: the time that questions wait for it from one quick answer to the next, however many calls
 * they make. Time in which several wait at once counts once.
 */
export function createPatience(limitMs: number): Patience {
  const quickMs = limitMs * quickShare;
  let budget = createBudget(limitMs);
  let chargedUntilMs = Number.NEGATIVE_INFINITY;
  return {
    quickMs,
    get leftMs() {
      return budget.leftMs;
    },
    earn: (bytes) => budget.earn(bytes),
    restore() {
      budget = createBudget(limitMs);
    },
    charge(waitedMs) {
      const nowMs = performance.now();
      if (waitedMs <= quickMs) budget = createBudget(limitMs);
      else budget.charge(Math.min(waitedMs, nowMs - chargedUntilMs));
      chargedUntilMs = nowMs;
    },
  };
}
