import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Grain, Place } from '../cost/block.js';
import { endsSlice, type Slices } from '../cost/slices.js';
import { type DayTable, emptyTable } from './day-table.js';
import { createNumberReader, createNumberWriter, type NumberReader } from './number-bytes.js';
import { peakColumns, sumColumns } from './units.js';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);
const level = 3;
const formatVersion = 1;

/**
 * A table as bytes. Its places are told by ids, so they must be known; columns that say nothing are left out.
 * Layout: version, rows, ids, then for each column whether it is there and its numbers; at grain `pod` two lists of
 * names behind them, each with its length in bytes, as JSON, and a number for each row.
 */
export function* encodeTable(table: DayTable, idOf: (place: Place) => number): Slices<Uint8Array> {
  const { rowCount, placeAt, places } = table;
  const writer = createNumberWriter(rowCount * 32 + 1_024);
  writer.write(formatVersion);
  writer.write(rowCount);
  const ids = places.map(idOf);
  let before = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const id = ids[placeAt[row] as number] as number;
    writer.write(id - before);
    before = id;
    if (endsSlice(row)) yield;
  }
  for (const name of sumColumns) {
    const values = table.sums[name];
    const isThere = values.some((value) => value !== 0);
    writer.write(isThere ? 1 : 0);
    for (let row = 0; isThere && row < rowCount; row += 1) writer.write(values[row] as number);
    yield;
  }
  for (const name of peakColumns) {
    const values = table.peaks[name];
    const isThere = values.some((value) => !Number.isNaN(value));
    writer.write(isThere ? 1 : 0);
    // 0: not known
    for (let row = 0; isThere && row < rowCount; row += 1) {
      const value = values[row] as number;
      writer.write(Number.isNaN(value) ? 0 : value + 1);
    }
    yield;
  }
  const names: Uint8Array[] = [];
  for (const list of [table.pods, table.nodes]) {
    if (list === null) continue;
    const distinct = [...new Set(list)];
    const placeOfName = new Map(distinct.map((name, at) => [name, at]));
    const json = Buffer.from(JSON.stringify(distinct));
    writer.write(json.length);
    names.push(json);
    for (const name of list) writer.write(placeOfName.get(name) as number);
    yield;
  }
  const numbers = writer.bytes();
  const length = Buffer.alloc(4);
  length.writeUInt32LE(numbers.length);
  return Buffer.concat([length, numbers, ...names]);
}

/** A table that knows the ids of its places only. */
export type TableOfIds = Omit<DayTable, 'places'> & { placeIds: Int32Array };

/** A table from its bytes. Throws RangeError for bytes that are none. */
export function* decodeTable(grain: Grain, bytes: Uint8Array): Slices<TableOfIds> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 4) throw new RangeError('a block without a length');
  const end = 4 + buffer.readUInt32LE(0);
  const reader = createNumberReader(buffer.subarray(4, end));
  const version = reader.read();
  if (version !== formatVersion) throw new RangeError(`a block of format ${version}`);
  const rowCount = reader.read();
  const { places: _, ...table } = emptyTable(grain, rowCount);
  const placeIds = new Int32Array(rowCount);
  let place = -1;
  let id = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const step = reader.read();
    id += step;
    placeIds[row] = id;
    if (row === 0 || step !== 0) place += 1;
    table.placeAt[row] = place;
    if (endsSlice(row)) yield;
  }
  for (const name of sumColumns) {
    if (reader.read() === 1) yield* readColumn(reader, table.sums[name], 0);
  }
  for (const name of peakColumns) {
    if (reader.read() === 1) yield* readColumn(reader, table.peaks[name], -1);
  }
  if (grain !== 'pod') return { ...table, placeIds };
  let at = end;
  const lists: string[][] = [];
  for (let list = 0; list < 2; list += 1) {
    const length = reader.read();
    const distinct = JSON.parse(buffer.subarray(at, at + length).toString()) as string[];
    at += length;
    const names: string[] = [];
    for (let row = 0; row < rowCount; row += 1) names.push(distinct[reader.read()] ?? '');
    lists.push(names);
    yield;
  }
  return { ...table, placeIds, pods: lists[0] ?? null, nodes: lists[1] ?? null };
}

function* readColumn(reader: NumberReader, values: Float64Array, shift: number): Slices<void> {
  for (let row = 0; row < values.length; row += 1) {
    const value = reader.read();
    values[row] = shift === -1 && value === 0 ? Number.NaN : value + shift;
  }
  yield;
}

/** Bytes that are kept, in a thread of the pool. */
export async function packBytes(bytes: Uint8Array): Promise<Uint8Array> {
  return deflate(bytes, { level });
}

export async function unpackBytes(bytes: Uint8Array): Promise<Uint8Array> {
  return inflate(bytes);
}
