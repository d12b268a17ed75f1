import type { CostParts } from './allocation.js';
import type { RowMeasures, RowPeaks } from './day.js';
import type { Money } from './money.js';

export const noParts: CostParts = {
  cpu: 0,
  ram: 0,
  gpu: 0,
  storage: 0,
  network: 0,
  loadBalancer: 0,
  other: 0,
};

/** Sum of the parts: the cost. */
export function partsTotal(parts: CostParts): Money {
  return parts.cpu + parts.ram + parts.gpu + parts.storage + parts.network + parts.loadBalancer + parts.other;
}

/** Adds `from` to `into`, in place. */
export function addParts(into: CostParts, from: CostParts): void {
  into.cpu += from.cpu;
  into.ram += from.ram;
  into.gpu += from.gpu;
  into.storage += from.storage;
  into.network += from.network;
  into.loadBalancer += from.loadBalancer;
  into.other += from.other;
}

/** Measures of nothing, safe to add to. */
export function emptyMeasures(): RowMeasures {
  return {
    cost: { ...noParts },
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
  };
}

/** Peaks of nothing. */
export function emptyPeaks(): RowPeaks {
  return { cpuCoreUsageMax: null, ramByteUsageMax: null, cpuCoreAverageMax: 0, ramByteAverageMax: 0 };
}

/** Adds `from` to `into`, in place. */
export function addMeasures(into: RowMeasures, from: RowMeasures): void {
  addParts(into.cost, from.cost);
  into.used.cpu += from.used.cpu;
  into.used.ram += from.used.ram;
  into.cpuCoreHours += from.cpuCoreHours;
  into.cpuRequestCoreHours += from.cpuRequestCoreHours;
  into.cpuUsageCoreHours += from.cpuUsageCoreHours;
  into.ramByteHours += from.ramByteHours;
  into.ramRequestByteHours += from.ramRequestByteHours;
  into.ramUsageByteHours += from.ramUsageByteHours;
  into.gpuHours += from.gpuHours;
  into.pvByteHours += from.pvByteHours;
  into.networkTransferBytes += from.networkTransferBytes;
  into.networkReceiveBytes += from.networkReceiveBytes;
  into.podMinutes += from.podMinutes;
  into.containerMinutes += from.containerMinutes;
  into.runs += from.runs;
  into.idle.cpu += from.idle.cpu;
  into.idle.ram += from.idle.ram;
  into.idle.gpu += from.idle.gpu;
}

/** Raises `into` to `from`, in place. */
export function raisePeaks(into: RowPeaks, from: RowPeaks): void {
  into.cpuCoreUsageMax = higher(into.cpuCoreUsageMax, from.cpuCoreUsageMax);
  into.ramByteUsageMax = higher(into.ramByteUsageMax, from.ramByteUsageMax);
  into.cpuCoreAverageMax = Math.max(into.cpuCoreAverageMax, from.cpuCoreAverageMax);
  into.ramByteAverageMax = Math.max(into.ramByteAverageMax, from.ramByteAverageMax);
}

function higher(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
