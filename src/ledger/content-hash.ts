import { createHash } from 'node:crypto';
import type { DayHead } from '../cost/day.js';
import type { Slices } from '../cost/slices.js';
import type { DayTable } from './day-table.js';
import { costColumns } from './units.js';

const rowsPerUpdate = 2_000;

/**
 * What tells one answer of OpenCost for a day from another: costs of nodes and workloads, by the texts that name them.
 * Figures in bytes are left out: OpenCost does not give them twice alike. In slices.
 */
export function* contentHash(head: DayHead, workloads: DayTable): Slices<string> {
  const hash = createHash('sha256');
  const { coveredMinutes, idle, nodeTotal, currency } = head;
  const nodes = head.nodes.map(({ name, nodeType, preemptible, totalCost }) => [
    name,
    nodeType,
    preemptible,
    totalCost,
  ]);
  nodes.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const others = head.otherAssets.map(({ type, name, totalCost }) => JSON.stringify([type, name, totalCost]));
  hash.update(
    JSON.stringify([
      currency,
      Math.round(coveredMinutes),
      [idle.cpu, idle.ram, idle.gpu],
      nodeTotal,
      nodes,
      others.sort(),
    ]),
  );
  for (let start = 0; start < workloads.rowCount; start += rowsPerUpdate) {
    const end = Math.min(start + rowsPerUpdate, workloads.rowCount);
    const rows: unknown[] = [];
    for (let row = start; row < end; row += 1) {
      const place = workloads.places[workloads.placeAt[row] as number];
      rows.push([
        place && { ...place, labels: Object.entries(place.labels).sort(([a], [b]) => (a < b ? -1 : 1)) },
        costColumns.map((name) => workloads.sums[name][row]),
        workloads.sums.runs[row],
      ]);
    }
    hash.update(JSON.stringify(rows));
    yield;
  }
  return hash.digest('hex');
}

/** What a day costs, idle and unclaimed volumes included. */
export function costOfTable({ idle }: Pick<DayHead, 'idle'>, table: DayTable): number {
  let total = idle.cpu + idle.ram + idle.gpu;
  for (const name of costColumns) for (const value of table.sums[name]) total += value;
  return total;
}
