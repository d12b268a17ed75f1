import type { Allocation } from '../src/cost/allocation.js';
import type { DayCosts } from '../src/cost/day.js';
import { createDayFolder } from '../src/cost/fold.js';

const dayMs = 86_400_000;
const unitsPerDollar = 100_000;

/** Folded closed days of one cluster, ending before `endMs`: `workloads` deployments of one container, in 40 namespaces. */
export function makeDays(options: { days: number; workloads: number; endMs: number }): DayCosts[] {
  const { days, workloads, endMs } = options;
  return Array.from({ length: days }, (_, index) => {
    const startMs = endMs - (days - index) * dayMs;
    const folder = createDayFolder({ cluster: 'prod', currency: 'USD', startMs, endMs: startMs + dayMs });
    for (let workload = 0; workload < workloads; workload += 1)
      folder.add(containerOf(workload, index, startMs));
    folder.add(idleOf(startMs, workloads));
    return folder.finish({ assets: [], nowMs: startMs + 3 * dayMs, closed: true });
  });
}

/** Pods are replaced every week, so that groupings by pod have more groups than there are workloads. */
function containerOf(workload: number, day: number, startMs: number): Allocation {
  const namespace = `team-${workload % 40}`;
  const controller = `service-${workload}`;
  const cpu = unitsPerDollar * (1 + (workload % 17)) + ((workload * 31 + day * 7) % 1_000);
  const ram = Math.round(cpu / 3);
  return {
    ...blank(startMs),
    kind: 'workload',
    node: `node-${workload % 60}`,
    namespace,
    controllerKind: 'deployment',
    controller,
    pod: `${controller}-${Math.floor(day / 7)}`,
    container: 'main',
    labels: {
      app: controller,
      team: `team-${workload % 12}`,
      stage: workload % 5 === 0 ? 'staging' : 'production',
    },
    cost: {
      cpu,
      ram,
      gpu: 0,
      storage: workload % 9 === 0 ? 5_000 : 0,
      network: 120,
      loadBalancer: 0,
      other: 0,
    },
  };
}

function idleOf(startMs: number, workloads: number): Allocation {
  const cpu = workloads * unitsPerDollar;
  const cost = { cpu, ram: Math.round(cpu / 3), gpu: 0, storage: 0, network: 0, loadBalancer: 0, other: 0 };
  return { ...blank(startMs), kind: 'idle', cost };
}

function blank(startMs: number): Omit<Allocation, 'kind' | 'cost'> {
  return {
    sourceCluster: 'cluster-one',
    node: '',
    namespace: '',
    controllerKind: '',
    controller: '',
    pod: '',
    container: '',
    labels: {},
    startMs,
    endMs: startMs + dayMs,
    minutes: 1440,
    statedTotal: null,
    cpuCoreHours: 24,
    cpuCoreRequestAverage: 1,
    cpuCoreUsageAverage: 0.4,
    cpuCoreUsageMax: 0.9,
    ramByteHours: 24e9,
    ramByteRequestAverage: 1e9,
    ramByteUsageAverage: 5e8,
    ramByteUsageMax: 8e8,
    gpuHours: 0,
    pvByteHours: 0,
    networkTransferBytes: 1e6,
    networkReceiveBytes: 1e6,
    nullFields: [],
  };
}
