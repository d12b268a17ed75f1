import { toCents } from '../cost/money.js';
import { isoDate } from '../cost/time.js';
import type { LedgerLine } from '../cost-service/ledger-desk.js';
import type { Cell, Column, Document, Line, TableRow } from './document.js';
import { showMoney } from './figures.js';
import type { LedgerDays } from './ledger-result.js';
import { countStates, nextLookWords, noteOf, sizeWords, stateWord } from './ledger-words.js';
import { writeOption } from './line.js';
import { dayName } from './trust.js';

/** So many held-back days are told above the table. */
const heldTold = 4;

/** What is kept of each day of a window, the newest first. */
export function daysDocument(result: LedgerDays): Document {
  const { lines, command, size, severalClusters } = result;
  const summary = `${countStates(lines)}.`;
  const title = 'Ledger';
  return {
    title,
    subtitle: `${result.windowName} of closed UTC days`,
    summary,
    command,
    sections: [
      { kind: 'text', lines: [[{ text: summary, style: 'bold' }], ...heldLines(result)] },
      {
        kind: 'table',
        caption: `${title}, ${result.windowName}`,
        currency: '',
        columns: columnsOf(severalClusters),
        rows: lines.map((line) => rowOf(line, result)),
        rowNoun: 'days',
      },
      ...(size ? [{ kind: 'note' as const, lines: [[`The ledger holds ${sizeWords(size)}.`]] }] : []),
      { kind: 'actions', actions: actionsOf(result) },
    ],
  };
}

/** "Fri 13 Nov held back: …". */
function heldLines({ lines, severalClusters }: LedgerDays): Line[] {
  const held = lines.filter(({ sealed }) => sealed?.head.state === 'quarantined');
  const named = held.slice(0, heldTold).map((line): Line => {
    const cluster = severalClusters ? `${line.cluster} ` : '';
    const note = line.sealed ? noteOf(line.sealed, line.currency) : '';
    return [`${cluster}${dayName(line.startMs)} held back: ${note}`];
  });
  return held.length > heldTold ? [...named, [`and ${held.length - heldTold} more held back`]] : named;
}

function columnsOf(severalClusters: boolean): Column[] {
  const words = (title: string): Column => ({ title, unit: null, total: null });
  const figures = (title: string, unit: Column['unit']): Column => ({ title, unit, total: null });
  return [
    words('Day'),
    ...(severalClusters ? [words('Cluster')] : []),
    words('State'),
    figures('Cost', 'cents'),
    figures('Minutes seen', 'count'),
    figures('Looks', 'count'),
    figures('Revision', 'count'),
    words('Why, or when next'),
  ];
}

const nothing: Cell = { number: 0, text: '–' };

function rowOf(line: LedgerLine, { nowMs, severalClusters }: LedgerDays): TableRow {
  const { sealed, startMs, cluster, currency } = line;
  const hasFigures = sealed !== null && sealed.head.state !== 'missing';
  const why = sealed ? noteOf(sealed, currency) : '';
  return {
    cells: [
      { text: dayName(startMs) },
      ...(severalClusters ? [{ text: cluster }] : []),
      { text: stateWord(sealed?.head.state ?? null) },
      hasFigures ? { number: toCents(sealed.total), text: showMoney(sealed.total, currency) } : nothing,
      sealed ? { number: Math.round(sealed.head.coveredMinutes) } : nothing,
      sealed ? { number: sealed.looks } : nothing,
      sealed ? { number: sealed.number } : nothing,
      { text: why === '' && !isSettled(line) ? nextLookWords(line, nowMs) : why },
    ],
    command: ['ledger', isoDate(startMs), severalClusters ? writeOption('cluster', cluster) : '']
      .filter(Boolean)
      .join(' '),
  };
}

function isSettled({ sealed, nextLookMs }: LedgerLine): boolean {
  return sealed !== null && nextLookMs === null;
}

function actionsOf({ windowName, tail, lines }: LedgerDays) {
  const held = lines.find(({ sealed }) => sealed?.head.state === 'quarantined');
  const line = (window: string) => ['ledger', window, tail].filter(Boolean).join(' ');
  return [
    ...(held ? [{ label: `Why ${dayName(held.startMs)}`, command: line(isoDate(held.startMs)) }] : []),
    ...['7d', '30d', '90d']
      .filter((window) => window !== windowName)
      .map((window) => ({ label: window.replace('d', ' days'), command: line(window) })),
    { label: 'Health', command: 'health' },
  ];
}
