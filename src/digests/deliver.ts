import { KubecentError, NotUnderstood } from '../errors.js';
import type { Document } from '../reports/document.js';
import { askDigest } from './asking.js';
import { closeNote, sendBeside, sendThread } from './beside.js';
import { type Before, type Composed, composeDigest, nextWords } from './compose.js';
import { askAgainMs, type DeliverOptions, type DeliveryOutcome } from './deliver-options.js';
import { type Delivery, isWanted, nextCode } from './delivery.js';
import { isLate, isMissed } from './due.js';
import { againMs, resolveSent, sendOnce } from './send-once.js';
import type { Subscription } from './subscription.js';
import { noteRecovery, troubleOf } from './trouble.js';

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
  const onTrouble = troubleOf(options, subscription);
  if (delivery.state === 'sending') {
    const found = await resolveSent(options, delivery, { threadTs: null, onTrouble });
    return noteRecovery(options, subscription, found);
  }
  if (delivery.state !== 'due' && delivery.state !== 'withheld') return delivery;
  if (delivery.nextMs > now()) return delivery;
  const isBound = delivery.version >= 0 && !isWanted(delivery);
  if (isBound && isMissed(subscription, delivery.slotMs, now()))
    return log.change(delivery, notSent, { state: 'missed', code: delivery.code || delivery.state });
  const composed = await compose(options, subscription, delivery);
  if ('failure' in composed)
    return log.change(delivery, notSent, {
      nextMs: now() + askAgainMs,
      code: nextCode(delivery, composed.failure),
    });
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
    onTrouble,
  });
  return noteRecovery(options, subscription, sent);
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
