import type { DeliverOptions } from './deliver-options.js';
import type { Delivery } from './delivery.js';
import { brokenNotices, recoveredNotices, unresolvedNotices } from './notices.js';
import type { Notice, Notices } from './ports.js';
import type { OnTrouble } from './send-once.js';
import type { Subscription } from './subscription.js';

/** Tells owners what they have to know. */
export function troubleOf(
  { subscriptions, notices, now }: DeliverOptions,
  subscription: Subscription,
): OnTrouble {
  return async (delivery, trouble) => {
    if (trouble === 'unresolved') {
      await addAll(notices, unresolvedNotices(subscription, delivery, now()));
      return;
    }
    if (subscription.state.kind === 'broken') return;
    const state = { kind: 'broken' as const, code: delivery.code, atMs: now() };
    if (await subscriptions.save({ ...subscription, state, version: subscription.version + 1 }))
      await addAll(notices, brokenNotices(subscription, delivery.code, now()));
  };
}

/** A digest that came where none did before. */
export async function noteRecovery(
  { subscriptions, notices, now }: DeliverOptions,
  subscription: Subscription,
  delivery: Delivery | null,
): Promise<Delivery | null> {
  if (delivery?.state !== 'sent' || subscription.state.kind !== 'broken') return delivery;
  const changed = { ...subscription, state: { kind: 'active' as const }, version: subscription.version + 1 };
  if (await subscriptions.save(changed)) await addAll(notices, recoveredNotices(subscription, now()));
  return delivery;
}

async function addAll(notices: Notices, all: readonly Notice[]): Promise<void> {
  for (const notice of all) await notices.add(notice);
}
