import type { Allocation, Asset, CostParts } from '../../src/cost/allocation.js';
import { dayMs, hourMs, minuteMs } from '../../src/cost/time.js';
import type { CostSource, SourceRequest } from '../../src/cost-service/ports.js';
import { sampleAllocation, sampleNode } from './sample-allocation.js';

/** One container, every day the same but for a few per cent. Names left out are those of `sampleAllocation`. */
export interface SmallWorkload
  extends Partial<
    Pick<
      Allocation,
      'kind' | 'namespace' | 'controllerKind' | 'controller' | 'pod' | 'container' | 'node' | 'labels'
    >
  > {
  /** What a whole day costs, in integer units. */
  cost: Partial<CostParts>;
  /** Share of CPU and RAM that is used; 0.4 where absent. */
  used?: number;
  /** Seen from this instant on, or until then. */
  fromMs?: number;
  untilMs?: number;
}

/** What is wrong with one day: nothing in it, only until 18:00, all of it idle, it cannot be read, or reading it never ends. */
export type Damage = 'missing' | 'partial' | 'held' | 'hangs' | Error;

export interface SmallClusterOptions {
  workloads: readonly SmallWorkload[];
  /** Days before have no data. */
  firstMs: number;
  nowMs: number;
  /** Idle in per cent of what was allocated; 30 where absent. */
  idlePercent?: number;
  damageOf?: (startMs: number) => Damage | null;
  /** Told of each day asked for, before it is answered. */
  onAsked?: (startMs: number) => void;
}

/** An OpenCost in memory whose rows, idle, nodes, disks and load balancers add up, from a list of workloads. */
export function createSmallCluster(options: SmallClusterOptions): CostSource {
  const damageOf = (request: SourceRequest) =>
    options.damageOf?.(request.startMs) ?? (request.startMs < options.firstMs ? 'missing' : null);
  return {
    async *allocation(request) {
      options.onAsked?.(request.startMs);
      const damage = damageOf(request);
      if (damage instanceof Error) throw damage;
      if (damage === 'hangs') await new Promise(() => {});
      if (damage === 'missing') return;
      const { workloads, idle } = measure(options, request, damage);
      yield* workloads;
      yield idle;
    },
    async assets(request) {
      const damage = damageOf(request);
      if (damage instanceof Error) throw damage;
      if (damage === 'missing' || damage === 'hangs') return [];
      return assetsOf(measure(options, request, damage));
    },
    health: async () => {
      const failure = options.damageOf?.(options.nowMs - (options.nowMs % dayMs));
      const up = !(failure instanceof Error);
      return { up, prometheusUp: up ? true : null, message: up ? '' : 'it cannot be reached', latencyMs: 3 };
    },
  };
}

interface Measured {
  workloads: Allocation[];
  idle: Allocation;
  startMs: number;
  endMs: number;
}

function measure(
  options: SmallClusterOptions,
  { startMs, endMs }: SourceRequest,
  damage: Damage | null,
): Measured {
  const lastMs = damage === 'partial' ? startMs + 18 * hourMs : Math.min(endMs, options.nowMs);
  const workloads = options.workloads.flatMap((workload, index) => {
    const fromMs = Math.max(startMs, workload.fromMs ?? startMs);
    const untilMs = Math.min(lastMs, workload.untilMs ?? lastMs);
    return untilMs <= fromMs ? [] : [rowOf(workload, index, { startMs, endMs }, { fromMs, untilMs })];
  });
  const part = (resource: 'cpu' | 'ram' | 'gpu') => {
    const allocated = workloads.reduce((sum, { cost }) => sum + cost[resource], 0);
    const idle = Math.round((allocated * (options.idlePercent ?? 30)) / 100);
    return damage === 'held' ? idle + allocated : idle;
  };
  const idle = sampleAllocation({
    kind: 'idle',
    namespace: '',
    controllerKind: '',
    controller: '',
    pod: '',
    container: '',
    node: '',
    labels: {},
    startMs,
    endMs: lastMs,
    minutes: (lastMs - startMs) / minuteMs,
    cost: { cpu: part('cpu'), ram: part('ram'), gpu: part('gpu') },
  });
  return { workloads: damage === 'held' ? [] : workloads, idle, startMs, endMs: lastMs };
}

function rowOf(
  { cost, used = 0.4, fromMs: _from, untilMs: _until, ...names }: SmallWorkload,
  index: number,
  window: { startMs: number; endMs: number },
  life: { fromMs: number; untilMs: number },
): Allocation {
  const hours = (life.untilMs - life.fromMs) / hourMs;
  const windowHours = (window.endMs - window.startMs) / hourMs;
  const day = Math.floor(window.startMs / dayMs);
  const factor = (hours / 24) * (1 + ((day * 7 + index * 3) % 11) / 100);
  const parts = Object.entries(cost).map(([name, money]) => [name, Math.round(money * factor)]);
  return sampleAllocation({
    ...names,
    startMs: life.fromMs,
    endMs: life.untilMs,
    minutes: hours * 60,
    cost: Object.fromEntries(parts) as Partial<CostParts>,
    cpuCoreHours: hours,
    cpuCoreUsageAverage: (used * hours) / windowHours,
    cpuCoreUsageMax: used * 1.2,
    ramByteHours: hours * 1e9,
    ramByteUsageAverage: used * 1e9,
    ramByteUsageMax: used * 1.1e9,
    gpuHours: cost.gpu ? hours : 0,
    pvByteHours: cost.storage ? hours * 50e9 : 0,
  });
}

function assetsOf({ workloads, idle, startMs, endMs }: Measured): Asset[] {
  const all = [...workloads, idle];
  const sum = (part: keyof CostParts) => all.reduce((money, { cost }) => money + cost[part], 0);
  const cost = { cpu: sum('cpu'), ram: sum('ram'), gpu: sum('gpu') };
  const life = { startMs, endMs, minutes: (endMs - startMs) / minuteMs };
  const totalCost = cost.cpu + cost.ram + cost.gpu;
  return [
    sampleNode({ ...life, cost, totalCost }),
    sampleNode({ ...life, type: 'disk', name: 'disk-a', totalCost: sum('storage') }),
    sampleNode({ ...life, type: 'loadBalancer', name: 'balancer-a', totalCost: sum('loadBalancer') }),
  ];
}
