import { z } from 'zod';
import type { Delivery } from '../digests/delivery.js';
import type { DeliveryLog, Subscriptions } from '../digests/ports.js';
import type { Subscription } from '../digests/subscription.js';
import type { KeptSnooze, KeptSnoozes } from './snoozes.js';

const line = z.union([
  z.strictObject({ subscription: z.looseObject({ id: z.string(), version: z.number() }) }),
  z.strictObject({
    delivery: z.looseObject({ subscription: z.string(), slotMs: z.number(), part: z.string() }),
  }),
  z.strictObject({
    snooze: z.looseObject({
      id: z.string(),
      place: z.looseObject({ kind: z.string(), cluster: z.string(), namespace: z.string() }),
      what: z.string(),
      moneyPerMonth: z.number(),
      currency: z.string(),
      untilMs: z.number().nullable(),
      why: z.string(),
      by: z.string(),
      atMs: z.number(),
      undone: z.looseObject({ by: z.string(), atMs: z.number() }).nullable(),
    }),
  }),
]);

/** What people made. */
export interface Kept {
  subscriptions: Subscriptions;
  log: DeliveryLog;
  snoozes: KeptSnoozes;
}

/** What people made as lines of an export, each ending in a newline: subscriptions first, then what became of their slots, then snoozes. */
export async function* storeLines({ subscriptions, log, snoozes }: Kept): AsyncIterable<string> {
  for (const subscription of await subscriptions.all())
    if (!subscription.managed) yield `${JSON.stringify({ subscription })}\n`;
  for (const delivery of await log.all()) yield `${JSON.stringify({ delivery })}\n`;
  for (const snooze of await snoozes.all()) yield `${JSON.stringify({ snooze })}\n`;
}

/** Takes a line that `storeLines` made: what is there already stays as it is. False for any other line. */
export async function takeStoreLine({ subscriptions, log, snoozes }: Kept, text: string): Promise<boolean> {
  if (!/^\{"(subscription|delivery|snooze)":/.test(text)) return false;
  const read = line.safeParse(JSON.parse(text));
  if (!read.success) return false;
  if ('delivery' in read.data) {
    await log.add([read.data.delivery as unknown as Delivery]);
    return true;
  }
  if ('snooze' in read.data) {
    await snoozes.keep(read.data.snooze as unknown as KeptSnooze);
    return true;
  }
  const subscription = read.data.subscription as unknown as Subscription;
  if (!(await subscriptions.find(subscription.id))) await subscriptions.save(subscription);
  return true;
}
