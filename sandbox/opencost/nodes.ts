import { priceFactorOf, weekdayHours, yearIntervals } from './calendar.js';
import { always, hourMs, type Interval, overlapOf, startOfDay } from './time.js';

/** A crowd of namespaces and one-container pods besides the sample cluster. */
export interface Scale {
  namespaces: number;
  pods: number;
}

/** Which nodes a workload may run on. */
export type Pool = 'general' | 'compute' | 'memory' | 'spot' | 'burst' | 'gpu' | 'reserve' | 'scale';

/** A node, its size and its price by the hour, in the price sheet's currency. */
export interface Node {
  name: string;
  providerId: string;
  pool: Pool;
  type: string;
  zone: string;
  preemptible: boolean;
  cpuCores: number;
  ramGib: number;
  gpus: number;
  cpuCoreHourPrice: number;
  ramGibHourPrice: number;
  gpuHourPrice: number;
  /** When it exists, as far as the interval is touched. */
  presence(interval: Interval): Interval[];
}

interface NodeType {
  pool: Pool;
  type: string;
  cpuCores: number;
  ramGib: number;
  gpus?: number;
  prices: [cpuCoreHour: number, ramGibHour: number, gpuHour: number];
  names: string[];
  preemptible?: boolean;
  presence?: (interval: Interval) => Interval[];
}

const onDemand: [number, number, number] = [0.0316, 0.0042, 0.5];
const spot: [number, number, number] = [0.0095, 0.0013, 0];

const nodeTypes: NodeType[] = [
  {
    pool: 'general',
    type: 'm-large',
    cpuCores: 8,
    ramGib: 32,
    prices: onDemand,
    names: ['a', 'b', 'c'],
  },
  { pool: 'compute', type: 'c-xlarge', cpuCores: 16, ramGib: 32, prices: onDemand, names: ['e', 'f'] },
  { pool: 'memory', type: 'r-large', cpuCores: 8, ramGib: 48, prices: onDemand, names: ['g', 'h'] },
  { pool: 'gpu', type: 'g-large', cpuCores: 8, ramGib: 64, gpus: 2, prices: onDemand, names: ['i'] },
  {
    pool: 'spot',
    type: 'm-large',
    cpuCores: 8,
    ramGib: 32,
    prices: spot,
    names: ['s', 't', 'u'],
    preemptible: true,
  },
  {
    pool: 'burst',
    type: 'c-large',
    cpuCores: 8,
    ramGib: 16,
    prices: onDemand,
    names: ['x', 'y'],
    presence: (interval) => weekdayHours(interval, 6, 20),
  },
  // One node more in the second half of each year; nothing is placed on it but daemons.
  {
    pool: 'reserve',
    type: 'c-medium',
    cpuCores: 4,
    ramGib: 8,
    prices: onDemand,
    names: ['z'],
    presence: (interval) => yearIntervals(interval, 7),
  },
];

/** All nodes that ever are; a scale adds one node of 64 cores for each 400 pods. */
export function nodesOf(scale: Scale | null): Node[] {
  const nodes = nodeTypes.flatMap((nodeType) => nodeType.names.map((letter) => nodeNamed(nodeType, letter)));
  if (!scale) return nodes;
  const crowd: NodeType = {
    pool: 'scale',
    type: 'x-huge',
    cpuCores: 64,
    ramGib: 256,
    prices: onDemand,
    names: [],
  };
  const count = Math.max(1, Math.ceil(scale.pods / 400));
  const names = Array.from({ length: count }, (_, index) => `scale-${String(index + 1).padStart(4, '0')}`);
  return [...nodes, ...names.map((name) => nodeNamed(crowd, name))];
}

function nodeNamed(nodeType: NodeType, letter: string): Node {
  const [cpuCoreHourPrice, ramGibHourPrice, gpuHourPrice] = nodeType.prices;
  return {
    name: `node-${letter}`,
    providerId: `sample-i-0${letter}`,
    pool: nodeType.pool,
    type: nodeType.type,
    zone: letter.charCodeAt(0) % 2 === 0 ? 'made-up-a' : 'made-up-b',
    preemptible: nodeType.preemptible ?? false,
    cpuCores: nodeType.cpuCores,
    ramGib: nodeType.ramGib,
    gpus: nodeType.gpus ?? 0,
    cpuCoreHourPrice,
    ramGibHourPrice,
    gpuHourPrice,
    presence: (interval) =>
      (nodeType.presence?.(interval) ?? [always]).flatMap((each) => overlapOf(each, interval) ?? []),
  };
}

/** What the node's list price is multiplied with at an instant. */
export function priceFactorAt(node: Node, atMs: number): number {
  return node.preemptible ? 1 : priceFactorOf(startOfDay(atMs));
}

/** Labels that a node gives to itself and to every row of its pods. */
export function labelsOf(node: Node): Record<string, string> {
  return {
    kubernetes_io_arch: 'amd64',
    kubernetes_io_hostname: node.name,
    node_kubernetes_io_instance_type: node.type,
    topology_kubernetes_io_region: 'made-up',
    topology_kubernetes_io_zone: node.zone,
  };
}

/** Calls `visit` for every piece of the interval that lies in one clock hour, with the piece's length in hours. */
export function eachHour(interval: Interval, visit: (hourStartMs: number, hours: number) => void): void {
  for (let at = interval.startMs; at < interval.endMs; ) {
    const hourStart = Math.floor(at / hourMs) * hourMs;
    const end = Math.min(hourStart + hourMs, interval.endMs);
    visit(hourStart, (end - at) / hourMs);
    at = end;
  }
}
