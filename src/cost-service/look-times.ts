import { dayMs, hourMs, minuteMs } from '../cost/time.js';
import type { SealedDay } from './ledger-ports.js';

/** Reads of one day, or of a cluster whatever the day, that failed since the last one that did not. */
export interface ReadFailure {
  attempts: number;
  /** When the last of them failed. */
  lastMs: number;
}

/** What is known of one closed day. */
export interface LookFacts {
  startMs: number;
  sealed: SealedDay | null;
  failure: ReadFailure | null;
  nowMs: number;
}

/** Before this, the last samples of a day may still be on their way. */
const closingMs = 15 * minuteMs;
/** From here to 12 hours later a complete day is looked at again. */
const secondLookAfterMs = 24 * hourMs;
/** For so long after its end OpenCost may still know better of a day. */
const mayChangeMs = 14 * dayMs;
const againAfterMs = [1, 2, 4, 8, 16, 24].map((hours) => hours * hourMs);
const failedAgainAfterMs = [1, 2, 5, 10, 30, 60].map((minutes) => minutes * minuteMs);

/** The first instant at which a day may be read to be sealed: 00:15 UTC after its end. */
export function firstLookMs(startMs: number): number {
  return startMs + dayMs + closingMs;
}

/**
 * When OpenCost is to be asked for a closed day; in the past where that is due, null: never again unless a person wants
 * it. docs/definitions.md, "The second look". Pure. What lies in the future, because a clock was set back, puts
 * nothing off.
 */
export function nextLookMs({ startMs, sealed, failure, nowMs }: LookFacts): number | null {
  const wantedMs = sealed ? lookAgainMs(sealed, nowMs) : firstLookMs(startMs);
  if (wantedMs === null) return null;
  const isOver = failure === null || (sealed !== null && failure.lastMs <= sealed.lookedMs);
  return Math.max(wantedMs, firstLookMs(startMs), isOver ? 0 : retryMs(failure, nowMs));
}

/** When to ask again after failures: 1, 2, 5, 10 and 30 minutes after the last, then hourly. */
export function retryMs({ attempts, lastMs }: ReadFailure, nowMs: number): number {
  return lastMs > nowMs ? nowMs : lastMs + stepOf(failedAgainAfterMs, attempts);
}

/**
 * Days that are not settled: 1, 2, 4, 8 and 16 hours after each look, then daily until two weeks after the day. Figures
 * that failed their checks, and complete days that could not be reconciled, get six looks however old they are.
 */
function lookAgainMs({ head, lookedMs, looks, accepted }: SealedDay, nowMs: number): number | null {
  if (accepted || head.state === 'final') return null;
  const secondMs = head.endMs + secondLookAfterMs;
  if (head.state === 'sealed' && lookedMs < secondMs) return secondMs;
  const againMs = lookedMs > nowMs ? nowMs : lookedMs + stepOf(againAfterMs, looks);
  if (againMs <= head.endMs + mayChangeMs) return againMs;
  const isOpen = head.state === 'quarantined' || head.state === 'sealed';
  return isOpen && looks < againAfterMs.length ? againMs : null;
}

function stepOf(steps: readonly number[], count: number): number {
  return steps[Math.min(Math.max(count, 1), steps.length) - 1] ?? 0;
}
