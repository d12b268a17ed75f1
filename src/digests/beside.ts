import { KubecentError } from '../errors.js';
import { answerLine } from '../reports/answer-line.js';
import type { Document } from '../reports/document.js';
import { askAgainMs, type DeliverOptions, type DeliveryOutcome } from './deliver-options.js';
import { type Delivery, type DeliveryPart, isWanted } from './delivery.js';
import { isMissed } from './due.js';
import { againMs, type OnTrouble, resolveSent, sendOnce } from './send-once.js';
import type { Subscription } from './subscription.js';
import { troubleOf } from './trouble.js';
import { windowText } from './window-text.js';

/** The tables of the reports that were chosen, each a message of its own in the digest's thread. */
export async function sendThread(
  options: DeliverOptions,
  subscription: Subscription,
  digest: Delivery,
): Promise<DeliveryOutcome> {
  const { now } = options;
  let latest: number | null = null;
  for (const report of subscription.reports) {
    const line = [report, windowText(digest.period), subscription.scope].filter(Boolean).join(' ');
    const part = await sendBeside(options, subscription, digest, `thread-${report}`, {
      threadTs: digest.ts,
      document: () => documentOf(options, line),
      onTrouble: async (delivery, trouble) => {
        if (trouble === 'unresolved') await troubleOf(options, subscription)(delivery, trouble);
      },
    });
    if (part?.state === 'due' && !isWanted(part) && isMissed(subscription, digest.slotMs, now())) {
      await options.log.change(part, ['due'], { state: 'missed' });
      continue;
    }
    const againAtMs = part && againMs(part, options);
    if (againAtMs !== null) latest = Math.max(latest ?? 0, againAtMs);
  }
  return { words: 'sent', againMs: latest };
}

/** A note that a digest is withheld has no use once the digest is over. */
export async function closeNote(options: DeliverOptions, { subscription, slotMs }: Delivery): Promise<void> {
  const note = (await options.log.parts(subscription, slotMs)).find(({ part }) => part === 'note');
  if (note?.state === 'sending') await resolveSent(options, note, { threadTs: null });
  if (note?.state === 'due') await options.log.change(note, ['due'], { state: 'missed' });
}

/** null: it cannot be answered at the moment. */
async function documentOf(options: DeliverOptions, line: string): Promise<Document | null> {
  try {
    return (await answerLine(line, options)).document();
  } catch (error) {
    if (error instanceof KubecentError) return null;
    throw error;
  }
}

/** Sends what belongs to a digest, once, as the digest itself is: with a record of its own. */
export async function sendBeside(
  options: DeliverOptions,
  { workspace }: Subscription,
  digest: Delivery,
  part: DeliveryPart,
  message: {
    threadTs: string | null;
    document: Document | (() => Promise<Document | null>);
    onTrouble?: OnTrouble;
  },
): Promise<Delivery | null> {
  const { log, now } = options;
  const fresh = { ...digest, part, state: 'due' as const, nextMs: now(), attempts: 0, ts: null, said: null };
  await log.add([{ ...fresh, sendingMs: null, sentMs: null, code: '' }]);
  const record = await log.find(digest.subscription, digest.slotMs, part);
  if (record?.state === 'sending') return resolveSent(options, record, message);
  if (record?.state !== 'due' || record.nextMs > now()) return record;
  const document = typeof message.document === 'function' ? await message.document() : message.document;
  if (document === null)
    return log.change(record, ['due'], { nextMs: now() + askAgainMs, code: 'no_answer' });
  return sendOnce(options, record, { ...message, workspace, document });
}
