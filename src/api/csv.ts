import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { csvPieces } from '../reports/csv-text.js';
import type { CsvTable } from '../reports/report.js';

/** The whole table as CSV, made piece by piece as fast as it is read. */
export function csvStream(table: CsvTable): Readable {
  return Readable.from(inTurns(table), { objectMode: false, highWaterMark: 64 * 1024 });
}

async function* inTurns(table: CsvTable): AsyncGenerator<string> {
  for (const piece of csvPieces(table)) {
    yield piece;
    await nextTurn();
  }
}
