import type { NodeMeasure } from './node-measure.js';
import { emptyRow, type Row } from './row.js';

/** `__idle__`: what nodes cost by resource minus what rows cost; negative where node prices were missing. */
export function idleRow(
  cluster: string,
  rows: readonly Row[],
  nodes: readonly NodeMeasure[],
  frame: Row,
): Row {
  const row = emptyRow({
    name: '__idle__',
    properties: { cluster },
    windowStartMs: frame.windowStartMs,
    windowEndMs: frame.windowEndMs,
    startMs: Math.min(...nodes.map((node) => node.span.startMs)),
    endMs: Math.max(...nodes.map((node) => node.span.endMs)),
  });
  for (const resource of ['cpuCost', 'ramCost', 'gpuCost'] as const) {
    const paid = nodes.reduce((sum, node) => sum + node[resource], 0);
    const allocated = rows.reduce((sum, each) => sum + each[resource], 0);
    row[resource] = paid - allocated;
  }
  return row;
}

/** Gives idle to the rows in proportion to their cost of each resource; rows are new. */
export function shareIdle(rows: readonly Row[], idle: Row): Row[] {
  const totals = { cpuCost: 0, ramCost: 0, gpuCost: 0 };
  const resources = ['cpuCost', 'ramCost', 'gpuCost'] as const;
  for (const row of rows) for (const resource of resources) totals[resource] += row[resource];
  return rows.map((row) => {
    const shared = { ...row };
    for (const resource of resources) {
      if (totals[resource] !== 0) shared[resource] += (idle[resource] * row[resource]) / totals[resource];
    }
    return shared;
  });
}
