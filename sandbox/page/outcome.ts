import type { Delivery } from '../slack/contract.js';
import type { Outcome } from './protocol.js';

/** Slack waits this long for an acknowledgement. */
const ACK_LIMIT_MS = 3000;

/** How Slack would name what became of a signed request; a request that never got through is `dispatch_failed`. */
export async function outcomeOf(delivery: Promise<Delivery>): Promise<Outcome> {
  try {
    const { status, ackMs } = await delivery;
    return { error: errorOf(status, ackMs), ackMs };
  } catch {
    return { error: 'dispatch_failed', ackMs: 0 };
  }
}

function errorOf(status: number, ackMs: number): string | null {
  if (ackMs > ACK_LIMIT_MS) return 'operation_timeout';
  return status === 200 ? null : 'dispatch_failed';
}
