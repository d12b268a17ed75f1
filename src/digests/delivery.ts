import type { Money } from '../cost/money.js';
import type { Period } from './period.js';

/** A message of a slot: the digest, a note that it is withheld, one of its answers in the thread, a correction. */
export type DeliveryPart = 'digest' | 'note' | 'correction' | `thread-${string}`;

/**
 * How far a message has come.
 * `due`: to be sent, at `nextMs` at the earliest. `sending`: handed to Slack, or about to be; whoever finds it so later
 * does not know whether Slack took it. `sent`: Slack took it. `quiet`: nothing mattered. `withheld`: too little is known
 * yet. `refused`: Slack refuses it for good. `unresolved`: it is not known whether Slack took it, and nobody can look.
 * `missed`: nobody was there to send it while it was useful. `superseded`: a later one says the same.
 */
export type DeliveryState =
  | 'due'
  | 'sending'
  | 'sent'
  | 'quiet'
  | 'withheld'
  | 'refused'
  | 'unresolved'
  | 'missed'
  | 'superseded';

/** One message of one slot of a subscription: there is one record of it, ever. */
export interface Delivery {
  subscription: string;
  slotMs: number;
  part: DeliveryPart;
  state: DeliveryState;
  period: Period;
  /** Of the subscription when the slot came; -1 where a person asked for it, at no time of its own. */
  version: number;
  /** Not before then. */
  nextMs: number;
  attempts: number;
  /** When it was last handed to Slack. */
  sendingMs: number | null;
  sentMs: number | null;
  channel: string;
  /** Slack's name of the message. */
  ts: string | null;
  /** Why it is so, in a code: what Slack said last. */
  code: string;
  /** What it said, so that the next one knows and a restated day is noticed. */
  said: DigestFacts | null;
}

export interface DigestFacts {
  currency: string;
  total: Money;
  /** Clusters that were in the figures. */
  clusters: readonly string[];
  /** Savings that were shown or counted, with their money a month. */
  savings: Readonly<Record<string, Money>>;
  quiet: boolean;
}

/** What a message carries in its metadata, so that it can be found. */
export function deliveryKey({
  subscription,
  slotMs,
  part,
}: Pick<Delivery, 'subscription' | 'slotMs' | 'part'>): string {
  return `${subscription}-${slotMs}-${part}`;
}

/** The code of a message that a person wants sent, however long ago it was due. */
export const wantedCode = 'wanted';

export function isWanted({ code }: Pick<Delivery, 'code'>): boolean {
  return code.split(' ')[0] === wantedCode;
}

/** A code for what has happened since; that a person wants it is not forgotten. */
export function nextCode(delivery: Pick<Delivery, 'code'>, code: string): string {
  return isWanted(delivery) ? `${wantedCode} ${code}` : code;
}
