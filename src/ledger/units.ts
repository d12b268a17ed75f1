import { type PeakColumn, peakColumns, type SumColumn, sumColumns } from '../cost/block.js';
import type { DayRow } from '../cost/day.js';

/** How a column is kept: as whole numbers of a unit small enough that nobody misses the rest. */
interface Column {
  read: (row: DayRow) => number | null;
  /** Whole numbers in one unit of what `DayRow` says. */
  perUnit: number;
}

const money = (read: Column['read']): Column => ({ read, perUnit: 1 });
/** OpenCost's own last digit. */
const hours = (read: Column['read']): Column => ({ read, perUnit: 100_000 });
/** KiB-hours. */
const byteHours = (read: Column['read']): Column => ({ read, perUnit: 1 / 1024 });
const seconds = (read: Column['read']): Column => ({ read, perUnit: 60 });
const whole = (read: Column['read']): Column => ({ read, perUnit: 1 });
/** Millionths of a core. */
const cores = (read: Column['read']): Column => ({ read, perUnit: 1_000_000 });

export const sumUnits: Readonly<Record<SumColumn, Column>> = {
  cpu: money(({ cost }) => cost.cpu),
  ram: money(({ cost }) => cost.ram),
  gpu: money(({ cost }) => cost.gpu),
  storage: money(({ cost }) => cost.storage),
  network: money(({ cost }) => cost.network),
  loadBalancer: money(({ cost }) => cost.loadBalancer),
  other: money(({ cost }) => cost.other),
  usedCpu: money(({ used }) => used.cpu),
  usedRam: money(({ used }) => used.ram),
  idleCpu: money(({ idle }) => idle.cpu),
  idleRam: money(({ idle }) => idle.ram),
  idleGpu: money(({ idle }) => idle.gpu),
  cpuCoreHours: hours((row) => row.cpuCoreHours),
  cpuRequestCoreHours: hours((row) => row.cpuRequestCoreHours),
  cpuUsageCoreHours: hours((row) => row.cpuUsageCoreHours),
  ramByteHours: byteHours((row) => row.ramByteHours),
  ramRequestByteHours: byteHours((row) => row.ramRequestByteHours),
  ramUsageByteHours: byteHours((row) => row.ramUsageByteHours),
  gpuHours: hours((row) => row.gpuHours),
  pvByteHours: byteHours((row) => row.pvByteHours),
  networkTransferBytes: whole((row) => row.networkTransferBytes),
  networkReceiveBytes: whole((row) => row.networkReceiveBytes),
  podMinutes: seconds((row) => row.podMinutes),
  containerMinutes: seconds((row) => row.containerMinutes),
  runs: whole((row) => row.runs),
};

export const peakUnits: Readonly<Record<PeakColumn, Column>> = {
  minutes: seconds((row) => row.minutes),
  cpuCoreUsageMax: cores((row) => row.cpuCoreUsageMax),
  ramByteUsageMax: whole((row) => row.ramByteUsageMax),
  cpuCoreAverageMax: cores((row) => row.cpuCoreAverageMax),
  ramByteAverageMax: whole((row) => row.ramByteAverageMax),
};

/** The value of a row in a column's unit; null where it is not known. */
export function wholeNumber(column: Column, row: DayRow): number | null {
  const value = column.read(row);
  return value === null ? null : Math.round(value * column.perUnit);
}

/** Costs: what tells one answer of OpenCost from another. Figures in bytes are not the same twice. */
export const costColumns = sumColumns.slice(0, 7);
export { peakColumns, sumColumns };
