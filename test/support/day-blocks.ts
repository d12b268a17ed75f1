import { type BlockDay, type Grain, type Place, peakColumns, sumColumns } from '../../src/cost/block.js';
import type { DayCosts, DayRow } from '../../src/cost/day.js';
import { mergeRow } from '../../src/cost/fold-rows.js';

type Read = (row: DayRow) => number | null;

const sumOf: Record<(typeof sumColumns)[number], Read> = {
  cpu: ({ cost }) => cost.cpu,
  ram: ({ cost }) => cost.ram,
  gpu: ({ cost }) => cost.gpu,
  storage: ({ cost }) => cost.storage,
  network: ({ cost }) => cost.network,
  loadBalancer: ({ cost }) => cost.loadBalancer,
  other: ({ cost }) => cost.other,
  usedCpu: ({ used }) => used.cpu,
  usedRam: ({ used }) => used.ram,
  idleCpu: ({ idle }) => idle.cpu,
  idleRam: ({ idle }) => idle.ram,
  idleGpu: ({ idle }) => idle.gpu,
  cpuCoreHours: (row) => row.cpuCoreHours,
  cpuRequestCoreHours: (row) => row.cpuRequestCoreHours,
  cpuUsageCoreHours: (row) => row.cpuUsageCoreHours,
  ramByteHours: (row) => row.ramByteHours,
  ramRequestByteHours: (row) => row.ramRequestByteHours,
  ramUsageByteHours: (row) => row.ramUsageByteHours,
  gpuHours: (row) => row.gpuHours,
  pvByteHours: (row) => row.pvByteHours,
  networkTransferBytes: (row) => row.networkTransferBytes,
  networkReceiveBytes: (row) => row.networkReceiveBytes,
  podMinutes: (row) => row.podMinutes,
  containerMinutes: (row) => row.containerMinutes,
  runs: (row) => row.runs,
};

const peakOf: Record<(typeof peakColumns)[number], Read> = {
  minutes: (row) => row.minutes,
  cpuCoreUsageMax: (row) => row.cpuCoreUsageMax,
  ramByteUsageMax: (row) => row.ramByteUsageMax,
  cpuCoreAverageMax: (row) => row.cpuCoreAverageMax,
  ramByteAverageMax: (row) => row.ramByteAverageMax,
};

/**
 * Turns days of rows into days of blocks of any grain. All share one dictionary, whose ids have gaps. Figures stay
 * exactly what they are; columns that say nothing are left out.
 */
export function createBlockMaker(): (day: DayCosts, grain: Grain) => BlockDay {
  const places = new Map<number, Place>();
  const ids = new Map<string, number>();
  const idOf = (place: Place): number => {
    const text = JSON.stringify([place, Object.entries(place.labels).sort()]);
    const id = ids.get(text) ?? 1 + 1_500 * ids.size;
    ids.set(text, id);
    if (!places.has(id)) places.set(id, place);
    return id;
  };
  const placeOf = (id: number): Place => places.get(id) as Place;

  return (day, grain) => {
    const merged = new Map<string, { id: number; row: DayRow }>();
    for (const row of day.rows) {
      const id = idOf(placeAt(grain, row, day));
      const key = grain === 'pod' ? JSON.stringify([id, row.pod, row.node]) : `${id}`;
      const known = merged.get(key);
      if (known) mergeRow(known.row, row);
      else merged.set(key, { id, row: structuredClone(row) });
    }
    const all = [...merged.values()];
    const rows = all.map(({ row }) => row);
    const { rows: _rows, labelSets: _labelSets, ...head } = day;
    const named = (read: (row: DayRow) => string) => (grain === 'pod' ? rows.map(read) : null);
    const block = {
      grain,
      rowCount: rows.length,
      placeIds: Int32Array.from(all, ({ id }) => id),
      placeOf,
      pods: named(({ pod }) => pod),
      nodes: named(({ node }) => node),
      sums: columns(rows, sumColumns, sumOf, 0),
      peaks: columns(rows, peakColumns, peakOf, Number.NaN),
    };
    return { ...head, block };
  };
}

function placeAt(grain: Grain, row: DayRow, day: DayCosts): Place {
  const { kind, namespace, controllerKind, controller, container, labelSet } = row;
  if (grain === 'namespace')
    return { kind, namespace, controllerKind: '', controller: '', container: '', labels: {} };
  return { kind, namespace, controllerKind, controller, container, labels: day.labelSets[labelSet] ?? {} };
}

function columns<T extends string>(
  rows: readonly DayRow[],
  names: readonly T[],
  readers: Record<T, Read>,
  nothing: number,
): Partial<Record<T, Float64Array>> {
  const all: Partial<Record<T, Float64Array>> = {};
  for (const name of names) {
    const values = Float64Array.from(rows, (row) => readers[name](row) ?? nothing);
    if (values.some((value) => !Object.is(value, nothing))) all[name] = values;
  }
  return all;
}
