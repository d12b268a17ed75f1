import type { Row } from './row.js';
import { formatInstant, minuteMs } from './time.js';

/** Five decimals, as every cost and average of an allocation is printed; null for what is no number. */
export function round5(value: number): number | null {
  const rounded = Math.round(value * 1e5) / 1e5;
  // Adding zero turns -0 into 0.
  return Number.isFinite(rounded) ? rounded + 0 : null;
}

/** JSON as Go prints it: <, > and & are escaped. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`);
}

/** Usage over requests, as OpenCost's own efficiency: without requests, 1 where anything was used and paid. */
function efficiencyOf(usage: number, request: number, cost: number): number {
  if (request > 0) return usage / request;
  return usage === 0 || cost === 0 ? 0 : 1;
}

/** `"key":{…}` of one allocation, the fields in the server's order. */
export function allocationEntry(row: Row): string {
  return `${toJson(row.name)}:${toJson(allocationOf(row))}`;
}

function allocationOf(row: Row): Record<string, unknown> {
  const minutes = (row.endMs - row.startMs) / minuteMs;
  const hours = minutes / 60;
  const average = (sum: number, over: number) => (over > 0 ? round5(sum / over) : 0);
  const cpuEfficiency = efficiencyOf(row.cpuUsageCoreMinutes, row.cpuRequestCoreMinutes, row.cpuCost);
  const ramEfficiency = efficiencyOf(row.ramUsageByteMinutes, row.ramRequestByteMinutes, row.ramCost);
  const gpuEfficiency = efficiencyOf(row.gpuUsageMinutes, row.gpuRequestMinutes, row.gpuCost);
  const compute = row.cpuCost + row.ramCost;
  const weighted = cpuEfficiency * row.cpuCost + ramEfficiency * row.ramCost;
  const networkCost = row.networkCrossZoneCost + row.networkInternetCost;
  const totalCost = compute + row.gpuCost + row.pvCost + networkCost + row.loadBalancerCost;
  const isIdle = row.name === '__idle__';
  return {
    name: row.name,
    properties: row.properties,
    window: { start: formatInstant(row.windowStartMs), end: formatInstant(row.windowEndMs) },
    start: formatInstant(row.startMs),
    end: formatInstant(row.endMs),
    minutes: round5(minutes),
    cpuCores: average(row.cpuCoreHours, hours),
    cpuCoreRequestAverage: average(row.cpuRequestCoreMinutes, minutes),
    cpuCoreUsageAverage: average(row.cpuUsageCoreMinutes, minutes),
    cpuCoreHours: round5(row.cpuCoreHours),
    cpuCost: round5(row.cpuCost),
    cpuCostAdjustment: 0,
    cpuCostIdle: 0,
    cpuEfficiency: round5(cpuEfficiency),
    gpuCount: average(row.gpuHours, hours),
    gpuRequestAverage: average(row.gpuRequestMinutes, minutes),
    gpuUsageAverage: average(row.gpuUsageMinutes, minutes),
    gpuHours: round5(row.gpuHours),
    gpuCost: round5(row.gpuCost),
    gpuCostAdjustment: 0,
    gpuCostIdle: 0,
    gpuEfficiency: round5(gpuEfficiency),
    networkTransferBytes: round5(row.networkTransferBytes),
    networkReceiveBytes: round5(row.networkReceiveBytes),
    networkCost: round5(networkCost),
    networkCrossZoneCost: round5(row.networkCrossZoneCost),
    networkCrossRegionCost: 0,
    networkInternetCost: round5(row.networkInternetCost),
    networkCostAdjustment: 0,
    loadBalancerCost: round5(row.loadBalancerCost),
    loadBalancerCostAdjustment: 0,
    pvBytes: average(row.pvByteHours, hours),
    pvByteHours: round5(row.pvByteHours),
    pvCost: round5(row.pvCost),
    pvs: byKey(row.pvs),
    pvCostAdjustment: 0,
    ramBytes: average(row.ramByteHours, hours),
    ramByteRequestAverage: average(row.ramRequestByteMinutes, minutes),
    ramByteUsageAverage: average(row.ramUsageByteMinutes, minutes),
    ramByteHours: round5(row.ramByteHours),
    ramCost: round5(row.ramCost),
    ramCostAdjustment: 0,
    ramCostIdle: 0,
    ramEfficiency: round5(ramEfficiency),
    externalCost: 0,
    sharedCost: 0,
    totalCost: round5(totalCost),
    totalEfficiency: compute > 0 && !isIdle ? round5(weighted / compute) : 0,
    ...(row.max
      ? { rawAllocationOnly: { cpuCoreUsageMax: row.max.cpuCores, ramByteUsageMax: row.max.ramBytes } }
      : {}),
    ...(isIdle ? { proportionalAssetResourceCosts: {} } : {}),
    lbAllocations: byKey(row.lbAllocations),
    ...(isIdle ? { sharedCostBreakdown: {} } : {}),
  };
}

function byKey<Value>(map: Readonly<Record<string, Value>> | null): Record<string, Value> | null {
  if (!map) return null;
  return Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1)));
}
