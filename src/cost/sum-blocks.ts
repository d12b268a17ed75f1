import { type BlockDay, type DayBlock, peakColumns, sumColumns } from './block.js';
import { createRowTaker, type TakenRows } from './block-rows.js';
import type { GroupColumns } from './group-columns.js';
import type { Slices } from './slices.js';
import type { SumTools } from './sum-tools.js';

/** Rows that one slice goes through: about a millisecond's work. */
const rowsPerSlice = 4_096;

/** Adds days kept as blocks to their groups: for each column, one addition a row. In slices. */
export function createBlockSums(tools: SumTools): (day: BlockDay) => Slices<void> {
  const { columns, daySums } = tools;
  const take = createRowTaker(tools);
  const taken = { count: 0, rows: new Int32Array(rowsPerSlice), groups: new Int32Array(rowsPerSlice) };
  return function* addBlock(day) {
    const { rowCount } = day.block;
    daySums.open(day);
    for (let from = 0; from < rowCount; from += rowsPerSlice) {
      taken.count = 0;
      take(day, from, Math.min(from + rowsPerSlice, rowCount), taken);
      for (let at = 0; at < taken.count; at += 1) daySums.touch(taken.groups[at] as number);
      addColumns(columns, day.block, taken);
      addLastDay(columns, day, taken);
      yield;
    }
    daySums.close();
  };
}

function addColumns({ sums, peaks }: GroupColumns, block: DayBlock, taken: TakenRows): void {
  for (const name of sumColumns) {
    const values = block.sums[name];
    if (values) addColumn(sums[name], values, taken);
  }
  for (const name of peakColumns) {
    const values = block.peaks[name];
    if (values) raiseColumn(peaks[name], values, taken);
  }
}

/** What groups asked for on their last day, where that is the day that is being added. */
function addLastDay({ days }: GroupColumns, { block, startMs }: BlockDay, taken: TakenRows): void {
  const { cpuRequestCoreHours, ramRequestByteHours, containerMinutes } = block.sums;
  const add = (into: Float64Array, values: Float64Array | undefined) => {
    if (values) addColumnWhere(into, values, taken, days.lastStartMs, startMs);
  };
  add(days.lastCpuRequestCoreHours, cpuRequestCoreHours);
  add(days.lastRamRequestByteHours, ramRequestByteHours);
  add(days.lastContainerMinutes, containerMinutes);
}

function addColumn(into: Float64Array, values: Float64Array, { count, rows, groups }: TakenRows): void {
  for (let at = 0; at < count; at += 1) {
    const group = groups[at] as number;
    into[group] = (into[group] as number) + (values[rows[at] as number] as number);
  }
}

function addColumnWhere(
  into: Float64Array,
  values: Float64Array,
  { count, rows, groups }: TakenRows,
  starts: Float64Array,
  startMs: number,
): void {
  for (let at = 0; at < count; at += 1) {
    const group = groups[at] as number;
    if (starts[group] === startMs)
      into[group] = (into[group] as number) + (values[rows[at] as number] as number);
  }
}

/** NaN, where nothing is known, raises nothing and gives way to any value. */
function raiseColumn(into: Float64Array, values: Float64Array, { count, rows, groups }: TakenRows): void {
  for (let at = 0; at < count; at += 1) {
    const group = groups[at] as number;
    const value = values[rows[at] as number] as number;
    const known = into[group] as number;
    if (value > known || Number.isNaN(known)) into[group] = value;
  }
}
