import { toCents } from '../cost/money.js';
import { isoDate } from '../cost/time.js';
import type { Document, Line, Section, TableRow } from './document.js';
import { showMoney } from './figures.js';
import { snoozeName } from './savings-deed.js';
import type { Snooze } from './snoozes.js';

export interface SnoozedResult {
  /** The latest made first. */
  snoozes: readonly Snooze[];
  /** What the line has undone; null: it only asked. */
  done: Line | null;
  /** False: this process keeps nothing, so nothing can be snoozed. */
  isKept: boolean;
  canUndo: boolean;
}

/** So many have a button each; all of them are in the table where there are more. */
const mostButtons = 12;

/** Each with who, when, until when and why, and the way back. */
export function snoozedDocument({ snoozes, done, isKept, canUndo }: SnoozedResult): Document {
  const summary = isKept
    ? summaryOf(snoozes)
    : 'This Kubecent cannot snooze: it was started without a data folder.';
  return {
    title: 'Snoozed savings',
    subtitle: '',
    summary,
    command: 'savings snoozed',
    sections: [
      { kind: 'text', lines: done ? [done, [summary]] : [[summary]] },
      ...snoozes.slice(0, mostButtons).flatMap((snooze) => sectionsOf(snooze, canUndo)),
      ...(snoozes.length > mostButtons ? [tableOf(snoozes)] : []),
      ...(snoozes.length > 0 ? [comingBack] : []),
      { kind: 'actions', actions: [{ label: 'Savings', command: 'savings' }] },
    ],
  };
}

const comingBack: Section = {
  kind: 'note',
  lines: [
    [
      'One comes back by itself when its time is over, or when it saves half as much again as when it was snoozed. By its id, savings undo <id> shows it again at once',
    ],
  ],
};

function summaryOf(snoozes: readonly Snooze[]): string {
  const dismissed = snoozes.filter((snooze) => snooze.dismissed).length;
  const words = [
    snoozes.length > dismissed ? `${snoozes.length - dismissed} snoozed` : '',
    dismissed > 0 ? `${dismissed} dismissed` : '',
  ];
  const counts = words.filter(Boolean).join(', ');
  return counts === '' ? 'No savings are snoozed or dismissed.' : `${counts}.`;
}

function sectionsOf(snooze: Snooze, canUndo: boolean): Section[] {
  const { id, figure, moneyPerMonth, currency, dismissed, untilMs, atMs, by, why } = snooze;
  const worth = figure === 'none' ? 'risk only' : `${showMoney(moneyPerMonth, currency)} a month then`;
  const until: Line =
    untilMs === null
      ? [dismissed ? 'dismissed' : 'snoozed for ever']
      : ['snoozed until ', { dateMs: untilMs, style: 'date-time' }];
  const lines: Line[] = [
    [{ text: snoozeName(snooze), style: 'name' }, `  ${worth} · id ${id}`],
    [
      ...until,
      ' by ',
      { text: by, style: 'person' },
      ', ',
      { dateMs: atMs, style: 'date-time' },
      why === '' ? '' : `: ${why}`,
    ],
  ];
  const undo = { label: 'Undo', command: `savings snoozed undo ${id}`, changes: 'at once' as const };
  return [{ kind: 'text', lines }, ...(canUndo ? [{ kind: 'actions' as const, actions: [undo] }] : [])];
}

function tableOf(snoozes: readonly Snooze[]): Section {
  const words = (title: string) => ({ title, unit: null, total: null });
  return {
    kind: 'table',
    caption: 'All that is snoozed or dismissed',
    currency: snoozes[0]?.currency ?? '',
    columns: [
      words('What'),
      { title: 'Saved a month then', unit: 'cents', total: null },
      words('Until'),
      words('By'),
      words('Why'),
      words('Id'),
    ],
    rows: snoozes.map(
      (snooze): TableRow => ({
        cells: [
          { text: snoozeName(snooze) },
          snooze.figure === 'none' ? { number: 0, text: '–' } : { number: toCents(snooze.moneyPerMonth) },
          { text: snooze.untilMs === null ? 'for ever' : isoDate(snooze.untilMs) },
          { text: snooze.by },
          { text: snooze.why },
          { text: snooze.id },
        ],
        command: null,
      }),
    ),
    rowNoun: 'snoozed savings',
  };
}
