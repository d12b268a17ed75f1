import { type BlockDay, type DayBlock, peakColumns, sumColumns } from './block.js';
import { createRowTaker } from './block-rows.js';
import { type GroupColumns, reserveGroups } from './group-columns.js';
import type { GroupFinder } from './group-finder.js';
import { emptyRuns, findRuns, type RowRuns } from './row-runs.js';
import type { Slices } from './slices.js';
import type { SumTools } from './sum-tools.js';

/** Rows that one slice goes through: about a millisecond's work. */
const rowsPerSlice = 4_096;

/** Adds days kept as blocks to their groups: for each column, one addition a row. In slices. */
export function createBlockSums(tools: SumTools): (day: BlockDay) => Slices<void> {
  const { columns, daySums, finder } = tools;
  const take = createRowTaker(tools);
  const taken = { count: 0, rows: new Int32Array(rowsPerSlice), groups: new Int32Array(rowsPerSlice) };
  const runs = emptyRuns(rowsPerSlice);
  return function* addBlock(day) {
    const { rowCount } = day.block;
    if (hasGroupPerRow(day.block, finder)) reserveGroups(columns, rowCount);
    daySums.open(day);
    for (let from = 0; from < rowCount; from += rowsPerSlice) {
      taken.count = 0;
      take(day, from, Math.min(from + rowsPerSlice, rowCount), taken);
      for (let at = 0; at < taken.count; at += 1) daySums.touch(taken.groups[at] as number);
      findRuns(taken, runs);
      addColumns(columns, day.block, runs);
      addLastDay(columns, day, runs);
      yield;
    }
    daySums.close();
  };
}

/** True where each row is a group of its own: as many groups as rows. */
function hasGroupPerRow({ grain }: DayBlock, { placeDimensions }: GroupFinder): boolean {
  return grain === 'namespace' && placeDimensions.includes('namespace');
}

function addColumns({ sums, peaks }: GroupColumns, block: DayBlock, runs: RowRuns): void {
  for (const name of sumColumns) {
    const values = block.sums[name];
    if (values) addColumn(sums[name], values, runs);
  }
  for (const name of peakColumns) {
    const values = block.peaks[name];
    if (values) raiseColumn(peaks[name], values, runs);
  }
}

/** What groups asked for on their last day, where that is the day that is being added. */
function addLastDay({ days }: GroupColumns, { block, startMs }: BlockDay, runs: RowRuns): void {
  const { cpuRequestCoreHours, ramRequestByteHours, containerMinutes } = block.sums;
  const add = (into: Float64Array, values: Float64Array | undefined) => {
    if (values) addColumnWhere(into, values, runs, days.lastStartMs, startMs);
  };
  add(days.lastCpuRequestCoreHours, cpuRequestCoreHours);
  add(days.lastRamRequestByteHours, ramRequestByteHours);
  add(days.lastContainerMinutes, containerMinutes);
}

function addColumn(
  into: Float64Array,
  values: Float64Array,
  { count, rows, groups, lengths }: RowRuns,
): void {
  for (let run = 0; run < count; run += 1) {
    const shift = (groups[run] as number) - (rows[run] as number);
    const from = rows[run] as number;
    const end = from + (lengths[run] as number);
    for (let row = from; row < end; row += 1)
      into[row + shift] = (into[row + shift] as number) + (values[row] as number);
  }
}

function addColumnWhere(
  into: Float64Array,
  values: Float64Array,
  { count, rows, groups, lengths }: RowRuns,
  starts: Float64Array,
  startMs: number,
): void {
  for (let run = 0; run < count; run += 1) {
    const shift = (groups[run] as number) - (rows[run] as number);
    const from = rows[run] as number;
    const end = from + (lengths[run] as number);
    for (let row = from; row < end; row += 1) {
      if (starts[row + shift] === startMs)
        into[row + shift] = (into[row + shift] as number) + (values[row] as number);
    }
  }
}

/** NaN, where nothing is known, raises nothing and gives way to any value. */
function raiseColumn(
  into: Float64Array,
  values: Float64Array,
  { count, rows, groups, lengths }: RowRuns,
): void {
  for (let run = 0; run < count; run += 1) {
    const shift = (groups[run] as number) - (rows[run] as number);
    const from = rows[run] as number;
    const end = from + (lengths[run] as number);
    for (let row = from; row < end; row += 1) {
      const value = values[row] as number;
      const known = into[row + shift] as number;
      if (value > known || Number.isNaN(known)) into[row + shift] = value;
    }
  }
}
