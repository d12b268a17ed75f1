import { minuteMs } from '../cost/time.js';
import { KubecentError, NotUnderstood } from '../errors.js';
import { answerLine } from '../reports/answer-line.js';
import type { Document } from '../reports/document.js';
import { type Asking, askDigest } from './asking.js';
import { type Before, type Composed, composeDigest, nextWords } from './compose.js';
import type { Delivery, DeliveryPart } from './delivery.js';
import { isLate, isMissed } from './due.js';
import { brokenNotices, recoveredNotices, unresolvedNotices } from './notices.js';
import type { Notice, Notices, Subscriptions } from './ports.js';
import { againMs, resolveSent, type SendingOptions, sendOnce } from './send-once.js';
import type { Subscription } from './subscription.js';
import { windowText } from './window-text.js';

export interface DeliverOptions extends Asking, SendingOptions {
  subscriptions: Subscriptions;
  notices: Notices;
}

/** What became of a slot. */
export interface DeliveryOutcome {
  /** For the log: "sent", "quiet", … */
  words: string;
  /** When to come back to it; null: it is over. */
  againMs: number | null;
}

/** What could not be asked, or is withheld, is tried again after so long. */
const askAgainMs = 2 * minuteMs;
const notSent = ['due', 'withheld'] as const;

/**
 * Brings the digest of a slot one step further, whatever became of it before: composes and sends it, finds out whether it
 * was sent, then sends its tables into its thread. Throws what the store throws: it is safe to call again at any time.
 */
export async function deliver(options: DeliverOptions, id: string, slotMs: number): Promise<DeliveryOutcome> {
  const { log, subscriptions } = options;
  const delivery = await log.find(id, slotMs, 'digest');
  if (!delivery) return over('no such slot');
  const subscription = await subscriptions.find(id);
  if (!subscription) {
    await closeAll(options, delivery);
    return over('not subscribed any more');
  }
  const after = await advance(options, subscription, delivery);
  if (!after) return over('another process has it');
  const againAtMs = againMs(after, options);
  if (againAtMs !== null) return { words: `${after.state} ${after.code}`.trim(), againMs: againAtMs };
  await closeNote(options, after);
  if (after.state !== 'sent') return over(after.state);
  return sendThread(options, subscription, after);
}

/** Nobody wants it any more: what is not sent is not sent, and what may have been is left at that. */
async function closeAll({ log }: DeliverOptions, { subscription, slotMs }: Delivery): Promise<void> {
  for (const part of await log.parts(subscription, slotMs)) {
    await log.change(part, notSent, { state: 'missed', code: 'unsubscribed' });
    await log.change(part, ['sending'], { state: 'unresolved', code: 'unsubscribed' });
  }
}

function over(words: string): DeliveryOutcome {
  return { words, againMs: null };
}

async function advance(
  options: DeliverOptions,
  subscription: Subscription,
  delivery: Delivery,
): Promise<Delivery | null> {
  const { log, now } = options;
  if (delivery.state === 'sending')
    return settle(options, subscription, await resolveSent(options, delivery, null));
  if (delivery.state !== 'due' && delivery.state !== 'withheld') return delivery;
  if (delivery.nextMs > now()) return delivery;
  if (delivery.version >= 0 && isMissed(subscription, delivery.slotMs, now()))
    return log.change(delivery, notSent, { state: 'missed', code: delivery.code || delivery.state });
  const composed = await compose(options, subscription, delivery);
  if ('failure' in composed)
    return log.change(delivery, notSent, { nextMs: now() + askAgainMs, code: composed.failure });
  if (composed.kind === 'quiet')
    return log.change(delivery, notSent, { state: 'quiet', said: composed.said, sentMs: null });
  if (composed.kind === 'withheld') {
    await sendBeside(options, subscription, delivery, 'note', { threadTs: null, document: composed.note });
    return log.change(delivery, notSent, { state: 'withheld', nextMs: now() + askAgainMs });
  }
  const { workspace } = subscription;
  const sent = await sendOnce(options, delivery, {
    workspace,
    threadTs: null,
    document: composed.document,
    said: composed.said,
  });
  return settle(options, subscription, sent);
}

/** Tells owners what they have to know of how it ended. */
async function settle(
  { subscriptions, notices, now }: DeliverOptions,
  subscription: Subscription,
  delivery: Delivery | null,
): Promise<Delivery | null> {
  const { state } = subscription;
  if (delivery?.state === 'unresolved')
    await addAll(notices, unresolvedNotices(subscription, delivery, now()));
  if (delivery?.state === 'refused' && state.kind !== 'broken') {
    const broken = { kind: 'broken' as const, code: delivery.code, atMs: now() };
    const changed = { ...subscription, state: broken, version: subscription.version + 1 };
    if (await subscriptions.save(changed))
      await addAll(notices, brokenNotices(subscription, delivery.code, now()));
  }
  if (delivery?.state === 'sent' && state.kind === 'broken') {
    const changed = {
      ...subscription,
      state: { kind: 'active' as const },
      version: subscription.version + 1,
    };
    if (await subscriptions.save(changed)) await addAll(notices, recoveredNotices(subscription, now()));
  }
  return delivery;
}

async function addAll(notices: Notices, all: readonly Notice[]): Promise<void> {
  for (const notice of all) await notices.add(notice);
}

async function compose(
  options: DeliverOptions,
  subscription: Subscription,
  delivery: Delivery,
): Promise<Composed | { failure: string }> {
  const nowMs = options.now();
  try {
    const result = await askDigest(options, delivery.period, subscription.scope);
    return composeDigest(subscription, result, {
      slotMs: delivery.slotMs,
      nowMs,
      isLate: delivery.version >= 0 && isLate(subscription, delivery.slotMs, nowMs),
      before: await beforeOf(options, delivery),
    });
  } catch (error) {
    if (error instanceof NotUnderstood)
      return { kind: 'send', document: goneDocument(subscription, error, nowMs), said: nothingSaid };
    if (error instanceof KubecentError) return { failure: error.code };
    throw error;
  }
}

const nothingSaid = { currency: '', total: 0, clusters: [], savings: {}, quiet: false };

/** What it is about has gone: it says so, rather than nothing. */
function goneDocument(subscription: Subscription, error: NotUnderstood, nowMs: number): Document {
  const summary = `${subscription.name}: ${error.userMessage}`;
  return {
    title: subscription.name,
    subtitle: '',
    summary,
    command: 'subscriptions',
    sections: [
      { kind: 'text', lines: [[error.userMessage], ['This digest asks for it; change it or delete it.']] },
      { kind: 'note', lines: [[nextWords(subscription, nowMs)]] },
      { kind: 'actions', actions: [{ label: 'Manage', command: 'subscriptions' }] },
    ],
  };
}

async function beforeOf({ log }: DeliverOptions, delivery: Delivery): Promise<Before> {
  const earlier = (await log.history(delivery.subscription, 60)).filter(
    ({ slotMs, version }) => slotMs < delivery.slotMs && version >= 0,
  );
  const last = earlier.findIndex(({ state }) => state === 'sent' || state === 'quiet');
  const missed = earlier
    .slice(0, last < 0 ? undefined : last)
    .filter(({ state }) => state === 'missed').length;
  const sentMs = earlier.find(({ state }) => state === 'sent')?.sentMs ?? null;
  return { said: earlier[last]?.said ?? null, sentMs, missed };
}

/** The tables of the reports that were chosen, each a message of its own in the digest's thread. */
async function sendThread(
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
    });
    if (part?.state === 'unresolved')
      await addAll(options.notices, unresolvedNotices(subscription, part, now()));
    const againAtMs = part && againMs(part, options);
    if (againAtMs !== null) latest = Math.max(latest ?? 0, againAtMs);
  }
  return { words: 'sent', againMs: latest };
}

/** A note that a digest is withheld has no use once the digest is over. */
async function closeNote(options: DeliverOptions, { subscription, slotMs }: Delivery): Promise<void> {
  const note = (await options.log.parts(subscription, slotMs)).find(({ part }) => part === 'note');
  if (note?.state === 'sending') await resolveSent(options, note, null);
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
  message: { threadTs: string | null; document: Document | (() => Promise<Document | null>) },
): Promise<Delivery | null> {
  const { log, now } = options;
  const fresh = { ...digest, part, state: 'due' as const, nextMs: now(), attempts: 0, ts: null, said: null };
  await log.add([{ ...fresh, sendingMs: null, sentMs: null, code: '' }]);
  const record = await log.find(digest.subscription, digest.slotMs, part);
  if (record?.state === 'sending') return resolveSent(options, record, message.threadTs);
  if (record?.state !== 'due' || record.nextMs > now()) return record;
  const document = typeof message.document === 'function' ? await message.document() : message.document;
  if (document === null)
    return log.change(record, ['due'], { nextMs: now() + askAgainMs, code: 'no_answer' });
  return sendOnce(options, record, { workspace, threadTs: message.threadTs, document });
}
