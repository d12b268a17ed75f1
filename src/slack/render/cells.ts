import { cutTable } from '../../reports/cut-table.js';
import type { Cell, Column, TableSection } from '../../reports/document.js';
import { formatNumber, noFigure } from '../../reports/format.js';
import { cleanText } from './clean-text.js';
import { cutMiddle } from './cut-text.js';
import { limits } from './limits.js';

/** A cell ready to be shown; `value` is what to sort by, null in a column of words. */
export interface ShownCell {
  text: string;
  value: number | null;
}

/** A table cut and written: never an empty cell, every row as long as the header. */
export interface ShownTable {
  header: string[];
  /** Of each column: whether it is figures throughout. */
  numeric: boolean[];
  rows: ShownCell[][];
}

/** Cuts a table to `maxRows` rows and writes its cells. Columns past Slack's limit are left out. */
export function showTable(table: TableSection, maxRows: number): ShownTable {
  const cut = cutTable(table, maxRows);
  const columns = table.columns.slice(0, limits.dataTableColumns);
  const kept = cut.rows.filter((row, index) => row === table.rows[index]);
  const numeric = columns.map(
    (column, index) => column.unit !== null && kept.every((row) => numberOf(row.cells[index]) !== null),
  );
  const rows = cut.rows.map((row) =>
    columns.map((column, index): ShownCell => {
      const cell = row.cells[index];
      const text = cutMiddle(
        textOf(cell, column, table.currency),
        index === 0 ? limits.nameCell : limits.otherCell,
      );
      return { text, value: numeric[index] ? inUnits(numberOf(cell) ?? 0, column) : null };
    }),
  );
  const header = columns.map((column) => cutMiddle(cleanText(column.title) || noFigure, limits.otherCell));
  return { header, numeric, rows };
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
