import type { RowMeasures, RowPeaks } from './day.js';
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
  /** Money in the order of the series that was asked for; [] without one. */
  byDay: readonly Money[];
  /** In how many clusters the group was seen. */
  clusters: number;
  /** Filled in by whoever compares windows; here from the start, as a field added later costs each group an object. */
  compared: Money;
  baseline: Money | null;
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
    lastDay: { startMs: dayStartMs, cpuRequestCoreHours: 0, ramRequestByteHours: 0, containerMinutes: 0 },
    byDay: [],
    clusters: 0,
    compared: 0,
    baseline: null,
  };
}

/** What a group is told apart by among all groups of one sum. */
export function groupId(kind: GroupSum['kind'], key: readonly string[]): string {
  let id: string = kind;
  for (const name of key) id += `\u0000${name}`;
  return id;
}
