import { type PeakColumn, peakColumns, type SumColumn, sumColumns } from './block.js';
import type { GroupSum } from './group-sum.js';
import type { Money } from './money.js';

/** What a group is known by. */
export interface GroupHead {
  kind: GroupSum['kind'];
  key: readonly string[];
  controllerKind: string;
}

/** Of the days on which a group was seen; `last…`: of the last one; `today…`: of the one that is being added. */
const dayColumns = [
  'minutes',
  'daysSeen',
  'wholeDays',
  'clusters',
  'lastCluster',
  'lastStartMs',
  'lastCpuRequestCoreHours',
  'lastRamRequestByteHours',
  'lastContainerMinutes',
  'todayMoney',
  'todayMark',
] as const;
type DayColumn = (typeof dayColumns)[number];

/**
 * Sums of groups as columns with one place for each group: adding to them costs the same for 100,000 groups as for one.
 * Columns are replaced by longer ones when groups are added.
 */
export interface GroupColumns {
  heads: GroupHead[];
  sums: Record<SumColumn, Float64Array>;
  /** NaN where nothing is known; `minutes`: of the day that is being added. */
  peaks: Record<PeakColumn, Float64Array>;
  days: Record<DayColumn, Float64Array>;
  /** Money in the order of the days of the series, for groups that were seen on any of them. */
  series: (Money[] | undefined)[];
  /** Clusters beyond the first one of a group that was seen in several, by their numbers. */
  moreClusters: Map<number, Set<number>>;
}

export function emptyColumns(): GroupColumns {
  return {
    heads: [],
    sums: columnsNamed(sumColumns),
    peaks: columnsNamed(peakColumns),
    days: columnsNamed(dayColumns),
    series: [],
    moreClusters: new Map(),
  };
}

/** A new group without rows; gives its number. */
export function addGroup(columns: GroupColumns, head: GroupHead): number {
  const group = columns.heads.push(head) - 1;
  if (group === columns.sums.cpu.length) grow(columns, Math.max(64, 2 * group));
  return group;
}

/** Makes room for so many groups at once: growing step by step makes and drops as much again. */
export function reserveGroups(columns: GroupColumns, groups: number): void {
  if (groups > columns.sums.cpu.length) grow(columns, groups);
}

/** Without groups again; the room for them stays. */
export function clearColumns(columns: GroupColumns): void {
  const { sums, peaks, days } = columns;
  for (const name of sumColumns) sums[name].fill(0);
  for (const name of peakColumns) peaks[name].fill(Number.NaN);
  for (const name of dayColumns) days[name].fill(0);
  columns.heads = [];
  columns.series = [];
  columns.moreClusters = new Map();
}

function grow({ sums, peaks, days }: GroupColumns, size: number): void {
  for (const name of sumColumns) sums[name] = longer(sums[name], size, 0);
  for (const name of peakColumns) peaks[name] = longer(peaks[name], size, Number.NaN);
  for (const name of dayColumns) days[name] = longer(days[name], size, 0);
}

function longer(values: Float64Array, size: number, fill: number): Float64Array {
  const grown = new Float64Array(size);
  grown.set(values);
  if (fill !== 0) grown.fill(fill, values.length);
  return grown;
}

function columnsNamed<T extends string>(names: readonly T[]): Record<T, Float64Array> {
  return Object.fromEntries(names.map((name) => [name, new Float64Array(0)])) as Record<T, Float64Array>;
}
