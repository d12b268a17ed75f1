import { type Money, toCents } from '../cost/money.js';
import { moversOf } from '../reports/digest-movers.js';
import type { DigestResult } from '../reports/digest-result.js';
import { newSavings } from '../reports/digest-savings.js';

/** Under all of these nothing matters: docs/digests.md, "Quiet". */
const totalChange = 0.05;
const groupChange = 0.25;
const groupCents = 50_00;
const savingCents = 100_00;

/** True where a digest would say that nothing happened. Never where it cannot be told: without a baseline, or with days held back. */
export function isQuiet(result: DigestResult, known: Readonly<Record<string, Money>> | null): boolean {
  const { answer, leftOut } = result;
  if (answer.totalBaseline === null || leftOut.length > 0) return false;
  if (answer.days.some(({ role, state }) => role === 'window' && state === 'quarantined')) return false;
  const change = Math.abs(answer.totalCompared - answer.totalBaseline);
  if (change >= answer.totalBaseline * totalChange) return false;
  if (moversOf(result).some(moves)) return false;
  return !newSavings(result, known).some(({ moneyPerMonth }) => toCents(moneyPerMonth) >= savingCents);
}

function moves({ change, baseline }: { change: Money; baseline: Money }): boolean {
  return toCents(Math.abs(change)) >= groupCents && Math.abs(change) >= baseline * groupChange;
}
