import type { SourceRequest } from '../cost-service/ports.js';
import { OpenCostBadRequest } from './answer-errors.js';

const dayMs = 86_400_000;
const lastYearMs = Date.UTC(10_000, 0, 1);

/** OpenCost takes whole seconds only and refuses milliseconds. */
function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/**
 * `start,end` for OpenCost. Throws OpenCostBadRequest for what it must never be asked: an empty or reversed window,
 * or an instant that is none (it would compute from the year 1).
 */
export function windowOf({ startMs, endMs }: SourceRequest): string {
  const sane = startMs >= 0 && endMs < lastYearMs && Math.floor(endMs / 1000) > Math.floor(startMs / 1000);
  if (!sane) throw new OpenCostBadRequest('its window is empty, reversed or out of range');
  return `${instant(startMs)},${instant(endMs)}`;
}

/**
 * One set per UTC day, or one for a live pair of instants: without a step OpenCost computes idle over the whole
 * window and gets another figure, and a window that is no multiple of its step runs past its end
 * (docs/opencost-integration.md).
 */
export function stepOf({ startMs, endMs }: SourceRequest): string {
  if (startMs % dayMs === 0 && endMs % dayMs === 0) return '1d';
  const seconds = Math.floor(endMs / 1000) - Math.floor(startMs / 1000);
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** What rows of a whole controller are told apart by. */
const workloadAggregate = 'cluster,namespace,controllerKind,controller';

/** Path and query at container grain, or a row for each controller; `idle` is Kubecost's name for `includeIdle`, which OpenCost ignores. */
export function allocationQuestion(request: SourceRequest): string {
  const aggregate = request.grain === 'workload' ? `&aggregate=${workloadAggregate}` : '';
  return `/allocation?window=${windowOf(request)}&step=${stepOf(request)}${aggregate}&includeIdle=true&idle=true`;
}

export function assetsQuestion(request: SourceRequest): string {
  return `/assets?window=${windowOf(request)}`;
}
