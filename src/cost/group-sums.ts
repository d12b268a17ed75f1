import { moneyOf } from './day-sums.js';
import type { GroupColumns } from './group-columns.js';
import type { GroupSum } from './group-sum.js';
import type { Money } from './money.js';
import { endsSlice, type Slices } from './slices.js';

/**
 * The groups that columns sum, in slices.
 * @param withIdle each group's part of idle is part of its cost
 * @param seriesLength days of the series that was asked for
 */
export function* groupSums(
  columns: GroupColumns,
  withIdle: boolean,
  seriesLength: number,
): Slices<GroupSum[]> {
  const groups: GroupSum[] = [];
  const unseen: readonly Money[] = new Array(seriesLength).fill(0);
  for (let group = 0; group < columns.heads.length; group += 1) {
    groups.push(groupSum(columns, group, withIdle, unseen));
    if (endsSlice(group)) yield;
  }
  return groups;
}

/** Every field is written out, for the reason that `emptyGroup` gives. */
function groupSum(columns: GroupColumns, at: number, withIdle: boolean, unseen: readonly Money[]): GroupSum {
  const { sums, peaks, days, series } = columns;
  const { kind, key, controllerKind } = columns.heads[at] as GroupColumns['heads'][number];
  const idle = { cpu: of(sums.idleCpu, at), ram: of(sums.idleRam, at), gpu: of(sums.idleGpu, at) };
  return {
    kind,
    key,
    controllerKind,
    cost: {
      cpu: of(sums.cpu, at) + (withIdle ? idle.cpu : 0),
      ram: of(sums.ram, at) + (withIdle ? idle.ram : 0),
      gpu: of(sums.gpu, at) + (withIdle ? idle.gpu : 0),
      storage: of(sums.storage, at),
      network: of(sums.network, at),
      loadBalancer: of(sums.loadBalancer, at),
      other: of(sums.other, at),
    },
    used: { cpu: of(sums.usedCpu, at), ram: of(sums.usedRam, at) },
    cpuCoreHours: of(sums.cpuCoreHours, at),
    cpuRequestCoreHours: of(sums.cpuRequestCoreHours, at),
    cpuUsageCoreHours: of(sums.cpuUsageCoreHours, at),
    ramByteHours: of(sums.ramByteHours, at),
    ramRequestByteHours: of(sums.ramRequestByteHours, at),
    ramUsageByteHours: of(sums.ramUsageByteHours, at),
    gpuHours: of(sums.gpuHours, at),
    pvByteHours: of(sums.pvByteHours, at),
    networkTransferBytes: of(sums.networkTransferBytes, at),
    networkReceiveBytes: of(sums.networkReceiveBytes, at),
    podMinutes: of(sums.podMinutes, at),
    containerMinutes: of(sums.containerMinutes, at),
    runs: of(sums.runs, at),
    idle,
    minutes: of(days.minutes, at),
    total: moneyOf(columns, at, withIdle),
    wholeDays: of(days.wholeDays, at),
    daysSeen: of(days.daysSeen, at),
    cpuCoreUsageMax: known(peaks.cpuCoreUsageMax, at),
    ramByteUsageMax: known(peaks.ramByteUsageMax, at),
    cpuCoreAverageMax: Math.max(0, known(peaks.cpuCoreAverageMax, at) ?? 0),
    ramByteAverageMax: Math.max(0, known(peaks.ramByteAverageMax, at) ?? 0),
    lastDay: {
      startMs: of(days.lastStartMs, at),
      cpuRequestCoreHours: of(days.lastCpuRequestCoreHours, at),
      ramRequestByteHours: of(days.lastRamRequestByteHours, at),
      containerMinutes: of(days.lastContainerMinutes, at),
    },
    byDay: series[at] ?? unseen,
    clusters: of(days.clusters, at),
    compared: 0,
    baseline: null,
  };
}

/** Whole numbers as such: what comes out of a column as it is takes 16 bytes more in each field of each group. */
function of(column: Float64Array, at: number): number {
  const value = column[at] as number;
  const whole = value | 0;
  return whole === value ? whole : value;
}

function known(column: Float64Array, at: number): number | null {
  const value = column[at] as number;
  return Number.isNaN(value) ? null : value;
}
