import type { Grain, PeakColumn, Place, SumColumn } from '../cost/block.js';
import type { DayCosts, DayRow } from '../cost/day.js';
import { endsSlice, type Slices, sortInSlices } from '../cost/slices.js';
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

interface KeyedRow {
  row: DayRow;
  /** What the row is told apart by at each grain; a finer one begins with the coarser. */
  namespace: string;
  workload: string;
  pod: string;
}

/** The three tables of a day, in slices. */
export function* tablesOf(day: DayCosts): Slices<DayTable[]> {
  const labels = labelRanks(day);
  const keyed: KeyedRow[] = [];
  for (const row of day.rows) {
    const namespace = text([row.kind, row.namespace]);
    const workload =
      namespace + text([row.controllerKind, row.controller, row.container, String(labels[row.labelSet])]);
    keyed.push({ row, namespace, workload, pod: workload + text([row.pod, row.node]) });
    if (endsSlice(keyed.length)) yield;
  }
  const sorted = yield* sortInSlices(keyed, (a, b) => (a.pod < b.pod ? -1 : a.pod > b.pod ? 1 : 0));
  const pods = yield* tableOf(day, sorted, 'pod', null);
  const workloads = yield* tableOf(day, pods.firsts, 'workload', pods.table);
  const namespaces = yield* tableOf(day, workloads.firsts, 'namespace', workloads.table);
  return [namespaces.table, workloads.table, pods.table];
}

/** Of each label set, its place among the day's different ones in the order of their texts: short to compare. */
function labelRanks(day: DayCosts): number[] {
  const texts = day.labelSets.map((set) =>
    JSON.stringify(Object.entries(set).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
  const ranks = new Map([...new Set(texts)].sort().map((one, rank) => [one, rank]));
  return texts.map((one) => ranks.get(one) as number);
}

function text(parts: readonly string[]): string {
  return `${JSON.stringify(parts)}\n`;
}

/**
 * Neighbours with the same key become one row: sums are added, of peaks the highest counts. Figures come from the rows
 * of `finer`, one for each of `sorted`, where it is given: these are whole numbers already. `firsts`: the first of
 * `sorted` that each row was made of.
 */
function* tableOf(
  day: DayCosts,
  sorted: readonly KeyedRow[],
  grain: Grain,
  finer: DayTable | null,
): Slices<{ table: DayTable; firsts: KeyedRow[] }> {
  const table = emptyTable(grain, sorted.length);
  const places: Place[] = [];
  const pods: string[] = [];
  const nodes: string[] = [];
  const firsts: KeyedRow[] = [];
  let at = -1;
  let lastKey: string | null = null;
  let lastPlace: string | null = null;
  for (const [index, keyed] of sorted.entries()) {
    if (endsSlice(index)) yield;
    const placeKey = grain === 'namespace' ? keyed.namespace : keyed.workload;
    if (placeKey !== lastPlace) places.push(placeOf(day, keyed.row, grain));
    lastPlace = placeKey;
    if (keyed[grain] !== lastKey) {
      at += 1;
      firsts.push(keyed);
      table.placeAt[at] = places.length - 1;
      if (grain === 'pod') {
        pods.push(keyed.row.pod);
        nodes.push(keyed.row.node);
      }
    }
    lastKey = keyed[grain];
    if (finer) addFiner(table, at, finer, index);
    else addRow(table, at, keyed.row);
  }
  const named = grain === 'pod' ? { pods, nodes } : { pods: null, nodes: null };
  return { table: { ...cut(table, at + 1), places, ...named }, firsts };
}

function placeOf(day: DayCosts, row: DayRow, grain: Grain): Place {
  const { kind, namespace, controllerKind, controller, container, labelSet } = row;
  if (grain === 'namespace')
    return { kind, namespace, controllerKind: '', controller: '', container: '', labels: {} };
  return { kind, namespace, controllerKind, controller, container, labels: day.labelSets[labelSet] ?? {} };
}

function addRow({ sums, peaks }: DayTable, at: number, row: DayRow): void {
  for (const name of sumColumns)
    sums[name][at] = (sums[name][at] ?? 0) + (wholeNumber(sumUnits[name], row) ?? 0);
  for (const name of peakColumns) {
    const value = wholeNumber(peakUnits[name], row);
    const known = peaks[name][at] as number;
    if (value !== null && !(known >= value)) peaks[name][at] = value;
  }
}

function addFiner({ sums, peaks }: DayTable, at: number, finer: DayTable, index: number): void {
  for (const name of sumColumns)
    sums[name][at] = (sums[name][at] as number) + (finer.sums[name][index] as number);
  for (const name of peakColumns) {
    const value = finer.peaks[name][index] as number;
    const known = peaks[name][at] as number;
    if (!Number.isNaN(value) && !(known >= value)) peaks[name][at] = value;
  }
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

function cut(table: DayTable, rowCount: number): DayTable {
  const shorter = <T extends string>(columns: Record<T, Float64Array>) =>
    Object.fromEntries(
      Object.entries<Float64Array>(columns).map(([name, values]) => [name, values.subarray(0, rowCount)]),
    ) as Record<T, Float64Array>;
  return {
    ...table,
    rowCount,
    placeAt: table.placeAt.subarray(0, rowCount),
    sums: shorter(table.sums),
    peaks: shorter(table.peaks),
  };
}
