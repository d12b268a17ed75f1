import { Counter, Histogram, type Registry } from 'prom-client';
import { createBoundedLabel } from './bounded-label.js';

export interface OpenCostCall {
  /** The configured name. */
  cluster: string;
  route: 'allocation' | 'assets' | 'health';
  /** `answered`, `cancelled`, or why not, such as OPENCOST_TIMEOUT. */
  outcome: string;
  retries: number;
  durationMs: number;
}

/** From a small cluster's day to the longest that a call may take. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** Questions to OpenCost. */
export function openCostMetrics(registry: Registry): (call: OpenCostCall) => void {
  const registers = [registry];
  const requests = new Counter({
    name: 'kubecent_opencost_requests_total',
    help: 'Questions to OpenCost, each with all its attempts, by how they ended.',
    labelNames: ['cluster', 'route', 'outcome'],
    registers,
  });
  const retries = new Counter({
    name: 'kubecent_opencost_retries_total',
    help: 'Attempts after the first one of a question to OpenCost.',
    labelNames: ['cluster', 'route'],
    registers,
  });
  const duration = new Histogram({
    name: 'kubecent_opencost_request_duration_seconds',
    help: 'Time of a question to OpenCost with all its attempts, without waiting for its turn.',
    labelNames: ['cluster', 'route'],
    buckets,
    registers,
  });
  const bounded = createBoundedLabel();
  return ({ cluster, route, outcome, retries: again, durationMs }) => {
    requests.inc({ cluster, route, outcome: bounded(outcomeLabel(outcome)) });
    retries.inc({ cluster, route }, again);
    duration.observe({ cluster, route }, durationMs / 1_000);
  };
}

/** OPENCOST_TIMEOUT is `timeout`. */
function outcomeLabel(outcome: string): string {
  return outcome.replace(/^OPENCOST_/, '').toLowerCase();
}
