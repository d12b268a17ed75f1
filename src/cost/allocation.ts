import type { Money } from './money.js';

/** What a cost is made of; the parts add up to the cost. `other`: shared, external and adjustments, where a Kubecost gives them. */
export interface CostParts {
  cpu: Money;
  ram: Money;
  gpu: Money;
  storage: Money;
  network: Money;
  loadBalancer: Money;
  other: Money;
}

export const costPartNames = ['cpu', 'ram', 'gpu', 'storage', 'network', 'loadBalancer', 'other'] as const;

/** Cost by the resources that nodes offer. */
export interface ResourceMoney {
  cpu: Money;
  ram: Money;
  gpu: Money;
}

/**
 * Cost and usage of one container over one window, as OpenCost answered it at container grain.
 * Text fields are '' where OpenCost leaves them out. Hours and averages are in cores, bytes and GPUs.
 */
export interface Allocation {
  kind: 'workload' | 'idle' | 'unmounted';
  /** OpenCost's own cluster id: only for diagnosis, the configured name is the key. */
  sourceCluster: string;
  node: string;
  namespace: string;
  controllerKind: string;
  controller: string;
  pod: string;
  container: string;
  /** Labels of pod and namespace; those of nodes and hashes of templates are dropped at the edge. */
  labels: Readonly<Record<string, string>>;
  startMs: number;
  endMs: number;
  /** A span from first to last sight: a gap inside does not show (docs/opencost-integration.md). May be ≤ 0 for broken rows. */
  minutes: number;
  cost: CostParts;
  /** OpenCost's own total, in no figure of ours: it differs by one unit now and then. Null where OpenCost printed null. */
  statedTotal: Money | null;
  cpuCoreHours: number;
  cpuCoreRequestAverage: number;
  /** Average over the whole window asked, or over `minutes`: see `cpu-usage.ts`. */
  cpuCoreUsageAverage: number;
  cpuCoreUsageMax: number | null;
  ramByteHours: number;
  ramByteRequestAverage: number;
  ramByteUsageAverage: number;
  ramByteUsageMax: number | null;
  gpuHours: number;
  pvByteHours: number;
  networkTransferBytes: number;
  networkReceiveBytes: number;
  /** Wire names of cost and hour fields that were null (NaN or infinite at OpenCost): a day with any is held back. */
  nullFields: readonly string[];
}

/** One asset of /assets over one window. */
export interface Asset {
  type: 'node' | 'disk' | 'loadBalancer' | 'other';
  name: string;
  minutes: number;
  startMs: number;
  endMs: number;
  totalCost: Money;
  /** Nodes only; zero or '' elsewhere. */
  cost: ResourceMoney;
  nodeType: string;
  preemptible: boolean;
  cpuCoreHours: number;
  ramByteHours: number;
  gpuHours: number;
  nullFields: readonly string[];
}
