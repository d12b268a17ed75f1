import type { Asking } from './asking.js';
import type { Notices, Subscriptions } from './ports.js';
import type { SendingOptions } from './send-once.js';

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
export const askAgainMs = 120_000;
