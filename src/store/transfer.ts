import { z } from 'zod';
import type { Delivery } from '../digests/delivery.js';
import type { DeliveryLog, Subscriptions } from '../digests/ports.js';
import type { Subscription } from '../digests/subscription.js';

const line = z.union([
  z.strictObject({ subscription: z.looseObject({ id: z.string(), version: z.number() }) }),
  z.strictObject({
    delivery: z.looseObject({ subscription: z.string(), slotMs: z.number(), part: z.string() }),
  }),
]);

/** What people made as lines of an export, each ending in a newline: subscriptions first, then what became of their slots. */
export async function* storeLines({
  subscriptions,
  log,
}: {
  subscriptions: Subscriptions;
  log: DeliveryLog;
}): AsyncIterable<string> {
  for (const subscription of await subscriptions.all())
    if (!subscription.managed) yield `${JSON.stringify({ subscription })}\n`;
  for (const delivery of await log.all()) yield `${JSON.stringify({ delivery })}\n`;
}

/** Takes a line that `storeLines` made: what is there already stays as it is. False for any other line. */
export async function takeStoreLine(
  { subscriptions, log }: { subscriptions: Subscriptions; log: DeliveryLog },
  text: string,
): Promise<boolean> {
  if (!/^\{"(subscription|delivery)":/.test(text)) return false;
  const read = line.safeParse(JSON.parse(text));
  if (!read.success) return false;
  if ('delivery' in read.data) {
    await log.add([read.data.delivery as unknown as Delivery]);
    return true;
  }
  const subscription = read.data.subscription as unknown as Subscription;
  if (!(await subscriptions.find(subscription.id))) await subscriptions.save(subscription);
  return true;
}
