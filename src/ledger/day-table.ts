import type { Grain, PeakColumn, Place, SumColumn } from '../cost/block.js';
import type { DayCosts, DayRow } from '../cost/day.js';
import type { Slices } from '../cost/slices.js';
import { inOrder, type OrderedRows } from './day-order.js';
import { peakColumns, peakUnits, sumColumns, sumUnits, wholeNumber } from './units.js';

/** The rows of one day at one grain, in whole numbers, in an order that depends on what they are alone. */
export interface DayTable {
  grain: Grain;
  rowCount: number;
  /** Distinct, in the order of their first rows. */
  places: readonly Place[];
  /** Of each row: its place, by position in `places`. */
  placeAt: Int32Array;
  /** Of each row, at grain `pod`; null otherwise. */
  pods: readonly string[] | null;
  nodes: readonly string[] | null;
  sums: Record<SumColumn, Float64Array>;
  /** NaN where nothing is known. */
  peaks: Record<PeakColumn, Float64Array>;
}

/** The three tables of a day, in slices. */
export function* tablesOf(day: DayCosts): Slices<DayTable[]> {
  const ordered = yield* inOrder(day);
  const pods = yield* podTable(day, ordered);
  const workloads = yield* coarserTable(day, ordered, 'workload', pods);
  const namespaces = yield* coarserTable(day, ordered, 'namespace', workloads);
  return [namespaces, workloads, pods];
}

/** Rows of one pod become one: sums are added, of peaks the highest counts. */
function* podTable(day: DayCosts, ordered: OrderedRows): Slices<DayTable> {
  const { rows, groupAt, groupCount } = ordered;
  const table = emptyTable('pod', groupCount.pod);
  const pods: string[] = [];
  const nodes: string[] = [];
  // counted, not `entries()`: an array for each row of each column is a third of all the time
  const podAt = groupAt.pod;
  for (let index = 0; index < rows.length; index += 1) {
    const at = podAt[index] as number;
    const { pod, node } = rows[index] as DayRow;
    table.placeAt[at] = groupAt.workload[index] as number;
    pods[at] = pod;
    nodes[at] = node;
  }
  yield;
  for (const name of sumColumns) {
    const values = table.sums[name];
    const column = sumUnits[name];
    for (let index = 0; index < rows.length; index += 1) {
      const at = podAt[index] as number;
      values[at] = (values[at] as number) + (wholeNumber(column, rows[index] as DayRow) ?? 0);
    }
    yield;
  }
  for (const name of peakColumns) {
    const values = table.peaks[name];
    const column = peakUnits[name];
    for (let index = 0; index < rows.length; index += 1)
      raise(values, podAt[index] as number, wholeNumber(column, rows[index] as DayRow) ?? Number.NaN);
    yield;
  }
  return { ...table, places: placesOf(day, ordered, 'workload'), pods, nodes };
}

/** The same from the rows of a finer table: these are whole numbers already, and fewer. */
function* coarserTable(
  day: DayCosts,
  ordered: OrderedRows,
  grain: 'workload' | 'namespace',
  finer: DayTable,
): Slices<DayTable> {
  const table = emptyTable(grain, ordered.groupCount[grain]);
  const groupAt = new Int32Array(finer.rowCount);
  const finerAt = ordered.groupAt[finer.grain];
  for (let index = 0; index < ordered.rows.length; index += 1)
    groupAt[finerAt[index] as number] = ordered.groupAt[grain][index] as number;
  for (let at = 0; at < table.rowCount; at += 1) table.placeAt[at] = at;
  yield;
  for (const name of sumColumns) {
    const [values, finerValues] = [table.sums[name], finer.sums[name]];
    for (let row = 0; row < finer.rowCount; row += 1) {
      const at = groupAt[row] as number;
      values[at] = (values[at] as number) + (finerValues[row] as number);
    }
    yield;
  }
  for (const name of peakColumns) {
    const [values, finerValues] = [table.peaks[name], finer.peaks[name]];
    for (let row = 0; row < finer.rowCount; row += 1)
      raise(values, groupAt[row] as number, finerValues[row] as number);
    yield;
  }
  return { ...table, places: placesOf(day, ordered, grain) };
}

/** NaN, which says that nothing is known, never stands in for what is. */
function raise(values: Float64Array, at: number, value: number): void {
  if (!Number.isNaN(value) && !((values[at] as number) >= value)) values[at] = value;
}

function placesOf(
  day: DayCosts,
  { rows, groupAt, groupCount }: OrderedRows,
  grain: 'workload' | 'namespace',
): Place[] {
  const places: Place[] = new Array(groupCount[grain]);
  for (let index = 0; index < rows.length; index += 1) {
    const at = groupAt[grain][index] as number;
    places[at] ??= placeOf(day, rows[index] as DayRow, grain);
  }
  return places;
}

function placeOf(day: DayCosts, row: DayRow, grain: 'workload' | 'namespace'): Place {
  const { kind, namespace, controllerKind, controller, container, labelSet } = row;
  if (grain === 'namespace')
    return { kind, namespace, controllerKind: '', controller: '', container: '', labels: {} };
  return { kind, namespace, controllerKind, controller, container, labels: day.labelSets[labelSet] ?? {} };
}

/** A table with room for so many rows; nothing is known of any peak. */
export function emptyTable(grain: Grain, rowCount: number): DayTable {
  const sums = Object.fromEntries(sumColumns.map((name) => [name, new Float64Array(rowCount)]));
  const peaks = Object.fromEntries(
    peakColumns.map((name) => [name, new Float64Array(rowCount).fill(Number.NaN)]),
  );
  return {
    grain,
    rowCount,
    places: [],
    placeAt: new Int32Array(rowCount),
    pods: null,
    nodes: null,
    sums: sums as DayTable['sums'],
    peaks: peaks as DayTable['peaks'],
  };
}
