import type { Delivery } from './delivery.js';
import { dueSlots } from './due.js';
import type { DeliveryLog, Subscriptions } from './ports.js';
import { isReady } from './send-once.js';
import type { Subscription } from './subscription.js';

/** A slot to be brought further. */
export interface OpenSlot {
  subscription: string;
  slotMs: number;
}

/**
 * Writes a record of every slot that has come since the last look, and gives all slots with which something can be done
 * now, those that an earlier look left behind too.
 */
export async function lookForDue(
  {
    subscriptions,
    log,
    settleMs,
  }: { subscriptions: Pick<Subscriptions, 'all'>; log: DeliveryLog; settleMs: number },
  nowMs: number,
): Promise<OpenSlot[]> {
  const latest = await log.latest();
  const all = await subscriptions.all();
  const records = all.flatMap((subscription) =>
    dueSlots(subscription, latest.get(subscription.id) ?? null, nowMs).map((slot) =>
      recordOf(subscription, slot, nowMs),
    ),
  );
  await log.add(records);
  const slots = new Map(
    (await log.open())
      .filter((delivery) => isReady(delivery, nowMs, settleMs))
      .map(({ subscription, slotMs }) => [`${subscription}-${slotMs}`, { subscription, slotMs }]),
  );
  return [...slots.values()];
}

/** A record before anything was sent. */
export function recordOf(
  { id, version, channel }: Subscription,
  { slotMs, period, becomes }: ReturnType<typeof dueSlots>[number],
  nowMs: number,
): Delivery {
  return {
    subscription: id,
    slotMs,
    part: 'digest',
    state: becomes,
    period,
    version,
    nextMs: nowMs,
    attempts: 0,
    sendingMs: null,
    sentMs: null,
    channel,
    ts: null,
    code: becomes === 'due' ? '' : 'not_running',
    said: null,
  };
}
