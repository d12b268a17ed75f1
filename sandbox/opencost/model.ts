import { betaIntervals, legacyIntervals } from './calendar.js';
import { workloads as sampleWorkloads } from './cluster.js';
import { addedWorkloads, type ClusterEvent } from './events.js';
import { type Node, nodesOf, type Scale } from './nodes.js';
import { always, hourMs, type Interval, minuteMs, overlapsOf, parseDay } from './time.js';
import { type Workload, workload } from './workloads.js';

/** Everything that decides an answer besides the question: the same model gives the same figures. */
export interface Model {
  cluster: string;
  seed: string;
  nodes: readonly Node[];
  workloads: readonly Workload[];
  events: readonly ClusterEvent[];
  /** Prometheus has nothing before. */
  firstSampleMs: number;
  nowMs: number;
}

/** Nodes and workloads of a cluster of that size with those events. */
export function clusterOf(
  scale: Scale | null,
  events: readonly ClusterEvent[],
): Pick<Model, 'nodes' | 'workloads'> {
  const crowd = scale ? crowdOf(scale) : [];
  return { nodes: nodesOf(scale), workloads: [...sampleWorkloads, ...addedWorkloads(events), ...crowd] };
}

function crowdOf(scale: Scale): Workload[] {
  const base = Math.floor(scale.pods / scale.namespaces);
  const rest = scale.pods % scale.namespaces;
  return Array.from({ length: scale.namespaces }, (_, index) => {
    const namespace = `scale-${String(index + 1).padStart(5, '0')}`;
    return workload(namespace, 'app', 'scale', base + (index < rest ? 1 : 0), [0.1, 0.25, 0.06, 0.15]);
  });
}

/** When the namespace exists, as far as the interval is touched. */
export function namespaceLife(
  namespace: string,
  interval: Interval,
  events: readonly ClusterEvent[],
): Interval[] {
  let life = calendarLife(namespace, interval);
  for (const event of events) {
    if (!('namespace' in event) || event.namespace !== namespace) continue;
    const dayStart = parseDay(event.day);
    if (event.kind === 'add-namespace') {
      life = overlapsOf(life, [{ startMs: dayStart + 9.5 * hourMs, endMs: Infinity }]);
    }
    if (event.kind === 'remove-namespace') {
      life = overlapsOf(life, [{ startMs: -Infinity, endMs: dayStart + 13 * hourMs - 5 * minuteMs }]);
    }
  }
  return life;
}

function calendarLife(namespace: string, interval: Interval): Interval[] {
  if (namespace === 'beta') return betaIntervals(interval);
  if (namespace === 'legacy') return legacyIntervals(interval);
  return [always];
}
