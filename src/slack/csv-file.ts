import { setImmediate as nextTurn } from 'node:timers/promises';
import { csvPieces } from '../reports/csv-text.js';
import type { CsvTable } from '../reports/report.js';

/** A table as a file. */
export interface CsvFile {
  /** "kubecent-namespaces-7d.csv". */
  name: string;
  text: string;
  /** Without the header. */
  rows: number;
}

const longestName = 80;

/** The whole table as a file. */
export async function writeCsv({ command, header, rows }: CsvTable & { command: string }): Promise<CsvFile> {
  const pieces: string[] = [];
  let count = 0;
  function* counted() {
    for (const row of rows) {
      count += 1;
      yield row;
    }
  }
  for (const piece of csvPieces({ header, rows: counted() })) {
    pieces.push(piece);
    await nextTurn();
  }
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
