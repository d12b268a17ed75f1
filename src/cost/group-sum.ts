import type { ResourceMoney } from './allocation.js';
import { isWhole } from './coverage.js';
import type { DayCosts, DayRow, RowMeasures } from './day.js';
import { resourceTotal } from './idle.js';
import { addMeasures, partsTotal } from './measures.js';
import type { Money } from './money.js';
import { minuteMs } from './time.js';

/** What a group asked for on one day: the days before may have asked for more or less. */
export interface LastDay {
  startMs: number;
  cpuRequestCoreHours: number;
  ramRequestByteHours: number;
  containerMinutes: number;
}

/** The figures of one group over days. `key` has one value per dimension asked for, in its order. */
export interface GroupFigures extends RowMeasures {
  kind: 'group' | 'unmounted';
  key: readonly string[];
  controllerKind: string;
  /** Runs of jobs folded in; pods-days otherwise. */
  runs: number;
  /** Sum over the days of the longest span seen that day, minutes. */
  minutes: number;
  total: Money;
  /** Days in which the group was seen for the whole day, and in all. */
  wholeDays: number;
  daysSeen: number;
  /** Sum of the rows' minutes: container-minutes where rows are containers. */
  containerMinutes: number;
  /** Highest use of one pod's container over the days, in cores and bytes; null where OpenCost gave none. */
  cpuCoreUsageMax: number | null;
  ramByteUsageMax: number | null;
  /** Highest average use of one pod's container over one day, in cores and bytes; 0 where none was measured. */
  cpuCoreAverageMax: number;
  ramByteAverageMax: number;
  /** The last day on which the group was seen. */
  lastDay: LastDay;
}

/** One group while days are added to it. */
export interface GroupSum extends GroupFigures {
  /** Starts of the days that the group was seen on, in the order in which they were added; with several clusters a day may be there several times. */
  dayStartsMs: number[];
  /** Money of each of `dayStartsMs`. */
  byDay: Money[];
  /** Clusters that the group was seen in. */
  clusters: string[];
  open: OpenDay;
}

/** The day of one cluster that is being added. */
export interface OpenDay {
  /** Counts the days that were added before it; -1: none was yet. */
  number: number;
  /** The longest span seen that day. */
  minutes: number;
}

/**
 * A group that has rows on this day, before any of them is added. Every field is written out: among 100,000 groups,
 * spreading one object into another takes ten times as long and twice the memory; and a list that is made with its
 * first item takes a sixth of the memory of one that it is put into.
 */
export function emptyGroup(
  kind: GroupSum['kind'],
  key: readonly string[],
  controllerKind: string,
  { startMs, cluster }: Pick<DayCosts, 'startMs' | 'cluster'>,
): GroupSum {
  return {
    kind,
    key,
    controllerKind,
    cost: { cpu: 0, ram: 0, gpu: 0, storage: 0, network: 0, loadBalancer: 0, other: 0 },
    used: { cpu: 0, ram: 0 },
    cpuCoreHours: 0,
    cpuRequestCoreHours: 0,
    cpuUsageCoreHours: 0,
    ramByteHours: 0,
    ramRequestByteHours: 0,
    ramUsageByteHours: 0,
    gpuHours: 0,
    pvByteHours: 0,
    networkTransferBytes: 0,
    networkReceiveBytes: 0,
    podMinutes: 0,
    runs: 0,
    minutes: 0,
    total: 0,
    wholeDays: 0,
    daysSeen: 0,
    containerMinutes: 0,
    cpuCoreUsageMax: null,
    ramByteUsageMax: null,
    cpuCoreAverageMax: 0,
    ramByteAverageMax: 0,
    lastDay: { startMs, cpuRequestCoreHours: 0, ramRequestByteHours: 0, containerMinutes: 0 },
    dayStartsMs: [startMs],
    byDay: [0],
    clusters: [cluster],
    open: { number: -1, minutes: 0 },
  };
}

/** The rows that are added next are of this day, the `number`th of those summed. */
export function openDay(group: GroupSum, { startMs, cluster }: DayCosts, number: number): void {
  group.open.number = number;
  group.open.minutes = 0;
  if (group.dayStartsMs[group.dayStartsMs.length - 1] !== startMs) {
    group.dayStartsMs.push(startMs);
    group.byDay.push(0);
  }
  if (!group.clusters.includes(cluster)) group.clusters.push(cluster);
  const { lastDay } = group;
  if (startMs <= lastDay.startMs) return;
  lastDay.startMs = startMs;
  lastDay.cpuRequestCoreHours = 0;
  lastDay.ramRequestByteHours = 0;
  lastDay.containerMinutes = 0;
}

/** No further row of the open day. */
export function closeDay(group: GroupSum, day: DayCosts): void {
  const { minutes } = group.open;
  group.minutes += minutes;
  group.daysSeen += 1;
  if (isWhole(minutes, (day.endMs - day.startMs) / minuteMs)) group.wholeDays += 1;
}

/** Adds one row of the open day, with its part of shared idle inside. */
export function addRow(group: GroupSum, row: DayRow, day: DayCosts, idle: ResourceMoney): void {
  addMeasures(group, row);
  group.cost.cpu += idle.cpu;
  group.cost.ram += idle.ram;
  group.cost.gpu += idle.gpu;
  const money = partsTotal(row.cost) + resourceTotal(idle);
  group.total += money;
  group.byDay[group.byDay.length - 1] = (group.byDay[group.byDay.length - 1] ?? 0) + money;
  group.runs += row.runs;
  group.containerMinutes += row.minutes;
  if (row.minutes > group.open.minutes) group.open.minutes = row.minutes;
  if (group.controllerKind !== row.controllerKind) group.controllerKind = '';
  group.cpuCoreUsageMax = highest(group.cpuCoreUsageMax, row.cpuCoreUsageMax);
  group.ramByteUsageMax = highest(group.ramByteUsageMax, row.ramByteUsageMax);
  if (row.minutes > 0) {
    group.cpuCoreAverageMax = Math.max(group.cpuCoreAverageMax, (row.cpuUsageCoreHours * 60) / row.minutes);
    group.ramByteAverageMax = Math.max(group.ramByteAverageMax, (row.ramUsageByteHours * 60) / row.minutes);
  }
  if (day.startMs === group.lastDay.startMs) addToLastDay(group.lastDay, row);
}

function addToLastDay(lastDay: LastDay, row: DayRow): void {
  lastDay.cpuRequestCoreHours += row.cpuRequestCoreHours;
  lastDay.ramRequestByteHours += row.ramRequestByteHours;
  lastDay.containerMinutes += row.minutes;
}

function highest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
