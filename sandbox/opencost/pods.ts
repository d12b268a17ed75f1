import { jumpIntervals, weekdayHours, yearIntervals } from './calendar.js';
import { workloadAfter } from './events.js';
import { hashText, suffixOf } from './hash.js';
import { type Model, namespaceLife } from './model.js';
import type { Node, Pool } from './nodes.js';
import { always, dayMs, daysOf, hourMs, type Interval, minuteMs, overlapOf, overlapsOf } from './time.js';
import type { Workload } from './workloads.js';

/** One pod and how long it lives; the life may reach beyond any window. */
export interface Pod {
  workload: Workload;
  name: string;
  /** '' for a bare pod. */
  controller: string;
  /** '' unless a deployment's. */
  templateHash: string;
  node: Node;
  life: Interval;
}

/** A place that pods fill one after the other. */
interface Slot {
  index: number;
  node: Node;
  lives: Interval[];
}

/** All pods that live at some time in the interval, in no order. */
export function* podsOf(model: Model, interval: Interval): Generator<Pod> {
  const nodesByPool = new Map<Pool, Node[]>();
  for (const node of model.nodes) nodesByPool.set(node.pool, [...(nodesByPool.get(node.pool) ?? []), node]);
  const lives = new Map<string, Interval[]>();
  for (const source of model.workloads) {
    const life = lives.get(source.namespace) ?? namespaceLife(source.namespace, interval, model.events);
    lives.set(source.namespace, life);
    const workload = workloadAfter(source, model.events, interval.startMs);
    for (const pod of podsOfWorkload(model, workload, nodesByPool, interval)) {
      for (const each of overlapsOf([pod.life], life)) {
        if (overlapOf(each, interval)) yield { ...pod, life: each };
      }
    }
  }
}

function* podsOfWorkload(
  model: Model,
  workload: Workload,
  nodesByPool: ReadonlyMap<Pool, readonly Node[]>,
  interval: Interval,
): Generator<Pod> {
  if (workload.runs) return yield* runsOf(model, workload, nodesByPool.get(workload.pool) ?? [], interval);
  const slots =
    workload.kind === 'daemonset' ? daemonSlots(model, interval) : slotsOf(workload, nodesByPool, interval);
  for (const slot of slots) {
    for (const life of slot.lives) {
      if (!overlapOf(life, interval)) continue;
      if (workload.kind === 'deployment') yield* rollOut(model, workload, slot, life, interval);
      else
        yield {
          workload,
          name: podName(model, workload, slot, life),
          ...fixed(workload),
          node: slot.node,
          life,
        };
    }
  }
}

function fixed(workload: Workload): { controller: string; templateHash: string } {
  return { controller: workload.kind === '' ? '' : workload.name, templateHash: '' };
}

function daemonSlots(model: Model, interval: Interval): Slot[] {
  return model.nodes.map((node, index) => ({ index, node, lives: node.presence(interval) }));
}

function slotsOf(
  workload: Workload,
  nodesByPool: ReadonlyMap<Pool, readonly Node[]>,
  interval: Interval,
): Slot[] {
  const lives: { lives: Interval[]; pool: Pool }[] = [];
  const add = (count: number, pool: Pool, intervals: Interval[]) => {
    for (let index = 0; index < count; index += 1) lives.push({ lives: intervals, pool });
  };
  add(workload.replicas, workload.pool, [always]);
  for (const month of workload.growthMonths) add(1, workload.pool, yearIntervals(interval, month));
  if (workload.jumpReplicas > 0) add(workload.jumpReplicas, workload.pool, jumpIntervals(interval));
  if (workload.burstReplicas > 0) add(workload.burstReplicas, 'burst', weekdayHours(interval, 7, 19.5));
  const start = hashText(`${workload.namespace}/${workload.name}`);
  return lives.flatMap((each, index) => {
    const nodes = nodesByPool.get(each.pool) ?? [];
    const node = nodes[(start + index) % nodes.length];
    return node ? [{ index, node, lives: each.lives }] : [];
  });
}

function podName(model: Model, workload: Workload, slot: Slot, life: Interval): string {
  if (workload.kind === 'statefulset') return `${workload.name}-${slot.index}`;
  if (workload.kind === '') return workload.name;
  return `${workload.name}-${suffixOf(`${model.seed}|${workload.name}|${slot.node.name}|${life.startMs}`, 5)}`;
}

/** A deployment is rolled out anew every 14 to 33 days, in working hours: its pods get other names then. */
function* rollOut(
  model: Model,
  workload: Workload,
  slot: Slot,
  life: Interval,
  interval: Interval,
): Generator<Pod> {
  const key = `${model.seed}|${workload.namespace}/${workload.name}`;
  const hash = hashText(key);
  const periodMs = (14 + (hash % 20)) * dayMs;
  const offsetMs = ((hash >>> 8) % 14) * dayMs + (9 + ((hash >>> 16) % 8)) * hourMs + 5 * minuteMs;
  const first = Math.floor((interval.startMs - offsetMs) / periodMs);
  for (let round = first; offsetMs + round * periodMs < interval.endMs; round += 1) {
    const startMs = offsetMs + round * periodMs;
    const each = overlapOf(life, { startMs, endMs: startMs + periodMs });
    if (!each) continue;
    const templateHash = suffixOf(`${key}|${round}`, 10);
    const suffix = suffixOf(`${key}|${round}|${slot.index}|${each.startMs}`, 5);
    const name = `${workload.name}-${templateHash}-${suffix}`;
    yield { workload, name, controller: workload.name, templateHash, node: slot.node, life: each };
  }
}

/** Runs of a CronJob (their number is cut off the controller) or of a workflow (its suffix is not). */
function* runsOf(
  model: Model,
  workload: Workload,
  nodes: readonly Node[],
  interval: Interval,
): Generator<Pod> {
  const runs = workload.runs;
  if (!runs) return;
  for (const day of daysOf(interval, 1)) {
    for (const minute of runs.startMinutes) {
      const startMs = day + minute * minuteMs;
      const life = { startMs, endMs: startMs + runs.minutes * minuteMs };
      const key = `${model.seed}|${workload.namespace}/${workload.name}|${startMs}`;
      const node = nodes[hashText(key) % nodes.length];
      if (!node || !overlapOf(life, interval)) continue;
      const runName = `${workload.name}-${runs.naming === 'cron' ? startMs / minuteMs : suffixOf(key, 5)}`;
      const controller = runs.naming === 'cron' ? workload.name : runName;
      yield {
        workload,
        name: `${runName}-${suffixOf(`${key}|pod`, 5)}`,
        controller,
        templateHash: '',
        node,
        life,
      };
    }
  }
}
