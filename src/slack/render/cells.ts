import { cutTable, rowsBefore } from '../../reports/cut-table.js';
import type { Cell, Column, TableRow, TableSection } from '../../reports/document.js';
import { formatNumber, noFigure } from '../../reports/format.js';
import { cleanText } from './clean-text.js';
import { cutMiddle } from './cut-text.js';
import { limits } from './limits.js';

/** A cell ready to be shown; `value` is what to sort by, null in a column of words. */
export interface ShownCell {
  text: string;
  value: number | null;
}

/** Texts of rows that were written already: while a table is tried at many lengths, each row is written once. */
export type WrittenRows = Map<TableRow, string[]>;

/** A table cut and written: never an empty cell, every row as long as the header. */
export interface ShownTable {
  header: string[];
  /** Of each column: whether it is figures throughout. */
  numeric: boolean[];
  rows: ShownCell[][];
  /** The table's own rows among them, which come first. */
  kept: readonly TableRow[];
}

/** Cuts a table to `maxRows` rows and writes its cells. Columns past Slack's limit are left out. */
export function showTable(
  table: TableSection,
  maxRows: number,
  written: WrittenRows = new Map(),
): ShownTable {
  const cut = cutTable(table, maxRows);
  const columns = table.columns.slice(0, limits.dataTableColumns);
  const before = rowsBefore(table);
  const kept = cut.rows.filter((row, index) => row === table.rows[before + index]);
  const numeric = columns.map(
    (column, index) => column.unit !== null && kept.every((row) => numberOf(row.cells[index]) !== null),
  );
  const rows = cut.rows.map((row) => {
    const texts = written.get(row) ?? writeRow(row, columns, table.currency);
    written.set(row, texts);
    return columns.map((column, index): ShownCell => {
      const value = numeric[index] ? inUnits(numberOf(row.cells[index]) ?? 0, column) : null;
      return { text: texts[index] ?? noFigure, value };
    });
  });
  const header = columns.map((column) => cutMiddle(cleanText(column.title) || noFigure, limits.otherCell));
  return { header, numeric, rows, kept };
}

function writeRow(row: TableRow, columns: readonly Column[], currency: string): string[] {
  return columns.map((column, index) =>
    cutMiddle(textOf(row.cells[index], column, currency), index === 0 ? limits.nameCell : limits.otherCell),
  );
}

function textOf(cell: Cell | undefined, column: Column, currency: string): string {
  if (cell === undefined) return noFigure;
  const text = cleanText(cell.text ?? '');
  if (text !== '') return text;
  return 'number' in cell ? formatNumber(column.unit ?? 'count', cell.number, currency) : noFigure;
}

function numberOf(cell: Cell | undefined): number | null {
  return cell !== undefined && 'number' in cell && Number.isFinite(cell.number) ? cell.number : null;
}

/** Cents become units of currency, permille per cent: what people would type into a filter. */
function inUnits(number: number, column: Column): number {
  if (column.unit === 'cents' || column.unit === 'signedCents') return number / 100;
  if (column.unit === 'permille' || column.unit === 'signedPermille') return number / 10;
  return number;
}
