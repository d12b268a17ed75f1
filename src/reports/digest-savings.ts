import type { Money } from '../cost/money.js';
import { placeOf } from '../cost/savings/identity.js';
import type { Recommendation } from '../cost/savings/kind.js';
import type { DigestResult } from './digest-result.js';
import type { Line } from './document.js';
import { showMoney } from './figures.js';
import { savingsOf } from './savings-evidence.js';
import { savingNamer } from './savings-names.js';

const named = 3;
/** A saving that was known counts as new again when it has grown by this much, and by no less than this money. */
const growth = 1.2;
const leastGrowth: Money = 10 * 100_000;

/** What makes a saving one and the same from one digest to the next: another kind of the same place is another one. */
function digestSavingId(one: Recommendation): string {
  return JSON.stringify([...placeOf(one), one.what]);
}

/** All savings with money that are not snoozed, by id: one that comes back is new again. */
export function savingsKnown({
  savings,
  snoozes,
}: Pick<DigestResult, 'savings' | 'snoozes'>): Record<string, Money> {
  const found = savings ? savingsOf(savings, snoozes).recommendations : [];
  return Object.fromEntries(
    found.filter(({ figure }) => figure !== 'none').map((one) => [digestSavingId(one), one.moneyPerMonth]),
  );
}

/** Savings that are new or grown since, the most money first. */
export function newSavings(
  { savings, snoozes }: Pick<DigestResult, 'savings' | 'snoozes'>,
  known: Readonly<Record<string, Money>> | null,
): Recommendation[] {
  const found = savings ? savingsOf(savings, snoozes).recommendations : [];
  return found
    .filter(({ figure }) => figure !== 'none')
    .filter((one) => isNew(one.moneyPerMonth, known?.[digestSavingId(one)]))
    .sort((a, b) => b.moneyPerMonth - a.moneyPerMonth);
}

function isNew(money: Money, before: Money | undefined): boolean {
  if (before === undefined) return true;
  return money >= before * growth && money - before >= leastGrowth;
}

/** "New savings (2): 3 nodes $420.48 a month · requests of spark-exec $662.26* a month (35 older)". [] where there are none. */
export function savingsLines(result: DigestResult, known: Readonly<Record<string, Money>> | null): Line[] {
  const { savings } = result;
  if (!savings) return [];
  const all = Object.keys(savingsKnown(result)).length;
  const fresh = newSavings(result, known);
  if (all === 0) return [];
  if (fresh.length === 0) return [[`No new savings (${all} older)`]];
  const nameOf = savingNamer(savings);
  const words = fresh.slice(0, named).map((one) => {
    const star = one.figure === 'frees_capacity' ? '*' : '';
    return `${nameOf(one)} ${showMoney(one.moneyPerMonth, savings.currency)}${star}`;
  });
  const more = fresh.length > named ? ` · ${fresh.length - named} more` : '';
  const older = all > fresh.length ? ` (${all - fresh.length} older)` : '';
  const star = fresh.slice(0, named).some(({ figure }) => figure === 'frees_capacity')
    ? ' · * frees capacity'
    : '';
  const title = known === null ? 'Savings' : 'New savings';
  return [
    [
      { text: `${title} (${fresh.length})`, style: 'bold' },
      `, a month: ${words.join(' · ')}${more}${older}${star}`,
    ],
  ];
}
