import type { ClusterDay, NodeGroup } from '../capacity.js';

/** So much above what is allocated stays free. */
export const headRoom = 0.2;

const hoursPerDay = 24;

/** How many whole nodes of one type were not needed. */
export interface NodeFit {
  nodeType: string;
  preemptible: boolean;
  /** Nodes of the type, on average. */
  count: number;
  /** On the least idle day, and on an average day. */
  least: number;
  usual: number;
}

/**
 * How many nodes of the smallest type that was there every day would fit into what was idle, keeping 20 % above what
 * was allocated of CPU and of RAM. From sums over days: peaks within a day are not seen. Null where no type is known.
 * @param days whole days of one cluster
 */
export function fitNodes(days: readonly ClusterDay[]): NodeFit | null {
  const smallest = smallestGroup(days);
  if (!smallest) return null;
  const { nodeType, preemptible } = smallest;
  const counts = days.map((day) => groupOn(day, smallest)?.count ?? 0);
  const most = Math.round(Math.min(...counts));
  const fits = days.map((day) => nodesIn(freeOn([day]), smallest));
  return {
    nodeType,
    preemptible,
    count: Math.round(counts.reduce((sum, count) => sum + count, 0) / counts.length),
    least: Math.min(most, ...fits),
    usual: Math.min(most, nodesIn(freeOn(days), smallest)),
  };
}

function smallestGroup(days: readonly ClusterDay[]): NodeGroup | null {
  const sized = (days[0]?.nodes ?? []).filter(
    (group) =>
      group.cpuCores > 0 &&
      group.ramBytes > 0 &&
      days.every((day) => Math.round(groupOn(day, group)?.count ?? 0) >= 1),
  );
  return sized.sort((a, b) => a.cpuCores - b.cpuCores || a.ramBytes - b.ramBytes)[0] ?? null;
}

function groupOn(day: ClusterDay, wanted: NodeGroup): NodeGroup | undefined {
  return day.nodes.find(
    ({ nodeType, preemptible }) => nodeType === wanted.nodeType && preemptible === wanted.preemptible,
  );
}

/** Cores and bytes that were free on average, beside the head room. */
function freeOn(days: readonly ClusterDay[]): { cpuCores: number; ramBytes: number } {
  const hours = hoursPerDay * days.length;
  const sum = (of: (day: ClusterDay) => number) => days.reduce((total, day) => total + of(day), 0);
  return {
    cpuCores: sum((day) => day.cpuCoreHours - day.allocatedCpuCoreHours * (1 + headRoom)) / hours,
    ramBytes: sum((day) => day.ramByteHours - day.allocatedRamByteHours * (1 + headRoom)) / hours,
  };
}

function nodesIn(free: { cpuCores: number; ramBytes: number }, node: NodeGroup): number {
  const nodes = Math.min(free.cpuCores / node.cpuCores, free.ramBytes / node.ramBytes);
  return Math.max(0, Math.floor(nodes + 1e-9));
}
