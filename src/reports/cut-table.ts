import type { Cell, Column, TableRow, TableSection } from './document.js';
import { noFigure } from './format.js';

/** What the odd cent of a total is called where no other row takes it: docs/definitions.md, "Rounding". */
export const roundingName = 'rounding';

/**
 * Cuts a table to at most `maxRows` rows, and to those that were asked for; at least one. The first rows stay; what is left becomes one last row,
 * "206 more namespaces", which counts as a row. Its cell in a column with a total is that total less what is
 * shown above, so that every such column still adds up; elsewhere it reads "–". A table that fits comes back as it is.
 *
 * A table that is shown from a later row on begins there; its last row is then what is left before and behind it.
 * Cut the whole table, never one that was cut before: the count in the last row would be wrong.
 */
export function cutTable(table: TableSection, maxRows: number): TableSection {
  const wanted = table.rowsWanted === undefined ? Number.POSITIVE_INFINITY : table.rowsWanted + 1;
  const limit = Math.max(1, Math.floor(Math.min(maxRows, wanted)));
  const before = rowsBefore(table);
  if (before > 0) {
    const page = table.rows.slice(before, before + limit - 1);
    return { ...table, rows: [...page, restOf(table, page)] };
  }
  // adding up many thousand rows is for tables that may fit
  const odd = countOf(table) <= limit ? oddCents(table) : null;
  if (countOf(table) + (odd ? 1 : 0) <= limit) return odd ? { ...table, rows: [...table.rows, odd] } : table;
  const kept = table.rows.slice(0, limit - 1);
  return { ...table, rows: [...kept, restOf(table, kept)] };
}

/** How many rows a table has, whether they are all in it or not. */
export function countOf({ rows, rowCount }: TableSection): number {
  return rowCount ?? rows.length;
}

/** Rows of a table that stand before the first one shown. */
export function rowsBefore(table: TableSection): number {
  return Math.min((table.paging?.from ?? 1) - 1, countOf(table));
}

/** The row that makes up for rounding, or null where every column adds up as it is. */
function oddCents(table: TableSection): TableRow | null {
  if (table.rows.length === 0) return null;
  const rests = table.columns.map((column, index) => restCell(column, index, table.rows));
  if (!rests.some((cell) => 'number' in cell && cell.number !== 0)) return null;
  return {
    cells: rests.map((cell, index) => (index === 0 ? { text: roundingName } : quiet(cell))),
    command: null,
  };
}

/** Nothing to make up for in this column. */
function quiet(cell: Cell): Cell {
  return 'number' in cell && cell.number === 0 ? { number: 0, text: noFigure } : cell;
}

function restOf(table: TableSection, kept: readonly TableRow[]): TableRow {
  const before = rowsBefore(table);
  const after = countOf(table) - kept.length - before;
  const counts = [
    ...(before > 0 ? [`${before.toLocaleString('en-US')} before`] : []),
    ...(after > 0 ? [`${after.toLocaleString('en-US')} more`] : []),
  ];
  const name = `${counts.join(' and ')} ${table.rowNoun}`.trim();
  const cells = table.columns.map((column, index) =>
    index === 0 ? { text: name } : restCell(column, index, kept),
  );
  return { cells, command: null };
}

/** What is left of a column's total. Hours are fractions: their last digits are noise and no rest. */
function restCell(column: Column, index: number, kept: readonly TableRow[]): Cell {
  if (column.total === null || column.unit === null) return { text: noFigure };
  let rest = column.total;
  for (const row of kept) rest -= numberOf(row.cells[index]);
  return { number: Math.round(rest * 1e6) / 1e6 || 0 };
}

function numberOf(cell: Cell | undefined): number {
  return cell !== undefined && 'number' in cell ? cell.number : 0;
}
