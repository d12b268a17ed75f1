import type { DayCosts, DayHead } from './day.js';

/**
 * How finely a day's rows are kept. `namespace`: kind and namespace; `workload`: labels, controller and container too;
 * `pod`: pod and node too.
 */
export const grains = ['namespace', 'workload', 'pod'] as const;
export type Grain = (typeof grains)[number];

/** What a row is a row of, shared by all days. Fields that the grain does not tell are ''. */
export interface Place {
  kind: 'workload' | 'unmounted';
  namespace: string;
  controllerKind: string;
  controller: string;
  container: string;
  labels: Readonly<Record<string, string>>;
}

/** Columns that are added up; money in units of 1e-5, hours, bytes and minutes as in `RowMeasures`. */
export const sumColumns = [
  'cpu',
  'ram',
  'gpu',
  'storage',
  'network',
  'loadBalancer',
  'other',
  'usedCpu',
  'usedRam',
  'idleCpu',
  'idleRam',
  'idleGpu',
  'cpuCoreHours',
  'cpuRequestCoreHours',
  'cpuUsageCoreHours',
  'ramByteHours',
  'ramRequestByteHours',
  'ramUsageByteHours',
  'gpuHours',
  'pvByteHours',
  'networkTransferBytes',
  'networkReceiveBytes',
  'podMinutes',
  'containerMinutes',
  'runs',
] as const;
export type SumColumn = (typeof sumColumns)[number];

/** Columns of which the highest counts; NaN where nothing is known. `minutes`: the longest span. */
export const peakColumns = [
  'minutes',
  'cpuCoreUsageMax',
  'ramByteUsageMax',
  'cpuCoreAverageMax',
  'ramByteAverageMax',
] as const;
export type PeakColumn = (typeof peakColumns)[number];

/**
 * The rows of one day at one grain, as columns: row i is the place `placeOf(placeIds[i])`. A place may have several
 * rows (its pods). A column that is absent is 0 (sums) or unknown (peaks) in every row.
 */
export interface DayBlock {
  grain: Grain;
  rowCount: number;
  placeIds: Int32Array;
  /** The same object for the same id, on whatever day. */
  placeOf(id: number): Place;
  /** Of each row, at grain `pod`; null otherwise. */
  pods: readonly string[] | null;
  nodes: readonly string[] | null;
  sums: Readonly<Partial<Record<SumColumn, Float64Array>>>;
  peaks: Readonly<Partial<Record<PeakColumn, Float64Array>>>;
}

/** A day whose rows are kept as a block. */
export interface BlockDay extends DayHead {
  block: DayBlock;
}

/** A day whose rows can be summed, kept in either way. */
export type SumDay = DayCosts | BlockDay;

/** True for a day whose rows are a block. */
export function isBlockDay(day: SumDay): day is BlockDay {
  return 'block' in day;
}

/** A block without rows. */
export function emptyBlock(grain: Grain): DayBlock {
  return {
    grain,
    rowCount: 0,
    placeIds: new Int32Array(0),
    placeOf: noPlace,
    pods: grain === 'pod' ? [] : null,
    nodes: grain === 'pod' ? [] : null,
    sums: {},
    peaks: {},
  };
}

function noPlace(id: number): Place {
  throw new RangeError(`no place ${id} in an empty block`);
}

/** The sets of labels that rows of a day carry. */
export function labelsOf(day: SumDay): Iterable<Place['labels']> {
  return isBlockDay(day) ? labelsOfBlock(day.block) : day.labelSets;
}

function* labelsOfBlock({ placeIds, placeOf }: DayBlock): Generator<Place['labels']> {
  const ids = new Set<number>();
  for (const id of placeIds) {
    if (ids.has(id)) continue;
    ids.add(id);
    yield placeOf(id).labels;
  }
}
