import { toCents } from '../cost/money.js';
import type { Figure, Recommendation } from '../cost/savings/kind.js';
import { progressOf, refresh } from './cost-document.js';
import type { CostResult } from './cost-result.js';
import type { Document, Line, Section, TableRow } from './document.js';
import { showMoney } from './figures.js';
import { subtitleOf } from './headline.js';
import { pagingOf, pastTheLast } from './paging.js';
import { savingsActions } from './savings-actions.js';
import type { FoundSavings } from './savings-evidence.js';
import { savingNamer, savingOpener } from './savings-names.js';
import { waitingWords } from './savings-waiting.js';
import { headWords, notesOf } from './savings-words.js';
import { trustLines } from './trust.js';

const title = 'Savings';
const linesShown = 6;
const detailsShown = 3;

const figureWords: Record<Figure, string> = {
  can_go_now: 'can go now',
  frees_capacity: 'frees capacity',
  none: 'risk only',
};

/** The two figures apart, the first recommendations in words, the table, how far it can be trusted, what to press. */
export function savingsDocument(result: CostResult, found: FoundSavings): Document {
  const { answer, command, nowMs } = result;
  const head = { title, subtitle: subtitleOf(result), command };
  // under a filter idle is not shared out here, so nothing is offered that shares it
  const trust = trustLines({ ...answer, idleBeside: null }, nowMs);
  const actions: Section = {
    kind: 'actions',
    actions: [...refresh(result), ...savingsActions(result, found)],
  };
  if (found.judged.length === 0) {
    const [summary, ...more] = waitingWords(answer, found);
    const lines = [summary, ...more].map((line): Line => [line]);
    const sections: Section[] = [{ kind: 'text', lines }, { kind: 'note', lines: trust }, actions];
    return { ...head, summary, sections: [...progressOf(result), ...sections] };
  }
  const leading = leadingOf(found.recommendations);
  const lines = [
    leading.map((recommendation) => topLine(result, recommendation)),
    detailedOf(leading).map((recommendation) => detailLine(result, recommendation)),
  ].filter((list) => list.length > 0);
  return {
    ...head,
    summary: `${title}: ${headWords(result, found)}`,
    sections: [
      ...progressOf(result),
      { kind: 'text', lines: [[headWords(result, found)]] },
      ...lines.map((list): Section => ({ kind: 'text', lines: list })),
      ...tableOf(result, found),
      { kind: 'note', lines: [...notesOf(result, found).map((note): Line => [note]), ...trust] },
      actions,
    ],
  };
}

/** One of each kind before a second of any. */
function detailedOf(leading: readonly Recommendation[]): Recommendation[] {
  const firsts = leading.filter(
    ({ kind }, index) => leading.findIndex((each) => each.kind === kind) === index,
  );
  return [...new Set([...firsts, ...leading])].slice(0, detailsShown);
}

/** Up to six, with some of each figure. */
function leadingOf(recommendations: readonly Recommendation[]): Recommendation[] {
  const of = (figure: Figure) => recommendations.filter((each) => each.figure === figure);
  const now = of('can_go_now');
  const freeing = of('frees_capacity');
  const forNow = Math.min(now.length, Math.max(linesShown / 2, linesShown - freeing.length));
  const chosen = [...now.slice(0, forNow), ...freeing, ...of('none')];
  return chosen.slice(0, linesShown);
}

function topLine({ answer }: CostResult, recommendation: Recommendation): Line {
  const { figure, moneyPerMonth, costPerMonth, risk } = recommendation;
  const worth =
    figure === 'none'
      ? `costs ${showMoney(costPerMonth, answer.currency)} a month`
      : `${showMoney(moneyPerMonth, answer.currency)} a month`;
  const name = savingNamer(answer)(recommendation);
  return [{ text: name, style: 'name' }, `  ${worth} · ${figureWords[figure]} · ${risk} risk`];
}

/** Evidence, risk and what to do, in sentences. */
function detailLine({ answer }: CostResult, recommendation: Recommendation): Line {
  const { evidence, risk, riskReason, nextStep, figure, costPerMonth } = recommendation;
  const of =
    figure === 'frees_capacity' ? ` Costs ${showMoney(costPerMonth, answer.currency)} a month now.` : '';
  return [
    { text: savingNamer(answer)(recommendation), style: 'name' },
    `  ${evidence}.${of} Risk ${risk}: ${riskReason}. Next: ${nextStep}.`,
  ];
}

function tableOf(result: CostResult, { recommendations }: FoundSavings): Section[] {
  const { answer, top } = result;
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
        { title: 'What', unit: null, total: null },
        { title: 'Saves a month', unit: 'cents', total: null },
        { title: 'Kind', unit: null, total: null },
        { title: 'Risk', unit: null, total: null },
        { title: 'Next step', unit: null, total: null },
      ],
      rows,
      rowNoun: 'recommendations',
      paging: pagingOf(result),
      ...(top === null ? {} : { rowsWanted: top }),
    },
  ];
}
