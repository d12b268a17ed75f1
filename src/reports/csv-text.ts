import { stringify } from 'csv-stringify/sync';
import type { CsvTable } from './report.js';

/** Rows that are written at once: a few milliseconds' work. */
const rowsPerPiece = 200;

/**
 * A table as CSV, its header first, in pieces: whoever takes them may let others have their turn in between. Cells that
 * a spreadsheet would take for formulas are defused.
 */
export function* csvPieces({ header, rows }: CsvTable): Generator<string> {
  let piece: (string | number)[][] = [[...header]];
  for (const row of rows) {
    piece.push([...row]);
    if (piece.length < rowsPerPiece) continue;
    yield stringify(piece, { escape_formulas: true });
    piece = [];
  }
  if (piece.length > 0) yield stringify(piece, { escape_formulas: true });
}
