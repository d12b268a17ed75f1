import type { Delivery } from '../slack/contract.js';
import type { Outcome } from './protocol.js';

/** What became of a signed request, in Slack's words; one that could not even be sent is `dispatch_failed`. */
export async function outcomeOf(delivery: Promise<Delivery>): Promise<Outcome> {
  try {
    const { failure, ackMs } = await delivery;
    return { error: failure ?? null, ackMs };
  } catch {
    return { error: 'dispatch_failed', ackMs: 0 };
  }
}
