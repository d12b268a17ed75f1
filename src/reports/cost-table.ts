import { type Money, toCents, unitsPerCent } from '../cost/money.js';
import { roundColumn } from '../cost/rounding.js';
import { shares as sharesOf } from '../cost/shares.js';
import type { Answer, AnswerRow } from '../cost-service/answer.js';
import type { CostResult } from './cost-result.js';
import { roundingName } from './cut-table.js';
import type { Cell, Column, Line, TablePaging, TableRow, TableSection } from './document.js';
import { moneyCell, showMoney, showSignedMoney } from './figures.js';
import { formatNumber } from './format.js';
import { pagingOf, pastTheLast } from './paging.js';
import type { SortOrder } from './report-params.js';
import { rowNamer } from './row-names.js';

/** A row as people read it; `row` is null for idle. */
export interface NamedRow {
  name: string;
  row: AnswerRow | null;
  total: Money;
  compared: Money;
  baseline: Money | null;
  used: Money;
  /** Permille of the total shown; all rows' shares add up to 1000. */
  share: number;
  /** "new", "gone" or ''. */
  note: string;
}

/** Rows of the answer in the order asked, idle last among equals, each with its name. */
export function namedRows(result: CostResult): NamedRow[] {
  const { answer, sort } = result;
  const nameOf = rowNamer(answer);
  const rows = answer.rows.map((row) => namedRow(row, nameOf));
  const idle = idleRows(answer).filter(({ total, baseline }) => total !== 0 || (baseline ?? 0) !== 0);
  const sorted = [...rows, ...idle].sort(comparators[sort]);
  for (const [index, share] of sharesOf(sorted.map(({ total }) => total)).entries()) {
    const row = sorted[index];
    if (row) row.share = share;
  }
  return sorted;
}

/** The answer's own rows in the order asked, idle apart. Those of an answer are by cost already. */
export function sortedRows(answer: Answer, sort: SortOrder): readonly AnswerRow[] {
  if (sort === 'cost') return answer.rows;
  const nameOf = rowNamer(answer);
  const named = answer.rows.map((row) => ({ ...namedRow(row, nameOf), row }));
  return named.sort(comparators[sort]).map(({ row }) => row);
}

function namedRow(row: AnswerRow, nameOf: (row: AnswerRow) => string): NamedRow {
  const { total, compared, baseline } = row;
  const used = row.used.cpu + row.used.ram;
  return { name: nameOf(row), row, total, compared, baseline, used, share: 0, note: noteOf(row) };
}

/** One row for all idle; one a cluster where clusters are what is asked for. */
function idleRows(answer: Answer): NamedRow[] {
  if (!answer.idleInTotal) return [];
  const blank = { row: null, used: 0, share: 0, note: '' };
  const { groupBy } = answer.question;
  if (groupBy.length === 1 && groupBy[0] === 'cluster') {
    return answer.idleByCluster.map(({ cluster, ...idle }) => ({
      ...blank,
      ...idle,
      name: `idle · ${cluster}`,
    }));
  }
  const { idleTotal, idleCompared, idleBaseline } = answer;
  return [{ ...blank, name: 'idle', total: idleTotal, compared: idleCompared, baseline: idleBaseline }];
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
export function changeOf(row: Pick<NamedRow, 'total' | 'compared' | 'baseline'>): Money | null {
  if (row.baseline === null) return null;
  // seen only on days that could not be compared
  if (row.baseline === 0 && row.compared === 0 && row.total !== 0) return null;
  return row.compared - row.baseline;
}

/** docs/definitions.md, "Change": `new` needs a known baseline; a gone row has no cost now. */
function noteOf(row: AnswerRow): string {
  if (row.baseline === null) return '';
  if (row.baseline === 0 && row.compared > 0) return 'new';
  return row.compared === 0 && row.total === 0 && row.baseline > 0 ? 'gone' : '';
}

/** A gone row has no cost: docs/definitions.md, "Change". */
const nothing: Cell = { number: 0, text: '–' };

/** A column between share and change that only one report has. */
export interface ExtraColumn {
  column: Column;
  cell: (row: NamedRow) => Cell;
}

/** Used cost ÷ cost; nothing where nothing can be used: idle, unclaimed volumes. */
export const usedColumn: ExtraColumn = {
  column: { title: 'Used', unit: 'permille', total: null },
  cell: ({ row, used, total }) =>
    row?.kind !== 'group' || total <= 0 || row.cost.cpu + row.cost.ram <= 0
      ? nothing
      : { number: Math.round((used * 1000) / total) },
};

/** The table of a cost report: name, cost, share, change, and at most one column more. */
export function costTable(
  result: CostResult,
  rows: readonly NamedRow[],
  words: {
    nameTitle: string;
    rowNoun: string;
    caption: string;
    open: (row: AnswerRow) => string | null;
    paging?: TablePaging;
  },
  extra: ExtraColumn | null,
): TableSection {
  const { answer } = result;
  const compares = answer.totalBaseline !== null;
  const columns: Column[] = [
    { title: words.nameTitle, unit: null, total: null },
    { title: 'Cost', unit: 'cents', total: toCents(answer.total) },
    { title: 'Share', unit: 'permille', total: rows.reduce((sum, { share }) => sum + share, 0) },
    ...(compares ? [changeColumn(answer)] : []),
    ...(extra ? [extra.column] : []),
  ];
  const { from, mostRows } = result;
  const written = mostRows === null ? rows : rows.slice(0, from - 1 + mostRows);
  const tableRows = written.map(
    (row): TableRow => ({
      cells: [
        { text: row.note === '' ? row.name : `${row.name} (${row.note})` },
        row.note === 'gone' ? nothing : moneyCell(row.total, answer.currency),
        row.note === 'gone' ? nothing : { number: row.share },
        ...(compares ? [changeCell(row)] : []),
        ...(extra ? [extra.cell(row)] : []),
      ],
      command: row.row?.kind === 'group' && row.total !== 0 ? words.open(row.row) : null,
    }),
  );
  const { caption, rowNoun } = words;
  const shown = result.top === null ? {} : { rowsWanted: result.top };
  const paging = words.paging ?? pagingOf(result);
  return {
    kind: 'table',
    caption,
    currency: answer.currency,
    columns,
    rows: tableRows,
    ...(written.length < rows.length ? { rowCount: rows.length } : {}),
    rowNoun,
    paging,
    ...shown,
  };
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
  return change === null ? nothing : { number: toCents(change) };
}

const linesShown = 6;

/** At most six lines of name, cost, share and change, and as few as were asked for; the rest as the last line: a message readable without its table. */
export function topLines(result: CostResult, rows: readonly NamedRow[]): Line[] {
  const { answer, top, from } = result;
  const past = pastTheLast(result, rows.length);
  if (past && rows.length > 0) return [past];
  const most = Math.min(linesShown, top ?? linesShown);
  const shown = from === 1 && rows.length <= most + 1 ? rows : rows.slice(from - 1, from - 1 + most);
  const lines = shown.map((row) => topLine(answer, row));
  const rest = [...rows.slice(0, from - 1), ...rows.slice(from - 1 + shown.length)];
  if (rest.length === 0) return [...lines, ...oddCentLine(answer, shown)];
  const sum = (of: (row: NamedRow) => number) => rest.reduce((total, row) => total + of(row), 0);
  const left = (of: (row: NamedRow) => Money) => restShown(shown.map(of), sum(of));
  const name = `${rest.length.toLocaleString('en-US')} ${from === 1 ? 'more' : 'others'}`;
  const baseline = answer.totalBaseline === null ? null : 0;
  const figures = {
    total: left((row) => row.total),
    share: sum((row) => row.share),
    compared: left((row) => changeOf(row) ?? 0),
  };
  const last = topLine(answer, { name, note: '', baseline, ...figures });
  if (answer.totalBaseline === null) return [...lines, last];
  const change = showSignedMoney(answer.totalCompared - answer.totalBaseline, answer.currency);
  return [...lines, [...last, `  (changes add up to ${change})`]];
}

/** "rounding +$0.01", where the lines miss the total by a cent or so and no rest can take it. */
function oddCentLine(
  { total, totalCompared, totalBaseline, currency }: Answer,
  shown: readonly NamedRow[],
): Line[] {
  const odd = roundColumn(
    shown.map((row) => row.total),
    null,
  ).rounding;
  const change = totalBaseline === null ? 0 : toCents(totalCompared - totalBaseline);
  const changes = shown.map((row) => toCents(changeOf(row) ?? 0));
  const oddChange = totalBaseline === null ? 0 : change - changes.reduce((sum, cents) => sum + cents, 0);
  if (total === 0 || (odd === 0 && oddChange === 0)) return [];
  const figures = [odd, oddChange]
    .filter((cents) => cents !== 0)
    .map((cents) => showSignedMoney(cents * unitsPerCent, currency));
  const where = odd === 0 ? ' (change)' : '';
  return [[{ text: roundingName, style: 'name' }, `  ${figures.join('  ')}${where}`]];
}

/** Money of the rest such that what is shown adds up: the odd cent is the rest's (docs/definitions.md, "Rounding"). */
function restShown(named: readonly Money[], rest: Money): Money {
  const cents = roundColumn(named, rest).rest;
  return cents === 0 && toCents(rest) === 0 ? rest : cents * unitsPerCent;
}

function topLine(
  { currency }: Answer,
  row: Pick<NamedRow, 'name' | 'note' | 'total' | 'share' | 'compared' | 'baseline'>,
): Line {
  const cost = [showMoney(row.total, currency), formatNumber('permille', row.share, '')];
  const change = changeOf(row);
  const figures = [
    ...(row.note === 'gone' ? [] : cost),
    ...(change === null ? [] : [showSignedMoney(change, currency)]),
  ];
  return [
    { text: row.note ? `${row.name} (${row.note})` : row.name, style: 'name' },
    `  ${figures.join('  ')}`,
  ];
}
