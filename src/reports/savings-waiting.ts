import { fewestWholeDays } from '../cost/savings/kind.js';
import type { Answer } from '../cost-service/answer.js';
import type { FoundSavings } from './savings-evidence.js';

/** Why nothing is said yet, and what to do; the first sentence alone says the reason. */
export function waitingWords(answer: Answer, { waiting }: FoundSavings): [string, ...string[]] {
  const { window } = answer.question;
  const known = Math.max(0, ...waiting.map(({ wholeDays }) => wholeDays));
  const needs = `Savings need at least ${fewestWholeDays} whole closed days`;
  if (window.kind !== 'days' || answer.windowDays < fewestWholeDays) {
    return [`${needs}, and ${window.name} has ${known === 0 ? 'none' : known}.`, 'Ask for a longer window.'];
  }
  const have = known === 0 ? 'none is known so far' : `${known} ${known === 1 ? 'is' : 'are'} known so far`;
  const wait = 'One day alone would hide the peaks of the others.';
  if (answer.unread) {
    const { secondsLeft } = answer.unread;
    const when = secondsLeft === null ? 'in a moment' : `in about ${secondsLeft} s`;
    return [`${needs}; ${have}, the others are still being read from OpenCost.`, `Ask again ${when}.`];
  }
  const days = answer.days.filter(({ role }) => role === 'window');
  const held = days.filter(({ state }) => state === 'quarantined').length;
  if (held > 0) {
    return [
      `${needs}; ${have}, ${held} ${held === 1 ? 'is' : 'are'} held back.`,
      `${wait} Ask again when more have closed, or for a longer window.`,
    ];
  }
  return [
    `${needs}; ${have}.`,
    `${wait} More days close each midnight (UTC), or OpenCost has older ones: ask for a longer window.`,
  ];
}
