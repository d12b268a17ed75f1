import type { ResourceMoney } from './allocation.js';
import type { DayHead, DayRow, RowMeasures, RowPeaks } from './day.js';
import { resourceTotal } from './idle.js';
import { addMeasures, partsTotal, raisePeaks } from './measures.js';
import type { Money } from './money.js';

/** What a group asked for on one day: the days before may have asked for more or less. */
export interface LastDay {
  startMs: number;
  cpuRequestCoreHours: number;
  ramRequestByteHours: number;
  containerMinutes: number;
}

/** What one group sums over days. `key` has one value per dimension asked for, in its order. */
export interface GroupSum extends RowMeasures, RowPeaks {
  kind: 'group' | 'unmounted';
  key: readonly string[];
  controllerKind: string;
  /** Sum over the days of the longest span seen that day, minutes. */
  minutes: number;
  total: Money;
  /** Days in which the group was seen for the whole day, and in all. */
  wholeDays: number;
  daysSeen: number;
  /** The last day on which the group was seen. */
  lastDay: LastDay;
  byDay: Map<number, Money>;
  /** Clusters that the group was seen in. */
  clusters: string[];
}

/**
 * A group without rows. Every field is written out: among 100,000 groups, spreading one object into another takes ten
 * times as long and twice the memory.
 */
export function emptyGroup(
  kind: GroupSum['kind'],
  key: readonly string[],
  controllerKind: string,
  dayStartMs: number,
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
    containerMinutes: 0,
    runs: 0,
    idle: { cpu: 0, ram: 0, gpu: 0 },
    minutes: 0,
    total: 0,
    wholeDays: 0,
    daysSeen: 0,
    cpuCoreUsageMax: null,
    ramByteUsageMax: null,
    cpuCoreAverageMax: 0,
    ramByteAverageMax: 0,
    lastDay: emptyDay(dayStartMs),
    byDay: new Map(),
    clusters: [],
  };
}

/** Adds one row of a day, with its part of shared idle inside; gives the money that it adds. */
export function addRow(
  group: GroupSum,
  row: DayRow,
  day: Pick<DayHead, 'startMs'>,
  idle: ResourceMoney,
): Money {
  addMeasures(group, row);
  raisePeaks(group, row);
  group.cost.cpu += idle.cpu;
  group.cost.ram += idle.ram;
  group.cost.gpu += idle.gpu;
  const money = partsTotal(row.cost) + resourceTotal(idle);
  group.total += money;
  if (group.controllerKind !== row.controllerKind) group.controllerKind = '';
  addToLastDay(group, row, day.startMs);
  return money;
}

function emptyDay(startMs: number): LastDay {
  return { startMs, cpuRequestCoreHours: 0, ramRequestByteHours: 0, containerMinutes: 0 };
}

function addToLastDay(group: GroupSum, row: DayRow, startMs: number): void {
  if (startMs < group.lastDay.startMs) return;
  if (startMs > group.lastDay.startMs) group.lastDay = emptyDay(startMs);
  group.lastDay.cpuRequestCoreHours += row.cpuRequestCoreHours;
  group.lastDay.ramRequestByteHours += row.ramRequestByteHours;
  group.lastDay.containerMinutes += row.containerMinutes;
}

/** Adds what a group sums over other days to the group of the same id, or puts it in where there is none. */
export function mergeGroup(groups: Map<string, GroupSum>, from: GroupSum): void {
  const id = groupId(from.kind, from.key);
  const into = groups.get(id);
  if (!into) {
    groups.set(id, from);
    return;
  }
  addMeasures(into, from);
  raisePeaks(into, from);
  into.total += from.total;
  into.minutes += from.minutes;
  into.daysSeen += from.daysSeen;
  into.wholeDays += from.wholeDays;
  if (into.controllerKind !== from.controllerKind) into.controllerKind = '';
  for (const [day, money] of from.byDay) into.byDay.set(day, (into.byDay.get(day) ?? 0) + money);
  for (const cluster of from.clusters) if (!into.clusters.includes(cluster)) into.clusters.push(cluster);
  mergeLastDay(into.lastDay, from.lastDay);
}

function mergeLastDay(into: LastDay, from: LastDay): void {
  if (from.startMs < into.startMs) return;
  const isSame = from.startMs === into.startMs;
  into.cpuRequestCoreHours = from.cpuRequestCoreHours + (isSame ? into.cpuRequestCoreHours : 0);
  into.ramRequestByteHours = from.ramRequestByteHours + (isSame ? into.ramRequestByteHours : 0);
  into.containerMinutes = from.containerMinutes + (isSame ? into.containerMinutes : 0);
  into.startMs = from.startMs;
}

/** What a group is told apart by among all groups of one sum. */
export function groupId(kind: GroupSum['kind'], key: readonly string[]): string {
  return [kind, ...key].join('\u0000');
}
