import { crossZoneGibPrice, internetGibPrice, teams } from './cluster.js';
import type { Model } from './model.js';
import { eachHour, labelsOf, priceFactorAt } from './nodes.js';
import type { Pod } from './pods.js';
import { emptyRow, type Properties, type Row } from './row.js';
import { hoursOf, type Interval, minuteMs } from './time.js';
import { type Busyness, busynessOf } from './usage.js';
import type { Container } from './workloads.js';

export const gib = 1024 ** 3;

/** What the rows of one window have in common. */
export interface Frame {
  model: Model;
  window: Interval;
  /** First to last sample. */
  seen: Interval;
  /** 10 where the price sheet was wrong, else 1. */
  priceFactor: number;
}

/** One row for each container of the pod, in the part of its life that was seen. */
export function containerRows(frame: Frame, pod: Pod, life: Interval): Row[] {
  const busyness = busynessOf(frame.model.seed, `${pod.workload.namespace}/${pod.name}`, pod.workload.rhythm);
  return pod.workload.containers.map((container) => {
    const row = emptyRow({
      name: [frame.model.cluster, pod.node.name, pod.workload.namespace, pod.name, container.name].join('/'),
      properties: propertiesOf(frame.model, pod, container.name),
      windowStartMs: frame.window.startMs,
      windowEndMs: frame.window.endMs,
      startMs: life.startMs,
      endMs: life.endMs,
    });
    measureCompute(frame, pod, container, busyness, row);
    measureNetwork(pod, busyness, row);
    return row;
  });
}

function measureCompute(frame: Frame, pod: Pod, container: Container, busyness: Busyness, row: Row): void {
  const minutes = (row.endMs - row.startMs) / minuteMs;
  const ramRequested = container.ramGib * gib;
  let cpuUsedHours = 0;
  let ramUsedHours = 0;
  let cpuMax = 0;
  let ramMax = 0;
  let cpuHours = 0;
  let ramHours = 0;
  let cpuPaid = 0;
  let ramPaid = 0;
  let gpuPaid = 0;
  let gpuBusyHours = 0;
  eachHour(row, (hourStartMs, hours) => {
    const busy = busyness(hourStartMs);
    // Before the first sample there is no rate: the ghosts of the day before have no CPU usage.
    const cpuUsed = hourStartMs < frame.model.firstSampleMs ? 0 : container.cpuUsedCores * busy;
    const ramUsed = container.ramUsedGib * gib * (0.8 + 0.2 * Math.min(busy, 1));
    const cpuAllocated = Math.max(container.cpuCores, cpuUsed) * hours;
    const ramAllocated = Math.max(ramRequested, ramUsed) * hours;
    const price = priceFactorAt(pod.node, hourStartMs) * frame.priceFactor;
    cpuUsedHours += cpuUsed * hours;
    ramUsedHours += ramUsed * hours;
    cpuMax = Math.max(cpuMax, cpuUsed * 1.25);
    ramMax = Math.max(ramMax, ramUsed);
    cpuHours += cpuAllocated;
    ramHours += ramAllocated;
    cpuPaid += cpuAllocated * price;
    ramPaid += (ramAllocated / gib) * price;
    gpuPaid += container.gpus * hours * price;
    gpuBusyHours += container.gpus * Math.min(busy, 1) * 0.7 * hours;
  });
  row.cpuCoreHours = cpuHours;
  row.ramByteHours = ramHours;
  row.gpuHours = container.gpus * (minutes / 60);
  row.cpuCost = cpuPaid * pod.node.cpuCoreHourPrice;
  row.ramCost = ramPaid * pod.node.ramGibHourPrice;
  row.gpuCost = gpuPaid * pod.node.gpuHourPrice;
  row.cpuRequestCoreMinutes = container.cpuCores * minutes;
  row.cpuUsageCoreMinutes = (cpuUsedHours / hoursOf(frame.window)) * minutes;
  row.ramRequestByteMinutes = ramRequested * minutes;
  row.ramUsageByteMinutes = ramUsedHours * 60;
  row.gpuRequestMinutes = container.gpus * minutes;
  row.gpuUsageMinutes = gpuBusyHours * 60;
  row.max = { cpuCores: cpuMax, ramBytes: ramMax };
}

/** Traffic of a pod, split evenly over its containers. */
function measureNetwork(pod: Pod, busyness: Busyness, row: Row): void {
  const { trafficBytesPerSecond, internetShare, containers } = pod.workload;
  if (trafficBytesPerSecond === 0) return;
  let busyHours = 0;
  eachHour(row, (hourStartMs, hours) => {
    busyHours += busyness(hourStartMs) * hours;
  });
  row.networkTransferBytes = Math.round((trafficBytesPerSecond * busyHours * 3600) / containers.length);
  row.networkReceiveBytes = Math.round(row.networkTransferBytes * 0.6);
  const transferGib = row.networkTransferBytes / gib;
  row.networkInternetCost = transferGib * internetShare * internetGibPrice;
  row.networkCrossZoneCost = transferGib * (1 - internetShare) * 0.1 * crossZoneGibPrice;
}

function propertiesOf(model: Model, pod: Pod, container: string): Properties {
  const { namespace, services, labels, kind, name } = pod.workload;
  const team = teams[namespace];
  const namespaceLabels = { kubernetes_io_metadata_name: namespace, ...(team ? { team } : {}) };
  const template = pod.templateHash ? { pod_template_hash: pod.templateHash } : {};
  return {
    cluster: model.cluster,
    node: pod.node.name,
    container,
    ...(pod.controller ? { controller: pod.controller, controllerKind: kind } : {}),
    namespace,
    pod: pod.name,
    ...(services.length > 0 ? { services: [...services] } : {}),
    providerID: pod.node.providerId,
    labels: sorted({ ...labelsOf(pod.node), ...namespaceLabels, app: name, ...template, ...labels }),
    namespaceLabels,
  };
}

function sorted(labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));
}
