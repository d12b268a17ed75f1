import { minuteMs } from '../cost/time.js';
import type { Document } from '../reports/document.js';
import { type Delivery, deliveryKey, nextCode } from './delivery.js';
import type { DeliveryLog, DigestMessenger } from './ports.js';

export interface SendingOptions {
  log: DeliveryLog;
  messenger: DigestMessenger;
  now: () => number;
  /** So long after it was handed over nothing of an attempt is under way any more, and Slack shows what it took. */
  settleMs: number;
}

/** A message on its way: what it says, and where it belongs. */
export interface Outgoing {
  workspace: string;
  threadTs: string | null;
  document: Document;
  said?: Delivery['said'];
  /** What its owner has to know; done before the record is closed, so that no crash comes between. */
  onTrouble?: OnTrouble;
}

/** Told of what nobody sends again by itself. May be called twice for the same. */
export type OnTrouble = (delivery: Delivery, trouble: 'refused' | 'unresolved') => Promise<void>;

const longestWaitMs = 15 * minuteMs;
const firstWaitMs = 5_000;

/**
 * Hands a message to Slack: first the record says so, then it is sent, then the record is closed. One process at a time
 * can claim it. Gives the record as it is afterwards; null where another process has it.
 */
export async function sendOnce(
  { log, messenger, now }: SendingOptions,
  delivery: Delivery,
  { workspace, threadTs, document, said, onTrouble }: Outgoing,
): Promise<Delivery | null> {
  const claimed = await log.change(delivery, ['due', 'withheld'], {
    state: 'sending',
    sendingMs: now(),
    attempts: delivery.attempts + 1,
    ...(said === undefined ? {} : { said }),
  });
  if (!claimed) return null;
  const { channel } = claimed;
  const result = await messenger.send({ workspace, channel, threadTs, key: deliveryKey(claimed), document });
  switch (result.kind) {
    case 'sent':
      return log.change(claimed, ['sending'], { state: 'sent', ts: result.ts, sentMs: now(), code: '' });
    case 'refused':
      await onTrouble?.({ ...claimed, code: result.code }, 'refused');
      return log.change(claimed, ['sending'], { state: 'refused', code: result.code });
    case 'later':
      return log.change(claimed, ['sending'], {
        state: 'due',
        code: nextCode(claimed, result.code),
        nextMs: now() + Math.max(result.waitMs, backOffMs(claimed.attempts)),
      });
    case 'unknown':
      return log.change(claimed, ['sending'], { code: result.code });
  }
}

/**
 * Finds out what became of a message that was handed over by somebody who did not say how it ended. Where nobody can
 * look it is left `unresolved`: sending it again could make it come twice. Gives the record as it is afterwards.
 */
export async function resolveSent(
  { log, messenger, now, settleMs }: SendingOptions,
  delivery: Delivery,
  { threadTs, onTrouble }: Pick<Outgoing, 'threadTs' | 'onTrouble'>,
): Promise<Delivery | null> {
  const sentMs = delivery.sendingMs ?? now();
  if (now() - sentMs < settleMs) return delivery;
  const { channel } = delivery;
  const look = await messenger.look({ channel, threadTs, key: deliveryKey(delivery) }, now() - sentMs);
  switch (look.kind) {
    case 'found':
      return log.change(delivery, ['sending'], { state: 'sent', ts: look.ts, sentMs, code: '' });
    case 'absent':
      return log.change(delivery, ['sending'], { state: 'due', nextMs: now() });
    case 'cannot-look':
      await onTrouble?.(delivery, 'unresolved');
      return log.change(delivery, ['sending'], { state: 'unresolved' });
    case 'later':
      return delivery;
  }
}

/** When to come back to a record; null: nothing more happens by itself. */
export function againMs(
  { state, nextMs, sendingMs }: Delivery,
  { now, settleMs }: Pick<SendingOptions, 'now' | 'settleMs'>,
): number | null {
  const nowMs = now();
  if (state === 'due' || state === 'withheld') return Math.max(nextMs, nowMs);
  if (state === 'sending') return Math.max(nowMs + 1_000, (sendingMs ?? nowMs) + settleMs);
  return null;
}

/** True where something can be done with it now. */
export function isReady(delivery: Delivery, nowMs: number, settleMs: number): boolean {
  const { state, nextMs, sendingMs } = delivery;
  if (state === 'sending') return nowMs - (sendingMs ?? 0) >= settleMs;
  return (state === 'due' || state === 'withheld') && nextMs <= nowMs;
}

function backOffMs(attempts: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts - 1, 10));
}
