import { parseDay } from './time.js';
import { type Workload, workload } from './workloads.js';

/** How a day can be damaged: what the real server does when a part of its data is missing or wrong. */
export type Damage =
  /** Only the pod query failed: no pods, all node cost in `__idle__`, the load balancers twice in `__unmounted__`. */
  | 'drop-pods'
  /** Node prices are known for the first 8 hours only: negative `__idle__`. */
  | 'negative-idle'
  /** A wrong price sheet: nodes and pods cost ten times as much. */
  | 'price-x10'
  /** Nothing at all: `{}`. */
  | 'no-data'
  /** Data ends at 18:00. */
  | 'partial'
  /** Costs of every third row are null (NaN inside the server). */
  | 'null-floats';

/** Something that happens to the cluster on top of its calendar. `day` is a UTC day, "2026-11-20". */
export type ClusterEvent =
  /** From that day on the requests of every container of the controller are multiplied with `requestFactor`. */
  | { kind: 'apply-saving'; day: string; namespace: string; controller: string; requestFactor: number }
  /** From that day on the controller has that many ordinary replicas. */
  | { kind: 'scale-controller'; day: string; namespace: string; controller: string; replicas: number }
  /** The volume is gone from that day on; meant for volumes that no pod mounts. */
  | { kind: 'remove-volume'; day: string; volume: string }
  /** A namespace with one deployment "app" comes at 09:30 of that day. */
  | {
      kind: 'add-namespace';
      day: string;
      namespace: string;
      pods?: number;
      cpuCores?: number;
      ramGib?: number;
    }
  /** The namespace goes at 12:55 of that day. */
  | { kind: 'remove-namespace'; day: string; namespace: string }
  | { kind: 'damage-day'; day: string; how: Damage };

/** Throws when an event names an impossible day, so that a typing error does not pass silently. */
export function checkEvent(event: ClusterEvent): void {
  parseDay(event.day);
}

/** The damage done to the UTC day that begins at `dayStartMs`, or null. */
export function damageOf(events: readonly ClusterEvent[], dayStartMs: number): Damage | null {
  for (const event of events) {
    if (event.kind === 'damage-day' && parseDay(event.day) === dayStartMs) return event.how;
  }
  return null;
}

/** The workloads of added namespaces. */
export function addedWorkloads(events: readonly ClusterEvent[]): Workload[] {
  return events.flatMap((event) => {
    if (event.kind !== 'add-namespace') return [];
    const cpuCores = event.cpuCores ?? 0.5;
    const ramGib = event.ramGib ?? 1;
    const requests: [number, number, number, number] = [cpuCores, ramGib, cpuCores / 2, ramGib / 2];
    return [workload(event.namespace, 'app', 'compute', event.pods ?? 3, requests)];
  });
}

/** The workload as it is in a window that begins at `startMs`, after the events that came before. */
export function workloadAfter(source: Workload, events: readonly ClusterEvent[], startMs: number): Workload {
  let changed = source;
  for (const event of events) {
    if (!('controller' in event) || parseDay(event.day) > startMs) continue;
    if (event.namespace !== source.namespace || event.controller !== source.name) continue;
    if (event.kind === 'scale-controller') changed = { ...changed, replicas: event.replicas };
    if (event.kind === 'apply-saving') changed = withRequests(changed, event.requestFactor);
  }
  return changed;
}

function withRequests(source: Workload, factor: number): Workload {
  const containers = source.containers.map((each) => ({
    ...each,
    cpuCores: each.cpuCores * factor,
    ramGib: each.ramGib * factor,
  }));
  return { ...source, containers };
}

/** Names of volumes that events have removed before `startMs`. */
export function removedVolumes(events: readonly ClusterEvent[], startMs: number): Set<string> {
  return new Set(
    events.flatMap((event) =>
      event.kind === 'remove-volume' && parseDay(event.day) <= startMs ? [event.volume] : [],
    ),
  );
}
