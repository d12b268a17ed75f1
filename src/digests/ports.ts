import type { Document } from '../reports/document.js';
import type { Delivery, DeliveryPart } from './delivery.js';
import type { Subscription } from './subscription.js';

/** What channels are subscribed to. */
export interface Subscriptions {
  /** All, oldest first; [] where there are none. */
  all(): Promise<Subscription[]>;
  /** null where there is none, or none any more. */
  find(id: string): Promise<Subscription | null>;
  /** Adds it, or replaces the one with this id where that still has the version before; false where it does not. */
  save(subscription: Subscription): Promise<boolean>;
  /** Removes it; what is not sent yet is not sent any more, and its deliveries stay as a record for a while. */
  remove(id: string): Promise<boolean>;
}

/** A change to a delivery. */
export type DeliveryChange = Partial<
  Pick<Delivery, 'state' | 'nextMs' | 'attempts' | 'sendingMs' | 'sentMs' | 'ts' | 'code' | 'said'>
>;

/** What became of each slot. It is written before anything is sent. */
export interface DeliveryLog {
  /** Adds records that do not exist yet; gives those that were added. */
  add(deliveries: readonly Delivery[]): Promise<Delivery[]>;
  find(subscription: string, slotMs: number, part: DeliveryPart): Promise<Delivery | null>;
  /** All of them, oldest slot first. */
  all(): Promise<Delivery[]>;
  /** Every message of a slot. */
  parts(subscription: string, slotMs: number): Promise<Delivery[]>;
  /** The latest digest of each subscription that came by its times, whatever became of it; none for one that had none. */
  latest(): Promise<Map<string, Delivery>>;
  /** Digests of a subscription, the latest first. */
  history(subscription: string, most: number): Promise<Delivery[]>;
  /** Changes it while it is in one of these states; the changed record, or null where it is in none of them. One caller wins. */
  change(
    delivery: Delivery,
    from: readonly Delivery['state'][],
    change: DeliveryChange,
  ): Promise<Delivery | null>;
  /** All that are not closed. */
  open(): Promise<Delivery[]>;
  /** Digests that were sent since then. */
  sentSince(sinceMs: number): Promise<Delivery[]>;
  removeBefore(beforeMs: number): Promise<number>;
}

/** How it ended to hand a message to Slack. */
export type SendResult =
  | { kind: 'sent'; ts: string }
  /** Not taken, may be taken later: not before `waitMs` have passed. */
  | { kind: 'later'; code: string; waitMs: number }
  /** Not taken, and never will be as things are. */
  | { kind: 'refused'; code: string }
  /** Nobody knows whether it was taken. */
  | { kind: 'unknown'; code: string };

/** Whether a message is there. `cannot-look`: the scope for it was not granted. */
export type LookResult =
  | { kind: 'found'; ts: string }
  | { kind: 'absent' }
  | { kind: 'cannot-look' }
  | { kind: 'later' };

export interface DigestMessage {
  workspace: string;
  channel: string;
  /** In the thread of this message; null: in the channel. */
  threadTs: string | null;
  /** In the metadata, so that it can be found. */
  key: string;
  document: Document;
}

/** The way of digests to Slack: one attempt each, in the pace of each channel, never a blind second one. */
export interface DigestMessenger {
  send(message: DigestMessage): Promise<SendResult>;
  /** Looks for a message by its key among those that are no older; by Slack's time, which may not be ours. */
  look(message: Pick<DigestMessage, 'channel' | 'threadTs' | 'key'>, ageMs: number): Promise<LookResult>;
}

/** Things that people are told once. */
export interface Notices {
  /** Remembers that it is to be told, to whom and what; false where it was told or is to be told already. */
  add(notice: Notice): Promise<boolean>;
  /** Those to be told, oldest first. */
  waiting(): Promise<Notice[]>;
  told(id: string, atMs: number): Promise<void>;
  removeBefore(beforeMs: number): Promise<number>;
}

export interface Notice {
  /** What makes it one and the same. */
  id: string;
  workspace: string;
  /** Slack's id of the person; '' for whoever runs Kubecent. */
  user: string;
  document: Document;
  createdMs: number;
}
