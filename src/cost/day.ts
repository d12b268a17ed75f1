import type { CostParts, ResourceMoney } from './allocation.js';
import type { Money } from './money.js';

/**
 * What is known of one (cluster, day): docs/definitions.md, "States of a day".
 * live: not over; sealed: passed its checks (people read "complete"); partial: true but not the whole day;
 * final: as sealed, and read a day or more after its end; quarantined: failed its checks (people read "held back"); missing: nothing to sum.
 */
export type DayState = 'live' | 'sealed' | 'partial' | 'final' | 'quarantined' | 'missing';

/** Why a day has its state, in words for people and with the figures behind it. */
export interface Finding {
  /** Name of the check: the file in cost/quality/, `assets` where these could not be read, or `second-look`. */
  check: string;
  severity: 'note' | 'partial' | 'held';
  /** One clause without a full stop: "no pods in the answer while nodes cost $31.10". Plain text. */
  reason: string;
  figures: Readonly<Record<string, number>>;
}

/** What one row sums: money as integer units, hours and bytes as plain numbers. */
export interface RowMeasures {
  cost: CostParts;
  /** Cost of what was used, never above the cost: see `used.ts`. */
  used: { cpu: Money; ram: Money };
  cpuCoreHours: number;
  cpuRequestCoreHours: number;
  cpuUsageCoreHours: number;
  ramByteHours: number;
  ramRequestByteHours: number;
  ramUsageByteHours: number;
  gpuHours: number;
  pvByteHours: number;
  networkTransferBytes: number;
  networkReceiveBytes: number;
  /** Pod-minutes: each pod once, in the row of its first container by name; 0 in the others. */
  podMinutes: number;
  /** Sum of the spans of all containers folded in, minutes. */
  containerMinutes: number;
  /** Pods, or runs of a job, folded in: each once, in the row of its first container by name; 0 in the others. */
  runs: number;
  /** The row's part of its day's idle, shared before any filter: see `idle.ts`. */
  idle: ResourceMoney;
}

/** What one row reaches at most: of rows merged, the highest. */
export interface RowPeaks {
  /** Highest use of one container at any time of the day, in cores and bytes; null where OpenCost gave none. */
  cpuCoreUsageMax: number | null;
  ramByteUsageMax: number | null;
  /** Highest average use of one container over its span, in cores and bytes; 0 where none was measured. */
  cpuCoreAverageMax: number;
  ramByteAverageMax: number;
}

/** One folded row of a day: one container of one pod, or all runs of one CronJob's container. */
export interface DayRow extends RowMeasures, RowPeaks {
  kind: 'workload' | 'unmounted';
  namespace: string;
  controllerKind: string;
  controller: string;
  pod: string;
  container: string;
  node: string;
  /** Index into `DayCosts.labelSets`. */
  labelSet: number;
  /** How long the row was seen: longest span of its pods, minutes; 0 for volumes that no pod mounts. */
  minutes: number;
}

export interface NodeDay {
  name: string;
  nodeType: string;
  preemptible: boolean;
  minutes: number;
  cost: ResourceMoney;
  totalCost: Money;
  cpuCoreHours: number;
  ramByteHours: number;
  gpuHours: number;
  /** Cost of what ran on it. */
  allocated: ResourceMoney;
}

/** A disk or load balancer of /assets. */
export interface OtherAssetDay {
  type: 'disk' | 'loadBalancer' | 'other';
  name: string;
  minutes: number;
  totalCost: Money;
}

/** All that is known of one cluster's costs over one UTC day (or one live pair of instants) but for its rows. */
export interface DayHead {
  /** The configured name. */
  cluster: string;
  currency: string;
  startMs: number;
  endMs: number;
  state: DayState;
  /** When OpenCost's answer was complete, by our clock. */
  asOfMs: number;
  /** Minutes in which any node was seen, at most those of the window. */
  coveredMinutes: number;
  findings: readonly Finding[];
  idle: ResourceMoney;
  /** What of idle is in no row: negative idle, and idle of a resource that nothing was allocated of. */
  idleUnshared: ResourceMoney;
  /** Cost of nodes from /assets by resource, discounts and adjustments included in `nodeTotal`. */
  nodeCost: ResourceMoney;
  nodeTotal: Money;
  /** Hours of all rows. */
  allocated: { cpuCoreHours: number; ramByteHours: number };
  /** How many workloads ran: a controller of a namespace each, a pod without one, all runs of one job. */
  workloads: number;
  nodes: readonly NodeDay[];
  /** What OpenCost's rows were: containers, or whole controllers of a cluster that is too large for that. */
  rowsAre: 'container' | 'workload';
  otherAssets: readonly OtherAssetDay[];
}

/** A day folded from container rows: plain JSON. An empty answer is a day of state `missing` with no rows. */
export interface DayCosts extends DayHead {
  rows: readonly DayRow[];
  labelSets: readonly Readonly<Record<string, string>>[];
}
