/** Properties of an allocation in the order the server prints them; each is left out where it is empty. */
export interface Properties {
  cluster?: string;
  node?: string;
  container?: string;
  controller?: string;
  controllerKind?: string;
  namespace?: string;
  pod?: string;
  services?: string[];
  providerID?: string;
  labels?: Record<string, string>;
  namespaceLabels?: Record<string, string>;
}

export interface VolumeShare {
  byteHours: number;
  cost: number;
  providerID: string;
  adjustment: number;
}

export interface LoadBalancerShare {
  service: string;
  cost: number;
  private: boolean;
  ip: string;
  hours: number;
  adjustment: number;
}

/**
 * One allocation before it is printed. Requests and usage are kept as average × minutes, because that is
 * how the real server adds them up; CPU usage is averaged over the whole window, RAM usage over the minutes.
 */
export interface Row {
  name: string;
  properties: Properties;
  windowStartMs: number;
  windowEndMs: number;
  startMs: number;
  endMs: number;
  cpuCoreHours: number;
  cpuRequestCoreMinutes: number;
  cpuUsageCoreMinutes: number;
  cpuCost: number;
  gpuHours: number;
  gpuRequestMinutes: number;
  gpuUsageMinutes: number;
  gpuCost: number;
  networkTransferBytes: number;
  networkReceiveBytes: number;
  networkCrossZoneCost: number;
  networkInternetCost: number;
  loadBalancerCost: number;
  pvByteHours: number;
  pvCost: number;
  pvs: Record<string, VolumeShare> | null;
  ramByteHours: number;
  ramRequestByteMinutes: number;
  ramUsageByteMinutes: number;
  ramCost: number;
  /** Largest use; null once two rows are merged, and in rows that are no container. */
  max: { cpuCores: number; ramBytes: number } | null;
  lbAllocations: Record<string, LoadBalancerShare> | null;
}

/** What adds up when rows are merged. */
export const sums = [
  'cpuCoreHours',
  'cpuRequestCoreMinutes',
  'cpuUsageCoreMinutes',
  'cpuCost',
  'gpuHours',
  'gpuRequestMinutes',
  'gpuUsageMinutes',
  'gpuCost',
  'networkTransferBytes',
  'networkReceiveBytes',
  'networkCrossZoneCost',
  'networkInternetCost',
  'loadBalancerCost',
  'pvByteHours',
  'pvCost',
  'ramByteHours',
  'ramRequestByteMinutes',
  'ramUsageByteMinutes',
  'ramCost',
] as const satisfies readonly (keyof Row)[];

/** A row without cost or use. */
export function emptyRow(
  facts: Pick<Row, 'name' | 'properties' | 'windowStartMs' | 'windowEndMs' | 'startMs' | 'endMs'>,
): Row {
  return {
    name: facts.name,
    properties: facts.properties,
    windowStartMs: facts.windowStartMs,
    windowEndMs: facts.windowEndMs,
    startMs: facts.startMs,
    endMs: facts.endMs,
    cpuCoreHours: 0,
    cpuRequestCoreMinutes: 0,
    cpuUsageCoreMinutes: 0,
    cpuCost: 0,
    gpuHours: 0,
    gpuRequestMinutes: 0,
    gpuUsageMinutes: 0,
    gpuCost: 0,
    networkTransferBytes: 0,
    networkReceiveBytes: 0,
    networkCrossZoneCost: 0,
    networkInternetCost: 0,
    loadBalancerCost: 0,
    pvByteHours: 0,
    pvCost: 0,
    pvs: null,
    ramByteHours: 0,
    ramRequestByteMinutes: 0,
    ramUsageByteMinutes: 0,
    ramCost: 0,
    max: null,
    lbAllocations: null,
  };
}
