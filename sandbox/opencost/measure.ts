import { setImmediate as nextTurn } from 'node:timers/promises';
import { seenOf } from './calendar.js';
import { containerRows, type Frame } from './container-row.js';
import { type Damage, damageOf } from './events.js';
import type { Model } from './model.js';
import {
  type LoadBalancerMeasure,
  measureLoadBalancers,
  measureNodes,
  type NodeMeasure,
  shareLoadBalancer,
} from './node-measure.js';
import { podsOf } from './pods.js';
import type { Row } from './row.js';
import { type Disk, diskOf, mount, unmountedDisks, unmountedRow, unmountedRows } from './storage.js';
import { hourMs, type Interval, overlapOf, startOfDay } from './time.js';

/** Everything that was measured in one window. */
export interface Measured {
  seen: Interval;
  rows: Row[];
  nodes: NodeMeasure[];
  disks: Disk[];
  loadBalancers: LoadBalancerMeasure[];
  damage: Damage | null;
}

/**
 * Measures one window in one piece; null where there is no sample in it. `podsHidden`: the pod query fails.
 * Gives way to other work every few hundred pods.
 */
export async function measure(model: Model, window: Interval, podsHidden: boolean): Promise<Measured | null> {
  const dayStart = startOfDay(window.startMs);
  const damage = damageOf(model.events, dayStart);
  const seen = damagedSeen(seenOf(window, model.firstSampleMs, model.nowMs), damage, dayStart);
  if (!seen) return null;
  const frame: Frame = { model, window, seen, priceFactor: damage === 'price-x10' ? 10 : 1 };
  const loadBalancers = measureLoadBalancers(frame);
  const loose = unmountedDisks(frame);
  const { rows, mounted } = await measurePods(frame);
  const facts = { seen, nodes: measureNodes(frame), disks: [...mounted, ...loose], loadBalancers, damage };
  if (podsHidden || damage === 'drop-pods') {
    return { ...facts, rows: rowsWithoutPods(frame, facts.disks, loadBalancers) };
  }
  const unmounted = unmountedRows(frame, loose);
  for (const balancer of loadBalancers) {
    const served = rows.filter((row) => serves(row, balancer));
    if (!shareLoadBalancer(frame, balancer, served)) putUnmounted(frame, unmounted, balancer, 1);
  }
  return { ...facts, rows: [...rows, ...unmounted] };
}

function damagedSeen(seen: Interval | null, damage: Damage | null, dayStart: number): Interval | null {
  if (!seen || damage === 'no-data') return null;
  if (damage !== 'partial') return seen;
  return overlapOf(seen, { startMs: dayStart, endMs: dayStart + 18 * hourMs });
}

async function measurePods(frame: Frame): Promise<{ rows: Row[]; mounted: Disk[] }> {
  const rows: Row[] = [];
  const mounted: Disk[] = [];
  let count = 0;
  for (const pod of podsOf(frame.model, frame.seen)) {
    const life = overlapOf(pod.life, frame.seen);
    if (!life) continue;
    const podRows = containerRows(frame, pod, life);
    const { volumeGib, namespace } = pod.workload;
    if (volumeGib > 0) {
      const disk = diskOf({
        name: `pv-${pod.name}`,
        gib: volumeGib,
        namespace,
        claim: `data-${pod.name}`,
        life,
      });
      mount(frame, disk, podRows);
      mounted.push(disk);
    }
    rows.push(...podRows);
    count += 1;
    if (count % 500 === 0) await nextTurn();
  }
  return { rows, mounted };
}

function serves(row: Row, balancer: LoadBalancerMeasure): boolean {
  const { namespace, services } = row.properties;
  return namespace === balancer.namespace && (services?.includes(balancer.service) ?? false);
}

/** What is left when only the pod query fails: volumes as unmounted, each load balancer twice. */
function rowsWithoutPods(
  frame: Frame,
  disks: readonly Disk[],
  balancers: readonly LoadBalancerMeasure[],
): Row[] {
  const rows = unmountedRows(frame, disks);
  for (const balancer of balancers) putUnmounted(frame, rows, balancer, 2);
  return rows;
}

function putUnmounted(frame: Frame, rows: Row[], balancer: LoadBalancerMeasure, times: number): void {
  let row = rows.find((each) => each.properties.namespace === '__unmounted__');
  if (!row) {
    row = unmountedRow(frame, '');
    rows.push(row);
  }
  row.loadBalancerCost += balancer.cost * times;
  const services = Array.from({ length: times }, () => balancer.service);
  row.properties = { ...row.properties, services: [...(row.properties.services ?? []), ...services] };
}
