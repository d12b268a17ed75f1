import { describeCoverage } from '../cost/coverage.js';
import { toCents } from '../cost/money.js';
import { moneyOf } from '../cost/savings/index.js';
import type { Figure, Recommendation } from '../cost/savings/kind.js';
import { hoursPerMonth, minimumPerMonth } from '../cost/savings/per-month.js';
import { progressOf, refresh } from './cost-document.js';
import type { CostResult } from './cost-result.js';
import type { Document, Line, Section, TableRow } from './document.js';
import { showMoney } from './figures.js';
import { subtitleOf } from './headline.js';
import { savingsActions } from './savings-actions.js';
import type { FoundSavings } from './savings-evidence.js';
import { savingNamer, savingOpener } from './savings-names.js';
import { waitingWords } from './savings-waiting.js';
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
  const trust = trustLines(answer, nowMs);
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
    leading.slice(0, detailsShown).map((recommendation) => detailLine(result, recommendation)),
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

/** "$20.44 a month can go now. Apart from that, $812.40 a month frees capacity: requests $600.00, idle nodes $212.40." */
function headWords({ answer: { currency } }: CostResult, found: FoundSavings): string {
  const { canGoNow, freesCapacity, recommendations } = found;
  const money = (units: number) => showMoney(units, currency);
  if (canGoNow === 0 && freesCapacity === 0) return nothingFound(found, money(minimumPerMonth));
  const now = canGoNow > 0 ? `${money(canGoNow)} a month can go now.` : 'Nothing worth listing can go now.';
  if (freesCapacity === 0) return now;
  const ofKind = (kind: string) => moneyOf(recommendations.filter((each) => each.kind === kind));
  const parts = [
    ['requests', ofKind('over-requested')] as const,
    ['idle nodes', ofKind('cluster-idle')] as const,
  ].filter(([, units]) => units > 0);
  const split =
    parts.length > 1 ? parts.map(([name, units]) => `${name} ${money(units)}`).join(', ') : parts[0]?.[0];
  return `${now} Apart from that, ${money(freesCapacity)} a month frees capacity: ${split}.`;
}

function nothingFound({ containers, wholeClusters, recommendations }: FoundSavings, minimum: string): string {
  const nodes = wholeClusters ? ', volumes that nobody mounts and idle nodes' : ' and their volumes';
  const looked = `Looked at ${containers.toLocaleString('en-US')} ${containers === 1 ? 'container' : 'containers'}${nodes}.`;
  const risks = recommendations.length;
  const without = risks === 0 ? '' : ` ${risks} without requests ${risks === 1 ? 'is' : 'are'} a risk.`;
  return `Nothing worth ${minimum} a month found. ${looked}${without}`;
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
  return [{ text: name, style: 'bold' }, `  ${worth} · ${figureWords[figure]} · ${risk} risk`];
}

/** Evidence, risk and what to do, in sentences. */
function detailLine({ answer }: CostResult, recommendation: Recommendation): Line {
  const { evidence, risk, riskReason, nextStep, figure, costPerMonth } = recommendation;
  const of =
    figure === 'frees_capacity' ? ` Costs ${showMoney(costPerMonth, answer.currency)} a month now.` : '';
  return [
    { text: savingNamer(answer)(recommendation), style: 'bold' },
    `  ${evidence}.${of} Risk ${risk}: ${riskReason}. Next: ${nextStep}.`,
  ];
}

function tableOf({ answer, top }: CostResult, { recommendations }: FoundSavings): Section[] {
  if (recommendations.length === 0) return [];
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
      ...(top === null ? {} : { rowsWanted: top }),
    },
  ];
}

function notesOf({ answer }: CostResult, found: FoundSavings): string[] {
  const { small, leftOut, waiting, freesCapacity, wholeClusters, recommendations } = found;
  const money = (units: number) => showMoney(units, answer.currency);
  const narrow = answer.question.filter.some(
    ({ dimension }) => !['cluster', 'namespace', 'controller', 'container'].includes(dimension),
  );
  const each = small.count === 1 ? '' : ' each';
  const sizes = recommendations.some(({ kind }) => kind === 'over-requested');
  return [
    `Per month of ${hoursPerMonth} h, from ${describeCoverage(answer.coveredDays, answer.windowDays)}`,
    freesCapacity > 0
      ? 'The two figures are not to be added: what frees capacity is money only when nodes go'
      : '',
    small.count > 0
      ? `${small.count} more under ${money(minimumPerMonth)} a month${each} are not listed, worth ${money(small.money)} together`
      : '',
    leftOut.length > 0 ? `Left out: ${leftOut.map(({ what, count }) => `${count} ${what}`).join(', ')}` : '',
    sizes ? 'Autoscalers are not seen: where one scales on CPU, smaller requests make more replicas' : '',
    wholeClusters
      ? ''
      : 'Idle nodes and volumes that nobody claims are looked at only without such conditions',
    narrow ? 'Only pods that match were looked at: others of the same controller may use more' : '',
    ...waiting.map(
      ({ cluster, wholeDays }) => `${cluster} left out: ${wholeDays} of the 3 whole closed days needed`,
    ),
  ].filter((note) => note !== '');
}
