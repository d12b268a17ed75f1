import type { Figure, Recommendation } from '../cost/savings/kind.js';
import { progressOf, refresh } from './cost-document.js';
import type { CostResult } from './cost-result.js';
import type { Document, Line, Section } from './document.js';
import { showMoney } from './figures.js';
import { subtitleOf } from './headline.js';
import { savingsActions } from './savings-actions.js';
import type { FoundSavings } from './savings-evidence.js';
import { doneSections, offerDocument, snoozable, snoozeMenus } from './savings-items.js';
import { savingNamer } from './savings-names.js';
import type { SavingsResult } from './savings-result.js';
import { figureWords, savingsTable } from './savings-table.js';
import { waitingWords } from './savings-waiting.js';
import { headWords, notesOf } from './savings-words.js';
import { trustLines } from './trust.js';

const title = 'Savings';
const linesShown = 6;
const detailsShown = 3;

/** The two figures apart, the first recommendations in words, the table, how far it can be trusted, what to press. */
export function savingsDocument(result: SavingsResult, found: FoundSavings): Document {
  const { answer, command, nowMs, offered } = result;
  if (offered) return offerDocument(result, offered);
  const head = { title, subtitle: subtitleOf(result), command };
  // under a filter idle is not shared out here, so nothing is offered that shares it
  const trust = trustLines({ ...answer, idleBeside: null }, nowMs);
  const leading = leadingOf(found.recommendations);
  const others = found.recommendations.filter((recommendation) => !leading.includes(recommendation));
  const menus = snoozeMenus(result, others);
  const actions: Section = {
    kind: 'actions',
    actions: [...refresh(result), ...savingsActions(result, found)],
    ...(menus.length > 0 ? { menus } : {}),
  };
  if (found.judged.length === 0) {
    const [summary, ...more] = waitingWords(answer, found);
    const lines = [summary, ...more].map((line): Line => [line]);
    const sections: Section[] = [{ kind: 'text', lines }, { kind: 'note', lines: trust }, actions];
    return { ...head, summary, sections: [...doneSections(result), ...progressOf(result), ...sections] };
  }
  const details = detailedOf(leading).map((recommendation) => detailLine(result, recommendation));
  return {
    ...head,
    summary: `${title}: ${headWords(result, found)}`,
    sections: [
      ...doneSections(result),
      ...progressOf(result),
      { kind: 'text', lines: [[headWords(result, found)]] },
      ...topSections(result, leading),
      ...(details.length > 0 ? [{ kind: 'text' as const, lines: details }] : []),
      ...savingsTable(result, found),
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

/** A line each; where it can be snoozed, with what that takes. */
function topSections(result: SavingsResult, leading: readonly Recommendation[]): Section[] {
  if (leading.length === 0) return [];
  if (!result.canSnooze)
    return [{ kind: 'text', lines: leading.map((recommendation) => topLine(result, recommendation)) }];
  const items = leading.map((each) => snoozable(result, each, topLine(result, each)));
  return [{ kind: 'items', items }];
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
