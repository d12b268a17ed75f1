import { lacksPrices } from './calendar.js';
import { loadBalancers } from './cluster.js';
import type { Frame } from './container-row.js';
import { damageOf } from './events.js';
import { eachHour, type Node, priceFactorAt } from './nodes.js';
import type { Row } from './row.js';
import { hourMs, hoursOf, type Interval, minuteMs, startOfDay } from './time.js';

/** A node as it was seen in a window. */
export interface NodeMeasure {
  node: Node;
  span: Interval;
  hours: number;
  cpuCost: number;
  ramCost: number;
  gpuCost: number;
}

/** A load balancer as it was seen in a window. */
export interface LoadBalancerMeasure {
  namespace: string;
  service: string;
  ip: string;
  cost: number;
}

/** All nodes that were there at some time in what was seen. */
export function measureNodes(frame: Frame): NodeMeasure[] {
  return frame.model.nodes.flatMap((node) => {
    const presence = node.presence(frame.seen);
    const first = presence[0];
    const last = presence.at(-1);
    if (!first || !last) return [];
    let priced = 0;
    for (const each of presence) {
      eachHour(each, (hourStartMs, hours) => {
        if (hasPrices(frame, hourStartMs))
          priced += hours * priceFactorAt(node, hourStartMs) * frame.priceFactor;
      });
    }
    return [
      {
        node,
        span: { startMs: first.startMs, endMs: last.endMs },
        hours: presence.reduce((sum, each) => sum + hoursOf(each), 0),
        cpuCost: node.cpuCores * node.cpuCoreHourPrice * priced,
        ramCost: node.ramGib * node.ramGibHourPrice * priced,
        gpuCost: node.gpus * node.gpuHourPrice * priced,
      },
    ];
  });
}

/** Prices of nodes and load balancers are known at that hour. */
function hasPrices(frame: Frame, hourStartMs: number): boolean {
  const dayStart = startOfDay(hourStartMs);
  const lacking = lacksPrices(dayStart) || damageOf(frame.model.events, dayStart) === 'negative-idle';
  return !lacking || hourStartMs < dayStart + 8 * hourMs;
}

/** All load balancers; each is billed five minutes more than it was seen, as with the real server. */
export function measureLoadBalancers(frame: Frame): LoadBalancerMeasure[] {
  return loadBalancers.map(({ namespace, service, ip, hourPrice }) => {
    let hours = (5 * minuteMs) / hourMs;
    eachHour(frame.seen, (hourStartMs, each) => {
      if (hasPrices(frame, hourStartMs)) hours += each;
    });
    return { namespace, service, ip, cost: hours * hourPrice };
  });
}

/** Splits the load balancer over the rows of its service by their minutes; false when there are none. */
export function shareLoadBalancer(
  frame: Frame,
  balancer: LoadBalancerMeasure,
  rows: readonly Row[],
): boolean {
  const minutes = rows.reduce((sum, row) => sum + (row.endMs - row.startMs), 0);
  for (const row of rows) {
    const cost = (balancer.cost * (row.endMs - row.startMs)) / minutes;
    const service = `${balancer.namespace}/${balancer.service}`;
    const share = { service, cost, private: false, ip: balancer.ip, hours: hoursOf(row), adjustment: 0 };
    row.lbAllocations = { ...row.lbAllocations, [`${frame.model.cluster}/${service}`]: share };
    row.loadBalancerCost += cost;
  }
  return rows.length > 0;
}
