import type { Allocation } from './allocation.js';
import { cpuUsageCoreHours, hoursOfAverage } from './cpu-usage.js';
import type { DayRow } from './day.js';
import { usedCost } from './used.js';

/** OpenCost's name for the container of volumes that nobody mounts. */
export const unmountedContainer = '__unmounted__';

/**
 * A row with one container's figures; runs and pod-minutes are counted later, when all containers of a pod are known.
 * Volumes that nobody mounts claim the whole window whatever was seen, so they have no minutes.
 */
export function rowOf(a: Allocation, labelSet: number, windowMinutes: number): DayRow {
  const { minutes, cpuCoreHours, ramByteHours } = a;
  const cpuUsageHours = cpuUsageCoreHours({
    average: a.cpuCoreUsageAverage,
    maximum: a.cpuCoreUsageMax,
    minutes,
    windowMinutes,
  });
  const ramUsageHours = hoursOfAverage(a.ramByteUsageAverage, minutes);
  const seenMinutes = isUnmounted(a) ? 0 : minutes;
  const place = placeOf(a);
  const { cost } = a;
  return {
    kind: place.kind,
    namespace: place.namespace,
    controllerKind: place.controllerKind,
    controller: place.controller,
    pod: place.pod,
    container: place.container,
    node: place.node,
    labelSet,
    minutes: seenMinutes,
    cost: {
      cpu: cost.cpu,
      ram: cost.ram,
      gpu: cost.gpu,
      storage: cost.storage,
      network: cost.network,
      loadBalancer: cost.loadBalancer,
      other: cost.other,
    },
    used: {
      cpu: usedCost(cost.cpu, cpuUsageHours, cpuCoreHours),
      ram: usedCost(cost.ram, ramUsageHours, ramByteHours),
    },
    cpuCoreHours,
    cpuRequestCoreHours: hoursOfAverage(a.cpuCoreRequestAverage, minutes),
    cpuUsageCoreHours: cpuUsageHours,
    ramByteHours,
    ramRequestByteHours: hoursOfAverage(a.ramByteRequestAverage, minutes),
    ramUsageByteHours: ramUsageHours,
    gpuHours: a.gpuHours,
    pvByteHours: a.pvByteHours,
    networkTransferBytes: a.networkTransferBytes,
    networkReceiveBytes: a.networkReceiveBytes,
    podMinutes: 0,
    containerMinutes: seenMinutes,
    runs: 0,
    idle: { cpu: 0, ram: 0, gpu: 0 },
    cpuCoreUsageMax: a.cpuCoreUsageMax,
    ramByteUsageMax: a.ramByteUsageMax,
    cpuCoreAverageMax: averageOf(cpuUsageHours, seenMinutes),
    ramByteAverageMax: averageOf(ramUsageHours, seenMinutes),
  };
}

function averageOf(hours: number, minutes: number): number {
  return minutes > 0 ? (hours * 60) / minutes : 0;
}

type Place = Pick<
  DayRow,
  'kind' | 'namespace' | 'controllerKind' | 'controller' | 'pod' | 'container' | 'node'
>;

const nowhere = { controllerKind: '', controller: '', pod: '', node: '' };

/**
 * Where a row belongs. Volumes without a claim are one row of kind `unmounted` that belongs to nobody; claims that
 * no pod mounts stay in their namespace, without a pod (docs/definitions.md, "Cost of a namespace").
 */
function placeOf(a: Allocation): Place {
  if (!isUnmounted(a)) {
    const { namespace, controllerKind, controller, pod, container, node } = a;
    return { kind: 'workload', namespace, controllerKind, controller, pod, container, node };
  }
  const claimed = a.namespace !== '' && a.namespace !== unmountedContainer;
  return claimed
    ? { ...nowhere, kind: 'workload', namespace: a.namespace, container: unmountedContainer }
    : { ...nowhere, kind: 'unmounted', namespace: '', container: '' };
}

/** True for volumes and load balancers that no pod uses, claimed by a namespace or by nobody. */
export function isUnmounted(a: Pick<Allocation, 'kind' | 'container'>): boolean {
  return a.kind === 'unmounted' || a.container === unmountedContainer;
}

/** True for the row of claims that no pod of the namespace mounts. */
export function isUnmountedRow(row: Pick<DayRow, 'kind' | 'container' | 'pod'>): boolean {
  return row.kind === 'unmounted' || (row.container === unmountedContainer && row.pod === '');
}

/** The key of a row: all that rows are told apart by, so that equal names in two places never merge. */
export function rowKey(row: Place & Pick<DayRow, 'labelSet'>): string {
  const { kind, namespace, controllerKind, controller, pod, container, node, labelSet } = row;
  return `${kind}\n${namespace}\n${controllerKind}\n${controller}\n${pod}\n${container}\n${node}\n${labelSet}`;
}
