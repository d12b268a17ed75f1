import { type Money, toCents } from '../cost/money.js';
import { shares as sharesOf } from '../cost/shares.js';
import type { Answer, AnswerRow } from '../cost-service/answer.js';
import type { CostResult } from './cost-result.js';
import { cutTable } from './cut-table.js';
import type { Cell, Column, Line, TableRow, TableSection } from './document.js';
import { moneyCell, showMoney, showShare, showSignedMoney } from './figures.js';
import type { SortOrder } from './params.js';
import { rowNamer } from './row-names.js';

/** A row as people read it; `row` is null for idle. */
export interface NamedRow {
  name: string;
  row: AnswerRow | null;
  total: Money;
  compared: Money;
  baseline: Money | null;
  used: Money;
  /** "new", "gone" or ''. */
  note: string;
}

/** Rows of the answer in the order asked, idle last among equals, each with its name. */
export function namedRows(result: CostResult): NamedRow[] {
  const { answer, sort } = result;
  const nameOf = rowNamer(answer);
  const rows = answer.rows.map((row): NamedRow => {
    const used = row.used.cpu + row.used.ram;
    const { total, compared, baseline } = row;
    return { name: nameOf(row), row, total, compared, baseline, used, note: noteOf(row) };
  });
  const idle: NamedRow = {
    name: 'idle',
    row: null,
    total: answer.idleTotal,
    compared: answer.idleCompared,
    baseline: answer.idleBaseline,
    used: 0,
    note: '',
  };
  const shown = answer.idleInTotal && (idle.total !== 0 || idle.baseline) ? [...rows, idle] : rows;
  return [...shown].sort(comparators[sort]);
}

const comparators: Record<SortOrder, (a: NamedRow, b: NamedRow) => number> = {
  cost: (a, b) => b.total - a.total || byName(a, b),
  change: (a, b) => Math.abs(changeOf(b) ?? 0) - Math.abs(changeOf(a) ?? 0) || byName(a, b),
  name: (a, b) => byName(a, b),
  used: (a, b) => b.used - a.used || byName(a, b),
};

function byName(a: NamedRow, b: NamedRow): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Change in money, null where the baseline is not known. */
export function changeOf(row: Pick<NamedRow, 'compared' | 'baseline'>): Money | null {
  return row.baseline === null ? null : row.compared - row.baseline;
}

/** docs/definitions.md, "Change": `new` needs a known baseline; a gone row has no cost now. */
function noteOf(row: AnswerRow): string {
  if (row.baseline === null) return '';
  if (row.baseline === 0 && row.compared > 0) return 'new';
  return row.compared === 0 && row.total === 0 && row.baseline > 0 ? 'gone' : '';
}

/** A column between share and change that only one report has. */
export interface ExtraColumn {
  column: Column;
  cell: (row: NamedRow) => Cell;
}

/** The table of a cost report: name, cost, share, change, and at most one column more. */
export function costTable(
  result: CostResult,
  rows: readonly NamedRow[],
  words: { nameTitle: string; rowNoun: string; caption: string; open: (row: AnswerRow) => string | null },
  extra: ExtraColumn | null,
): TableSection {
  const { answer } = result;
  const shares = sharesOf(rows.map((row) => row.total));
  const compares = answer.totalBaseline !== null;
  const columns: Column[] = [
    { title: words.nameTitle, unit: null, total: null },
    { title: 'Cost', unit: 'cents', total: toCents(answer.total) },
    { title: 'Share', unit: 'permille', total: shares.reduce((sum, share) => sum + share, 0) },
    ...(compares ? [changeColumn(answer)] : []),
    ...(extra ? [extra.column] : []),
  ];
  const tableRows = rows.map(
    (row, index): TableRow => ({
      cells: [
        { text: row.note === '' ? row.name : `${row.name} (${row.note})` },
        moneyCell(row.total, answer.currency),
        { number: shares[index] ?? 0 },
        ...(compares ? [changeCell(row)] : []),
        ...(extra ? [extra.cell(row)] : []),
      ],
      command: row.row?.kind === 'group' && row.total !== 0 ? words.open(row.row) : null,
    }),
  );
  const { caption, rowNoun } = words;
  const table: TableSection = {
    kind: 'table',
    caption,
    currency: answer.currency,
    columns,
    rows: tableRows,
    rowNoun,
  };
  return result.top === null ? table : cutTable(table, result.top + 1);
}

function changeColumn(answer: Answer): Column {
  return {
    title: 'Change',
    unit: 'signedCents',
    total: toCents(answer.totalCompared - (answer.totalBaseline ?? 0)),
  };
}

function changeCell(row: NamedRow): Cell {
  const change = changeOf(row);
  return change === null ? { text: '–' } : { number: toCents(change) };
}

/** At most six lines of name, cost, share and change; the rest as the last line: a message readable without its table. */
export function topLines(result: CostResult, rows: readonly NamedRow[], rowNoun: string): Line[] {
  const { answer } = result;
  const shown = rows.length <= 7 ? rows : rows.slice(0, 6);
  const line = (name: string, total: Money, change: Money | null): Line => {
    const figures = [showMoney(total, answer.currency), showShare(total, answer.total)];
    if (change !== null) figures.push(showSignedMoney(change, answer.currency) || '=');
    return [{ text: name, style: 'bold' }, `  ${figures.join('  ')}`];
  };
  const lines = shown.map((row) =>
    line(row.note ? `${row.name} (${row.note})` : row.name, row.total, changeOf(row)),
  );
  const rest = rows.slice(shown.length);
  if (rest.length === 0) return lines;
  const restTotal = rest.reduce((sum, row) => sum + row.total, 0);
  const changes = rest.map(changeOf);
  const restChange =
    answer.totalBaseline === null ? null : changes.reduce<number>((sum, change) => sum + (change ?? 0), 0);
  return [...lines, line(`${rest.length.toLocaleString('en-US')} more ${rowNoun}`, restTotal, restChange)];
}
