import { setImmediate as nextTurn } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { CsvTable } from '../reports/report.js';

/** A table as a file. */
export interface CsvFile {
  /** "kubecent-namespaces-7d.csv". */
  name: string;
  text: string;
  /** Without the header. */
  rows: number;
}

/** Rows that are written at once: a few milliseconds' work. */
const rowsPerPiece = 500;
const longestName = 80;

/** The whole table as a file. Cells that a spreadsheet would take for formulas are defused. */
export async function writeCsv({ command, header, rows }: CsvTable & { command: string }): Promise<CsvFile> {
  const pieces: string[] = [];
  let piece: (string | number)[][] = [[...header]];
  let count = 0;
  for (const row of rows) {
    piece.push([...row]);
    count += 1;
    if (piece.length < rowsPerPiece) continue;
    pieces.push(stringify(piece, { escape_formulas: true }));
    piece = [];
    await nextTurn();
  }
  pieces.push(stringify(piece, { escape_formulas: true }));
  return { name: nameOf(command), text: pieces.join(''), rows: count };
}

/** As many whole lines from the beginning as fit into `maxCharacters`, and how many rows that is without the header. */
export function firstLines({ text }: CsvFile, maxCharacters: number): { text: string; rows: number } {
  const lines = text.slice(0, maxCharacters + 1).split('\n');
  // the last one is cut, or empty behind the last line break
  const whole = lines.slice(0, -1);
  return { text: whole.join('\n'), rows: Math.max(0, whole.length - 1) };
}

function nameOf(command: string): string {
  const plain = command.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
  return `kubecent-${plain.slice(0, longestName).replace(/^-+|-+$/g, '')}.csv`;
}
