import type { Delivery } from '../slack/contract.js';
import type { Outcome } from './protocol.js';

/** What became of a signed request, in Slack's words; null: none was sent. One that could not even be sent is `dispatch_failed`. */
export async function outcomeOf(delivery: Promise<Delivery | null>): Promise<Outcome> {
  try {
    const answer = await delivery;
    return { error: answer?.failure ?? null, ackMs: answer?.ackMs ?? 0 };
  } catch {
    return { error: 'dispatch_failed', ackMs: 0 };
  }
}
