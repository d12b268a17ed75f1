import type { Money } from '../cost/money.js';
import { shares } from '../cost/shares.js';
import { billSplit } from './bill-split.js';
import { costChart } from './cost-chart.js';
import { namedRows } from './cost-table.js';
import { moversOf } from './digest-movers.js';
import type { DigestResult, Mover } from './digest-result.js';
import { savingsLines } from './digest-savings.js';
import type { Document, Line, Section } from './document.js';
import { showMoney, showSignedMoney } from './figures.js';
import { formatNumber } from './format.js';
import { changeWords, headLines, subtitleOf, summaryOf } from './headline.js';
import { writeFilter } from './line.js';
import { monthLines } from './month-line.js';
import { heldActions, noDataSections } from './no-data.js';
import { clustersOf } from './row-names.js';
import { trustLines } from './trust.js';

/** What only a scheduled digest knows. */
export interface DigestExtras {
  /** What the last digest showed or counted, with its money a month; null: there was none. */
  knownSavings: Readonly<Record<string, Money>> | null;
  /** Lines above the figures: that it is late, what was missed. */
  above: readonly Line[];
  /** Small print at the end: when the next one comes. */
  below: readonly Line[];
  title: string;
  actions: readonly { label: string; command: string }[];
}

const moversExplained = 3;
const moversNamed = 5;
const clustersNamed = 3;

/** The digest, line by line: total and change, what moved and why, the split, clusters, the month, savings, trust. */
export function digestDocument(result: DigestResult, extras: Partial<DigestExtras> = {}): Document {
  const { answer, nowMs, tail } = result;
  const title = extras.title ?? 'Kubernetes cost';
  const head = { title, subtitle: subtitleOf(result), command: result.command };
  const trust: Section = {
    kind: 'note',
    lines: [...leftOutLines(result), ...trustLines(answer, nowMs), ...(extras.below ?? [])],
  };
  const window = answer.question.window.name;
  const line = (name: string, rest: string) => [name, window, rest].filter(Boolean).join(' ');
  const actions: Section = {
    kind: 'actions',
    actions: [
      ...heldActions(result),
      { label: 'Namespaces', command: line('namespaces', tail) },
      { label: 'Pods', command: line('pods', tail) },
      { label: 'Savings', command: line('savings', writeFilter(answer.question.filter)) },
      ...(extras.actions ?? []),
    ],
  };
  const above: Section[] = extras.above?.length ? [{ kind: 'text', lines: extras.above }] : [];
  if (answer.coveredDays === 0) {
    const { summary, sections } = noDataSections(result);
    return { ...head, summary, sections: [...above, ...sections, trust, actions] };
  }
  const chart = chartOf(result);
  return {
    ...head,
    summary: summaryOf(title, result),
    sections: [
      ...above,
      {
        kind: 'text',
        lines: [headLines({ ...result, answer: { ...answer, today: null } })[0] ?? [], ...moverLines(result)],
      },
      { kind: 'text', lines: [...splitOfHundred(result), ...clusterLines(result)] },
      ...(chart ? [chart] : []),
      {
        kind: 'text',
        lines: [
          ...monthLines({ ...result, currency: answer.currency }),
          ...savingsLines(result, extras.knownSavings ?? null),
        ],
      },
      trust,
      actions,
    ],
  };
}

/** The largest three with their reasons, the next two in one line with all others: the changes add up. */
function moverLines(result: DigestResult): Line[] {
  const movers = moversOf(result);
  if (movers.length === 0) return changeWords(result.answer) === '' ? [] : [['nothing moved']];
  const { currency } = result.answer;
  const explained = movers.slice(0, moversExplained).map((mover): Line => {
    const how = [changePart(mover), mover.reason].filter(Boolean).join('   ');
    return [
      `${showSignedMoney(mover.change, currency)}  `,
      { text: mover.name, style: 'name' },
      how && `   ${how}`,
    ];
  });
  const named = movers.slice(moversExplained, moversNamed);
  const others = movers.slice(moversNamed);
  const last: Line = named.flatMap(
    (mover, at): Line => [
      at === 0 ? '' : ' · ',
      `${showSignedMoney(mover.change, currency)}  `,
      { text: mover.name, style: 'name' },
      mover.note === '' ? '' : `  ${mover.note}`,
    ],
  );
  const rest = others.reduce((sum, { change }) => sum + change, 0);
  const restWords =
    others.length === 0
      ? []
      : [`${named.length === 0 ? '' : ' · '}${showSignedMoney(rest, currency)}  ${others.length} others`];
  const tail = [...last, ...restWords];
  return tail.length === 0 ? explained : [...explained, tail];
}

/** "▲ 31 %", "new", "gone". */
function changePart({ note, change, baseline }: Mover): string {
  if (note !== '') return note;
  if (baseline <= 0) return '';
  const percent = formatNumber('signedPermille', Math.round((change * 1000) / baseline), '');
  return percent === '=' ? '' : percent;
}

const ownWords = new Set(['used', 'requested, unused', 'idle', 'GPU']);

/** "Of each $100: 32 used · 36 requested, unused · 21 idle · 11 storage, load balancers, network". */
function splitOfHundred({ answer }: DigestResult): Line[] {
  const parts = billSplit(answer);
  if (parts.length === 0) return [];
  const others = parts.filter(({ name }) => !ownWords.has(name));
  const rest = {
    name: others.map(({ name }) => name).join(', '),
    money: others.reduce((sum, { money }) => sum + money, 0),
  };
  const shown = [...parts.filter(({ name }) => ownWords.has(name)), ...(others.length > 0 ? [rest] : [])];
  const hundredths = shares(
    shown.map(({ money }) => Math.max(0, money)),
    100,
  );
  const words = shown.map(({ name }, at) => `${hundredths[at]} ${name}`).join(' · ');
  return [[`Of each ${showMoney(100 * 100_000, answer.currency).replace('.00', '')}: ${words}`]];
}

/** "prod-eu $4,118.22 (+$328.12) · …  · 3 more $1,183.21 (+$97.41)"; [] where there is one cluster. */
function clusterLines({ answer }: DigestResult): Line[] {
  if (clustersOf(answer).length < 2) return [];
  const sums = new Map<string, { total: Money; change: Money }>();
  const add = (cluster: string, total: Money, change: Money) => {
    const sum = sums.get(cluster) ?? { total: 0, change: 0 };
    sums.set(cluster, { total: sum.total + total, change: sum.change + change });
  };
  for (const { key, total, compared, baseline } of answer.rows)
    add(key[0] ?? '', total, compared - (baseline ?? 0));
  if (answer.idleInTotal)
    for (const { cluster, total, compared, baseline } of answer.idleByCluster)
      add(cluster, total, compared - (baseline ?? 0));
  const sorted = [...sums].sort(([, a], [, b]) => b.total - a.total);
  const words = ({ total, change }: { total: Money; change: Money }) => {
    const changed =
      answer.totalBaseline === null ? '' : ` (${showSignedMoney(change, answer.currency) || '='})`;
    return `${showMoney(total, answer.currency)}${changed}`;
  };
  const isFew = sorted.length <= clustersNamed + 1;
  const shown = isFew ? sorted : sorted.slice(0, clustersNamed);
  const rest = sorted.slice(shown.length).map(([, sum]) => sum);
  const line: Line = shown.flatMap(
    ([name, sum], at): Line => [at === 0 ? '' : ' · ', { text: name, style: 'name' }, ` ${words(sum)}`],
  );
  if (rest.length === 0) return [line];
  const sum = rest.reduce((a, b) => ({ total: a.total + b.total, change: a.change + b.change }));
  return [[...line, ` · ${rest.length} more ${words(sum)}`]];
}

function leftOutLines({ leftOut, configuredClusters }: DigestResult): Line[] {
  if (leftOut.length === 0) return [];
  const whole = configuredClusters - leftOut.length;
  const words = leftOut.map(({ cluster, why }) => `${cluster} left out: ${why}`).join('; ');
  return [[`${whole} of ${configuredClusters} clusters; ${words}`]];
}

/** Both the window and its baseline by day, where they are known; else the window alone. */
function chartOf(result: DigestResult) {
  const chosen =
    result.longer && result.longer.answer.unread === null ? { ...result, ...result.longer } : result;
  return costChart(chosen, namedRows(chosen));
}
