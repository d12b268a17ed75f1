import type { AnswerRow } from '../cost-service/answer.js';
import { askActions } from './cost-actions.js';
import { costChart } from './cost-chart.js';
import type { CostResult } from './cost-result.js';
import { costTable, type ExtraColumn, type NamedRow, namedRows, topLines } from './cost-table.js';
import type { Action, ChartSection, Document, Line, Menu, Section, TablePaging } from './document.js';
import { headLines, splitLines, subtitleOf, summaryOf } from './headline.js';
import { heldActions, noDataSections } from './no-data.js';
import { pagingOf, pastTheLast } from './paging.js';
import { coarserActions } from './pods-kept.js';
import { trailOf } from './trail.js';
import { trustLines } from './trust.js';

export interface CostWords {
  /** "Cost by namespace". */
  title: string;
  nameTitle: string;
  /** Plural, for what is cut: "namespaces". */
  rowNoun: string;
  /** The command line that opens a row, or null. */
  open: (row: AnswerRow) => string | null;
  /** Small print before the trust line. */
  notes: readonly Line[];
  /** Buttons beside those of every report. */
  actions: readonly Action[];
  /** How rows go on that are cut off, where another report tells them. */
  paging?: TablePaging;
  /** Absent: the rows stand in one order only. */
  menus?: readonly Menu[];
  extra: ExtraColumn | null;
  /** The split of the bill in lines of its own; one short line where absent. */
  split?: readonly Line[];
  /** Another chart than that of the answer itself. */
  chart?: ChartSection | null;
  /** Lines behind the table. */
  after?: readonly Line[];
}

/** The document of a report on costs: the answer in a few lines, then chart, table, trust line and what to press. */
export function costDocument(result: CostResult, words: CostWords): Document {
  const { answer, command, nowMs } = result;
  const rows = namedRows(result);
  const trust: Section = { kind: 'note', lines: [...words.notes, ...trustLines(answer, nowMs)] };
  const actionsWith = (more: readonly Action[]): Section => ({
    kind: 'actions',
    actions: [
      ...refresh(result),
      ...more,
      ...openActions(rows, words),
      ...words.actions,
      ...askActions(result),
    ],
    ...(words.menus ? { menus: words.menus } : {}),
  });
  const trail = trailOf(result);
  const head = { title: words.title, subtitle: subtitleOf(result), command };
  if (!hasFigures(result)) {
    const { summary, sections } = noDataSections(result);
    return { ...head, summary, sections: [...trail, ...sections, trust, actionsWith([])] };
  }
  const chart = words.chart === undefined ? costChart(result, rows) : words.chart;
  const after: Section[] =
    words.after && words.after.length > 0 ? [{ kind: 'text', lines: words.after }] : [];
  const firstRows = pastTheLast(result, rows.length)
    ? [{ label: 'First rows', command: pagingOf(result).command }]
    : [];
  const caption = `${words.title}, ${subtitleOf(result)}`;
  return {
    ...head,
    summary: summaryOf(words.title, result),
    sections: [
      ...trail,
      ...progressOf(result),
      { kind: 'text', lines: [...headLines(result), ...(words.split ?? splitLines(answer))] },
      { kind: 'text', lines: topLines(result, rows) },
      ...(chart ? [chart] : []),
      ...(result.from > rows.length ? [] : [costTable(result, rows, { ...words, caption }, words.extra)]),
      ...after,
      trust,
      actionsWith([...firstRows, ...heldActions(result), ...coarserActions(answer)]),
    ],
  };
}

/** So many of the largest rows can be opened by a press. */
const rowsOpened = 3;

function openActions(rows: readonly NamedRow[], { open }: CostWords): Action[] {
  const actions: Action[] = [];
  for (const { name, row } of rows) {
    const command = row && row.total > 0 ? open(row) : null;
    if (command !== null) actions.push({ label: `Open ${name}`, command });
    if (actions.length === rowsOpened) break;
  }
  return actions;
}

/** True when at least one day of the window is in the figures and a row passed the conditions. */
function hasFigures({ answer }: CostResult): boolean {
  const counted = answer.days.some(
    (day) =>
      day.role === 'window' &&
      day.state !== 'missing' &&
      (day.state !== 'quarantined' || answer.question.includeHeld),
  );
  return counted && (answer.rows.length > 0 || answer.idleTotal !== 0);
}

/** How many days were read, where not all were. */
export function progressOf({ answer }: CostResult): Section[] {
  if (!answer.unread) return [];
  const { days, total, secondsLeft } = answer.unread;
  return [
    {
      kind: 'progress',
      what: 'days read from OpenCost, so these figures are partial',
      done: total - days,
      total,
      secondsLeft,
    },
  ];
}

/** A button to ask again, where that may give more. */
export function refresh({ answer, command }: CostResult): Action[] {
  const again = answer.unread !== null || answer.failures.length > 0 || answer.days.some((day) => day.stale);
  return again ? [{ label: 'Refresh', command, primary: true }] : [];
}
