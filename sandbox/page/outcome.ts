import type { Delivery, SlackDouble } from '../slack/contract.js';
import type { OptionsOutcome, Outcome } from './protocol.js';

/** What became of a signed request, in Slack's words; null: none was sent. One that could not even be sent is `dispatch_failed`. */
export async function outcomeOf(delivery: Promise<Delivery | null>): Promise<Outcome> {
  try {
    const answer = await delivery;
    return { error: answer?.failure ?? null, ackMs: answer?.ackMs ?? 0 };
  } catch {
    return { error: 'dispatch_failed', ackMs: 0 };
  }
}

/** The same of a search, with what was found. */
export async function optionsOutcomeOf(asked: ReturnType<SlackDouble['options']>): Promise<OptionsOutcome> {
  const outcome = await outcomeOf(asked.then(({ delivery }) => delivery));
  return outcome.error === null ? { ...outcome, options: (await asked).options } : outcome;
}
