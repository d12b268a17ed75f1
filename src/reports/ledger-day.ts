import type { Finding } from '../cost/day.js';
import { toCents } from '../cost/money.js';
import { clockTime, dayAndMonth, isoDate } from '../cost/time.js';
import type { SealedDay } from '../cost-service/ledger-ports.js';
import type { Action, Document, Line, Section, TableRow } from './document.js';
import { showMoney } from './figures.js';
import { figuresOf } from './finding-figures.js';
import { formatNumber } from './format.js';
import type { LedgerDay } from './ledger-result.js';
import { lookWord, nextLookWords, noteOf, stateWord } from './ledger-words.js';
import { writeOption } from './line.js';
import { dayName } from './trust.js';

type ClusterDay = LedgerDay['days'][number];

/** One day, cluster by cluster: what is known of it, its checks with their figures, all its revisions. */
export function dayDocument(result: LedgerDay): Document {
  const { days, command, startMs } = result;
  const summary = `${days.map((day) => sentenceOf(day, result)).join('; ')}.`;
  return {
    title: `Ledger, ${dayName(startMs)}`,
    subtitle: `${isoDate(startMs)}, a UTC day`,
    summary,
    command,
    sections: [
      ...days.flatMap((day): Section[] => [
        {
          kind: 'text',
          lines: [[{ text: `${sentenceOf(day, result)}.`, style: 'bold' }], ...factsOf(day, result)],
        },
        ...revisionsOf(day),
      ]),
      ...acceptLines(result),
      { kind: 'actions', actions: actionsOf(result) },
    ],
  };
}

/** "prod Fri 13 Nov held back, $1,234.50". */
function sentenceOf({ line }: ClusterDay, { severalClusters }: LedgerDay): string {
  const { sealed, cluster, startMs, currency } = line;
  const name = severalClusters ? `${cluster} ${dayName(startMs)}` : dayName(startMs);
  if (!sealed) return `${name} not read yet`;
  const { state } = sealed.head;
  const money = state === 'missing' ? '' : `, ${showMoney(sealed.total, currency)}`;
  return `${name} ${stateWord(state)}${money}`;
}

function factsOf({ line }: ClusterDay, { nowMs }: LedgerDay): Line[] {
  const { sealed } = line;
  if (!sealed) return [[nextLookWords(line, nowMs)]];
  const { accepted, restated, lookedMs, looks, head, grains } = sealed;
  const asked = looks === 1 ? 'asked once' : looks === 2 ? 'asked twice' : `asked ${looks} times`;
  const minutes = (count: number) => formatNumber('count', Math.round(count), '');
  const seen = `${minutes(head.coveredMinutes)} of ${minutes((head.endMs - head.startMs) / 60_000)} minutes seen`;
  return [
    [
      `${seen} · ${asked}, last `,
      { dateMs: lookedMs, style: 'date-time' },
      ` · ${nextLookWords(line, nowMs)}`,
    ],
    ...(head.state === 'missing' || grains.includes('pod') ? [] : [[podWords(sealed)]]),
    ...(accepted ? [[`accepted on ${dayAndMonth(accepted.atMs)}: ${accepted.why}`]] : []),
    ...(restated
      ? [[`restated on ${dayAndMonth(restated.atMs)}: was ${showMoney(restated.fromTotal, line.currency)}`]]
      : []),
    ...head.findings.map((finding) => findingLine(finding, line.currency)),
  ];
}

function podWords({ head }: SealedDay): string {
  return head.rowsAre === 'workload'
    ? 'read by controller, because the answer was too large: no pods, no nodes'
    : 'its pods are not kept any more: ask by controller';
}

const severities = { held: 'held back', partial: 'partial', note: 'noted' } as const;

/** "held back by check no-pods: no pods in the answer while nodes cost $31.10 (node cost $31.10, ordinary rows 0)". */
function findingLine(finding: Finding, currency: string): Line {
  const { check, severity, reason } = finding;
  const figures = figuresOf(finding, currency);
  return [
    { text: severities[severity], style: 'bold' },
    ` by check ${check}: ${reason}${figures === '' ? '' : ` (${figures})`}`,
  ];
}

function revisionsOf({ line, revisions }: ClusterDay): Section[] {
  if (revisions.length === 0) return [];
  const { currency } = line;
  return [
    {
      kind: 'table',
      caption: `Revisions of ${dayName(line.startMs)}`,
      currency,
      columns: [
        { title: 'Revision', unit: null, total: null },
        { title: 'Written', unit: null, total: null },
        { title: 'Because', unit: null, total: null },
        { title: 'State', unit: null, total: null },
        { title: 'Cost', unit: 'cents', total: null },
        { title: 'Minutes seen', unit: 'count', total: null },
        { title: 'Note', unit: null, total: null },
      ],
      rows: revisions.map((revision) => revisionRow(revision, currency)),
      rowNoun: 'revisions',
    },
  ];
}

function revisionRow(revision: SealedDay, currency: string): TableRow {
  const { head, number, writtenMs, look, total } = revision;
  return {
    cells: [
      { text: String(number) },
      { text: `${dayAndMonth(writtenMs)} ${clockTime(writtenMs)} UTC` },
      { text: lookWord(look) },
      { text: stateWord(head.state) },
      head.state === 'missing' ? { number: 0, text: '–' } : { number: toCents(total) },
      { number: Math.round(head.coveredMinutes) },
      { text: noteOf(revision, currency) },
    ],
    command: null,
  };
}

/** How a person overrules the checks. */
function acceptLines({ days, startMs, severalClusters }: LedgerDay): Section[] {
  const held = days.filter(({ line }) => line.sealed?.head.state === 'quarantined');
  const lines = held.map(({ line }): Line => {
    const cluster = severalClusters ? ` ${writeOption('cluster', line.cluster)}` : '';
    const command = `kubecent ledger accept ${isoDate(startMs)}${cluster} why="…"`;
    return ['If its figures are right, accept the day in a terminal: ', { text: command, style: 'code' }];
  });
  return lines.length === 0 ? [] : [{ kind: 'note', lines }];
}

function actionsOf({ days, startMs, tail, surface }: LedgerDay): Action[] {
  const line = (...words: string[]) =>
    [words[0], isoDate(startMs), tail, ...words.slice(1)].filter(Boolean).join(' ');
  const isHeld = days.some(({ line }) => line.sealed?.head.state === 'quarantined');
  return [
    { label: 'Namespaces', command: line('namespaces') },
    ...(isHeld ? [{ label: 'Include held back', command: line('namespaces', 'held=include') }] : []),
    ...(surface === 'terminal' ? [{ label: 'Ask OpenCost again', command: line('reseal') }] : []),
    { label: 'Ledger', command: 'ledger' },
  ];
}
