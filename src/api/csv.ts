import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { CsvTable } from '../reports/report.js';

/** Rows that are written at once: a few milliseconds' work. */
const rowsPerPiece = 200;

/** The whole table as CSV, made piece by piece as fast as it is read. Cells that a spreadsheet would take for formulas are defused. */
export function csvStream(table: CsvTable): Readable {
  return Readable.from(pieces(table), { objectMode: false, highWaterMark: 64 * 1024 });
}

async function* pieces({ header, rows }: CsvTable): AsyncGenerator<string> {
  let piece: (string | number)[][] = [[...header]];
  for (const row of rows) {
    piece.push([...row]);
    if (piece.length < rowsPerPiece) continue;
    yield stringify(piece, { escape_formulas: true });
    piece = [];
    await nextTurn();
  }
  if (piece.length > 0) yield stringify(piece, { escape_formulas: true });
}
