import type { ShownMessage } from '../../sandbox/slack/contract.js';
import { centsSaid } from './expected.js';

/** A digest that must come. */
export interface ExpectedSlot {
  subscription: string;
  slotMs: number;
  channel: string;
  /** What its day costs. */
  cents: number;
}

export interface Verdict {
  slots: number;
  delivered: number;
  twice: string[];
  wrong: string[];
  /** Too little was known, and a note in the channel says so. */
  withheld: number;
  /** Nobody knows whether they came, and their owner was told. */
  unresolved: number;
  /** Not there, and nobody was told. */
  lost: string[];
}

/** What became of each slot, by what Slack has alone. */
export function judge(
  slots: readonly ExpectedSlot[],
  messages: readonly ShownMessage[],
  direct: readonly ShownMessage[],
): Verdict {
  const verdict: Verdict = {
    slots: slots.length,
    delivered: 0,
    twice: [],
    wrong: [],
    withheld: 0,
    unresolved: 0,
    lost: [],
  };
  const told = direct.map(({ blocks }) => JSON.stringify(blocks)).join('\n');
  for (const { subscription, slotMs, channel, cents } of slots) {
    const key = `${subscription}-${slotMs}-digest`;
    const found = messages.filter(
      (message) => message.channel === channel && message.metadata?.event_payload.key === key,
    );
    const [first] = found;
    if (found.length > 1) verdict.twice.push(key);
    if (!first) {
      if (told.includes(`send-again ${subscription} ${slotMs} digest`)) verdict.unresolved += 1;
      else if (isNoted(messages, `${subscription}-${slotMs}-note`)) verdict.withheld += 1;
      else verdict.lost.push(key);
      continue;
    }
    verdict.delivered += 1;
    const said = centsSaid(first.text);
    // each part of the bill is rounded on its own
    if (said === null || Math.abs(said - cents) > 1) verdict.wrong.push(`${key}: said ${said}, is ${cents}`);
  }
  return verdict;
}

function isNoted(messages: readonly ShownMessage[], key: string): boolean {
  return messages.some(({ metadata }) => metadata?.event_payload.key === key);
}

export function isGood({ twice, wrong, lost }: Verdict): boolean {
  return twice.length + wrong.length + lost.length === 0;
}
