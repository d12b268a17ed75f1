import { hourMs, minuteMs } from '../cost/time.js';
import type { Delivery } from './delivery.js';
import { type Period, periodOf, readyMs } from './period.js';
import { slotsBetween } from './schedule.js';
import type { Subscription } from './subscription.js';

/** A slot that has come and has no record yet. */
export interface DueSlot {
  slotMs: number;
  period: Period;
  /** `missed`: too old to be sent. `superseded`: a later slot that is due too speaks of the same days. */
  becomes: 'due' | 'missed' | 'superseded';
}

/** A digest is made up for once within this time. */
const usefulMs = 24 * hourMs;
/** A digest that comes so much later than it should says that it is late. */
const lateAfterMs = 15 * minuteMs;

/**
 * The slots of a subscription that have come since the last one that is known, oldest first. Pure: depends on the
 * subscription, its latest delivery and the time alone. A slot is due once its days have closed, and counts from its
 * own time: after 24 hours it is missed. After a change of times no slot comes that speaks of the same days as a digest
 * before the change.
 */
export function dueSlots(subscription: Subscription, last: Delivery | null, nowMs: number): DueSlot[] {
  if (subscription.state.kind === 'paused') return [];
  const afterMs = Math.max(subscription.fromMs, last?.slotMs ?? 0);
  const come = slotsBetween(subscription, { afterMs, untilMs: nowMs, most: 10_000 });
  const slots = come
    .map((slotMs) => ({ slotMs, period: periodOf(subscription, slotMs) }))
    .filter(({ slotMs }) => readyMs(subscription, slotMs) <= nowMs)
    .filter(({ period }) => !saidBefore(subscription, last, period));
  return slots.map(({ slotMs, period }, index) => {
    const later = slots.slice(index + 1).some((other) => isSamePeriod(other.period, period));
    return {
      slotMs,
      period,
      becomes: isMissed(subscription, slotMs, nowMs) ? 'missed' : later ? 'superseded' : 'due',
    };
  });
}

function saidBefore({ version }: Subscription, last: Delivery | null, period: Period): boolean {
  return last !== null && last.version !== version && isSamePeriod(last.period, period);
}

export function isSamePeriod(a: Period, b: Period): boolean {
  return a.startMs === b.startMs && a.endMs === b.endMs;
}

/** True where a digest that is sent now comes later than people expect. */
export function isLate(subscription: Subscription, slotMs: number, nowMs: number): boolean {
  return nowMs - readyMs(subscription, slotMs) > lateAfterMs;
}

/** True where a slot is too old to be sent any more. */
export function isMissed(subscription: Subscription, slotMs: number, nowMs: number): boolean {
  return nowMs - readyMs(subscription, slotMs) > usefulMs;
}
