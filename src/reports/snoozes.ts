import type { Money } from '../cost/money.js';
import type { SavingPlace } from '../cost/savings/identity.js';
import { savingId } from '../cost/savings/identity.js';
import type { Figure, Recommendation } from '../cost/savings/kind.js';
import { minimumPerMonth } from '../cost/savings/per-month.js';
import { KubecentError } from '../errors.js';

/** A recommendation that somebody does not want to see, and what is known of that. Plain JSON. */
export interface Snooze {
  /** That of the recommendation: src/cost/savings/identity.ts. */
  id: string;
  place: SavingPlace;
  /** "requests of checkout-api", when it was snoozed. */
  what: string;
  /** What it saved a month then; 0 for a risk. */
  moneyPerMonth: Money;
  figure: Figure;
  currency: string;
  /** When it comes back by itself; null: never. */
  untilMs: number | null;
  /** True: it was said that it is no saving at all, not that it can wait. */
  dismissed: boolean;
  /** As typed; '' where no reason was needed. */
  why: string;
  /** Slack's id of the person, or "terminal". */
  by: string;
  atMs: number;
}

/** What people have snoozed and dismissed. Every process sees a change at once. Methods throw KubecentError. */
export interface Snoozes {
  /** Those that were neither undone nor are over, one for each recommendation, the latest made first. */
  active(nowMs: number): Promise<Snooze[]>;
  add(snooze: Snooze): Promise<void>;
  /** Undoes it; false where it is not active any more. What was made stays as a record. */
  remove(id: string, undone: { by: string; atMs: number }): Promise<boolean>;
}

/** A recommendation that saves so much more than when it was snoozed is a new one to talk about. */
const growth = 1.5;

/**
 * The active snooze that a recommendation is under; null: it is to be shown. One that has grown by half since, and by
 * no less than what is listed at all, is shown again; a risk has no money and does not grow. Pure.
 */
export function snoozeOf(
  snoozes: readonly Snooze[],
  recommendation: Recommendation,
  currency: string,
): Snooze | null {
  if (snoozes.length === 0) return null;
  const id = savingId(recommendation);
  const found = snoozes.find((snooze) => snooze.id === id);
  return !found || hasOutgrown(found, recommendation.moneyPerMonth, currency) ? null : found;
}

function hasOutgrown(snooze: Snooze, money: Money, currency: string): boolean {
  if (snooze.currency !== currency) return false;
  return money >= snooze.moneyPerMonth * growth && money - snooze.moneyPerMonth >= minimumPerMonth;
}

/** What is snoozed now: [] where nothing can be; null where it cannot be read, so that nobody knows. */
export async function readSnoozes({
  snoozes,
  nowMs,
}: {
  snoozes: Snoozes | null;
  nowMs: number;
}): Promise<readonly Snooze[] | null> {
  try {
    return (await snoozes?.active(nowMs)) ?? [];
  } catch (error) {
    if (error instanceof KubecentError) return null;
    throw error;
  }
}
