import type { ResourceMoney } from './allocation.js';
import type { DayHead } from './day.js';
import type { Money } from './money.js';
import { hourMs } from './time.js';

/** Nodes of one type and price class in one cluster on one day. */
export interface NodeGroup {
  nodeType: string;
  preemptible: boolean;
  /** Nodes running on average: node-hours ÷ hours of the day. */
  count: number;
  /** Size of one node; 0 where not known. */
  cpuCores: number;
  ramBytes: number;
  /** What they cost that day together. */
  total: Money;
}

/** What one cluster's nodes offered on one day, and what was allocated of it. */
export interface ClusterDay {
  cluster: string;
  startMs: number;
  nodes: readonly NodeGroup[];
  cpuCoreHours: number;
  ramByteHours: number;
  allocatedCpuCoreHours: number;
  allocatedRamByteHours: number;
  idle: ResourceMoney;
  nodeTotal: Money;
}

/** The day's capacity: docs/definitions.md, "Idle". Nodes are grouped by type and price class, dearest group first. */
export function capacityOf(day: DayHead): ClusterDay {
  const hours = (day.endMs - day.startMs) / hourMs;
  const groups = new Map<string, NodeGroup & { nodeHours: number; coreHours: number; byteHours: number }>();
  for (const node of day.nodes) {
    if (node.minutes === 0) continue;
    const id = `${node.nodeType}\u0000${node.preemptible}`;
    const { nodeType, preemptible } = node;
    const empty = { nodeType, preemptible, count: 0, cpuCores: 0, ramBytes: 0, total: 0 };
    const group = groups.get(id) ?? { ...empty, nodeHours: 0, coreHours: 0, byteHours: 0 };
    group.nodeHours += node.minutes / 60;
    group.coreHours += node.cpuCoreHours;
    group.byteHours += node.ramByteHours;
    group.total += node.totalCost;
    groups.set(id, group);
  }
  const nodes = [...groups.values()].map(({ nodeHours, coreHours, byteHours, ...group }) => ({
    ...group,
    count: nodeHours / hours,
    cpuCores: nodeHours > 0 ? coreHours / nodeHours : 0,
    ramBytes: nodeHours > 0 ? byteHours / nodeHours : 0,
  }));
  return {
    cluster: day.cluster,
    startMs: day.startMs,
    nodes: nodes.sort((a, b) => b.total - a.total || (a.nodeType < b.nodeType ? -1 : 1)),
    cpuCoreHours: day.nodes.reduce((total, node) => total + node.cpuCoreHours, 0),
    ramByteHours: day.nodes.reduce((total, node) => total + node.ramByteHours, 0),
    allocatedCpuCoreHours: day.allocated.cpuCoreHours,
    allocatedRamByteHours: day.allocated.ramByteHours,
    idle: day.idle,
    nodeTotal: day.nodeTotal,
  };
}
