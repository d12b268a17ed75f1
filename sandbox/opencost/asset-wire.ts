import { gib } from './container-row.js';
import type { Measured } from './measure.js';
import type { LoadBalancerMeasure, NodeMeasure } from './node-measure.js';
import { labelsOf } from './nodes.js';
import type { Disk } from './storage.js';
import { formatInstant, type Interval, minuteMs } from './time.js';
import { toJson } from './wire.js';

/** A number that is printed with six decimals, "1440.000000", unlike those of allocations. */
type Fixed = { fixed: number };
const fixed = (value: number): Fixed => ({ fixed: value });

/** `"key":{…}` of every asset of the window, sorted by key: nodes, disks and load balancers. */
export function assetEntries(cluster: string, window: Interval, measured: Measured): string[] {
  const spanned = { cluster, window };
  const entries = [
    ...measured.nodes.map((node) => nodeEntry(spanned, node)),
    ...measured.disks.map((disk) => diskEntry(spanned, disk)),
    ...measured.loadBalancers.map((balancer) => loadBalancerEntry(spanned, balancer, measured.seen)),
  ];
  return entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, asset]) => `${toJson(key)}:${printAsset(asset)}`);
}

type Asset = Record<string, unknown>;
interface Place {
  cluster: string;
  window: Interval;
}

function printAsset(asset: Asset): string {
  const fields = Object.entries(asset).map(([key, value]) => `${toJson(key)}:${printValue(value)}`);
  return `{${fields.join(',')}}`;
}

function printValue(value: unknown): string {
  const isFixed = typeof value === 'object' && value !== null && 'fixed' in value;
  return isFixed ? (value as Fixed).fixed.toFixed(6) : toJson(value);
}

function head(
  place: Place,
  type: string,
  category: string,
  providerID: string,
  name: string,
  span: Interval,
) {
  const key = [
    'custom',
    '__undefined__',
    '__undefined__',
    category,
    place.cluster,
    type,
    'Kubernetes',
    providerID,
    name,
  ];
  const properties = {
    category,
    provider: 'custom',
    service: 'Kubernetes',
    cluster: place.cluster,
    name,
    providerID,
  };
  const times = {
    window: { start: formatInstant(place.window.startMs), end: formatInstant(place.window.endMs) },
    start: formatInstant(span.startMs),
    end: formatInstant(span.endMs),
    minutes: fixed((span.endMs - span.startMs) / minuteMs),
  };
  return { key: key.join('/'), type, properties, times };
}

const unbroken = { idle: 1, other: 0, system: 0, user: 0 };

function nodeEntry(place: Place, measure: NodeMeasure): [string, Asset] {
  const { node, hours } = measure;
  const { key, type, properties, times } = head(
    place,
    'Node',
    'Compute',
    node.providerId,
    node.name,
    measure.span,
  );
  const asset = {
    type,
    properties,
    labels: labelsOf(node),
    ...times,
    nodeType: node.type,
    cpuCores: fixed(node.cpuCores),
    ramBytes: fixed(node.ramGib * gib),
    cpuCoreHours: fixed(node.cpuCores * hours),
    ramByteHours: fixed(node.ramGib * gib * hours),
    GPUHours: fixed(node.gpus * hours),
    cpuBreakdown: { idle: 0.6, other: 0.02, system: 0.08, user: 0.3 },
    ramBreakdown: unbroken,
    preemptible: fixed(node.preemptible ? 1 : 0),
    discount: fixed(0),
    cpuCost: fixed(measure.cpuCost),
    gpuCost: fixed(measure.gpuCost),
    gpuCount: fixed(node.gpus),
    ramCost: fixed(measure.ramCost),
    adjustment: fixed(0),
    overhead: { CpuOverheadFraction: 0, RamOverheadFraction: 0, OverheadCostFraction: 0 },
    totalCost: fixed(measure.cpuCost + measure.ramCost + measure.gpuCost),
  };
  return [key, asset];
}

function diskEntry(place: Place, disk: Disk): [string, Asset] {
  const { key, type, properties, times } = head(
    place,
    'Disk',
    'Storage',
    `disk-${disk.name}`,
    disk.name,
    disk.life,
  );
  const asset = {
    type,
    properties,
    labels: {},
    ...times,
    byteHours: fixed(disk.byteHours),
    bytes: fixed(disk.gib * gib),
    byteHoursUsed: null,
    byteUsageMax: null,
    breakdown: unbroken,
    adjustment: fixed(0),
    totalCost: fixed(disk.cost),
    storageClass: 'standard',
    volumeName: disk.claim ? disk.name : '',
    claimName: disk.claim,
    claimNamespace: disk.namespace,
  };
  return [key, asset];
}

function loadBalancerEntry(place: Place, balancer: LoadBalancerMeasure, seen: Interval): [string, Asset] {
  const name = `${balancer.namespace}/${balancer.service}`;
  const { key, type, properties, times } = head(place, 'LoadBalancer', 'Network', balancer.ip, name, seen);
  const asset = {
    type,
    properties,
    labels: {},
    ...times,
    adjustment: fixed(0),
    totalCost: fixed(balancer.cost),
    private: false,
    ip: balancer.ip,
  };
  return [key, asset];
}
