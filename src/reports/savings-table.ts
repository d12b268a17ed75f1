import { toCents } from '../cost/money.js';
import { savingId } from '../cost/savings/identity.js';
import type { Figure } from '../cost/savings/kind.js';
import type { Column, Section, TableRow } from './document.js';
import { pagingOf, pastTheLast } from './paging.js';
import type { FoundSavings } from './savings-evidence.js';
import { savingNamer, savingOpener } from './savings-names.js';
import type { SavingsResult } from './savings-result.js';

export const figureWords: Record<Figure, string> = {
  can_go_now: 'can go now',
  frees_capacity: 'frees capacity',
  none: 'risk only',
};

/** A column of words. */
function words(title: string): Column {
  return { title, unit: null, total: null };
}

/** Every recommendation with its next step, and its id where it can be snoozed by it. [] where there is none. */
export function savingsTable(result: SavingsResult, { recommendations }: FoundSavings): Section[] {
  const { answer, top, canSnooze } = result;
  if (recommendations.length === 0) return [];
  const past = pastTheLast(result, recommendations.length);
  if (past) return [{ kind: 'text', lines: [past] }];
  const nameOf = savingNamer(answer);
  const open = savingOpener(answer);
  const rows = recommendations.map(
    (recommendation): TableRow => ({
      cells: [
        { text: nameOf(recommendation) },
        recommendation.figure === 'none'
          ? { number: 0, text: '–' }
          : { number: toCents(recommendation.moneyPerMonth) },
        { text: figureWords[recommendation.figure] },
        { text: recommendation.risk },
        { text: recommendation.nextStep },
        ...(canSnooze ? [{ text: savingId(recommendation) }] : []),
      ],
      command: open(recommendation),
    }),
  );
  return [
    {
      kind: 'table',
      caption: 'Savings, a month',
      currency: answer.currency,
      // no totals: rows of the two figures are never added, not even in the row that is cut off
      columns: [
        words('What'),
        { title: 'Saves a month', unit: 'cents', total: null },
        words('Kind'),
        words('Risk'),
        words('Next step'),
        ...(canSnooze ? [words('Id')] : []),
      ],
      rows,
      rowNoun: 'recommendations',
      paging: pagingOf(result),
      ...(top === null ? {} : { rowsWanted: top }),
    },
  ];
}
