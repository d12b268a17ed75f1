import type { DayCosts, DayRow } from './day.js';
import { controllerKey, type Dimension, labelValue } from './group.js';
import type { GroupColumns } from './group-columns.js';
import { branchBelow } from './group-tree.js';
import { endsSlice, type Slices } from './slices.js';
import type { SumTools } from './sum-tools.js';

type Read = (row: DayRow) => string;

/** Adds the rows of a day to their groups, in slices. */
export function* addRows(day: DayCosts, tools: SumTools): Slices<void> {
  const { finder, columns, daySums, visible, withUnmounted } = tools;
  const seen = Array.from(tools.seen, ([dimension, names]) => ({ names, read: reader(dimension, day) }));
  const terms = tools.terms.map(({ dimension, accepts }) => ({ accepts, read: reader(dimension, day) }));
  const dimensions: Dimension[] = [...finder.placeDimensions, ...finder.rowDimensions];
  const keyOf = dimensions.map((dimension) => keyReader(dimension, day));
  const keyOfUnmounted = dimensions.map((dimension) => (dimension === 'cluster' ? day.cluster : ''));

  const passes = (row: DayRow): boolean => {
    if (visible && !visible(row.namespace)) return false;
    for (const { names, read } of seen) names.add(read(row));
    if (row.kind === 'unmounted' && !withUnmounted) return false;
    for (const { accepts, read } of terms) if (!accepts(read(row))) return false;
    return true;
  };
  const groupOf = (row: DayRow): number => {
    let branch = finder.root(row.kind);
    if (row.kind === 'unmounted') for (const name of keyOfUnmounted) branch = branchBelow(branch, name);
    else for (const read of keyOf) branch = branchBelow(branch, read(row));
    return finder.groupAt(branch, row);
  };

  daySums.open(day);
  let index = 0;
  for (const row of day.rows) {
    if (passes(row)) {
      const group = groupOf(row);
      daySums.touch(group);
      addRow(columns, group, row);
      raisePeaks(columns, group, row);
      if (columns.days.lastStartMs[group] === day.startMs) addToLastDay(columns, group, row);
    }
    if (endsSlice(index)) yield;
    index += 1;
  }
  daySums.close();
}

/** The row's value for a dimension, '' where it has none; labels are looked up once for each set of them. */
function reader(dimension: Dimension, { cluster, labelSets }: DayCosts): Read {
  switch (dimension) {
    case 'cluster':
      return () => cluster;
    case 'namespace':
    case 'controller':
    case 'container':
    case 'pod':
    case 'node':
      return (row) => row[dimension];
    default: {
      const values: (string | undefined)[] = [];
      return ({ labelSet }) => (values[labelSet] ??= labelValue(labelSets[labelSet], dimension));
    }
  }
}

function keyReader(dimension: Dimension, day: DayCosts): Read {
  return dimension === 'controller' ? controllerKey : reader(dimension, day);
}

function addRow({ sums }: GroupColumns, group: number, row: DayRow): void {
  const { cost, used, idle } = row;
  add(sums.cpu, group, cost.cpu);
  add(sums.ram, group, cost.ram);
  add(sums.gpu, group, cost.gpu);
  add(sums.storage, group, cost.storage);
  add(sums.network, group, cost.network);
  add(sums.loadBalancer, group, cost.loadBalancer);
  add(sums.other, group, cost.other);
  add(sums.usedCpu, group, used.cpu);
  add(sums.usedRam, group, used.ram);
  add(sums.idleCpu, group, idle.cpu);
  add(sums.idleRam, group, idle.ram);
  add(sums.idleGpu, group, idle.gpu);
  add(sums.cpuCoreHours, group, row.cpuCoreHours);
  add(sums.cpuRequestCoreHours, group, row.cpuRequestCoreHours);
  add(sums.cpuUsageCoreHours, group, row.cpuUsageCoreHours);
  add(sums.ramByteHours, group, row.ramByteHours);
  add(sums.ramRequestByteHours, group, row.ramRequestByteHours);
  add(sums.ramUsageByteHours, group, row.ramUsageByteHours);
  add(sums.gpuHours, group, row.gpuHours);
  add(sums.pvByteHours, group, row.pvByteHours);
  add(sums.networkTransferBytes, group, row.networkTransferBytes);
  add(sums.networkReceiveBytes, group, row.networkReceiveBytes);
  add(sums.podMinutes, group, row.podMinutes);
  add(sums.containerMinutes, group, row.containerMinutes);
  add(sums.runs, group, row.runs);
}

function raisePeaks({ peaks }: GroupColumns, group: number, row: DayRow): void {
  raise(peaks.minutes, group, row.minutes);
  if (row.cpuCoreUsageMax !== null) raise(peaks.cpuCoreUsageMax, group, row.cpuCoreUsageMax);
  if (row.ramByteUsageMax !== null) raise(peaks.ramByteUsageMax, group, row.ramByteUsageMax);
  raise(peaks.cpuCoreAverageMax, group, row.cpuCoreAverageMax);
  raise(peaks.ramByteAverageMax, group, row.ramByteAverageMax);
}

function addToLastDay({ days }: GroupColumns, group: number, row: DayRow): void {
  add(days.lastCpuRequestCoreHours, group, row.cpuRequestCoreHours);
  add(days.lastRamRequestByteHours, group, row.ramRequestByteHours);
  add(days.lastContainerMinutes, group, row.containerMinutes);
}

function add(column: Float64Array, group: number, value: number): void {
  column[group] = (column[group] as number) + value;
}

/** What is not known (NaN) gives way to any value. */
function raise(column: Float64Array, group: number, value: number): void {
  if (!((column[group] as number) >= value)) column[group] = value;
}
