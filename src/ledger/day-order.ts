import type { Grain } from '../cost/block.js';
import type { DayCosts, DayRow } from '../cost/day.js';
import { endsSlice, type Slices, sortInSlices } from '../cost/slices.js';

/** A day's rows in the order of its tables, with the group that each row belongs to at each grain, counted from 0. */
export interface OrderedRows {
  rows: readonly DayRow[];
  groupAt: Record<Grain, Int32Array>;
  groupCount: Record<Grain, number>;
}

/** Rows of one workload are found first: there are fewer of them to sort, and their pods have short names to compare. */
export function* inOrder(day: DayCosts): Slices<OrderedRows> {
  const labels = labelRanks(day);
  const workloads = new Map<string, DayRow[]>();
  for (let index = 0; index < day.rows.length; index += 1) {
    const row = day.rows[index] as DayRow;
    const key =
      row.kind +
      part(row.namespace) +
      part(row.controllerKind) +
      part(row.controller) +
      part(row.container) +
      labels[row.labelSet];
    const known = workloads.get(key);
    if (known) known.push(row);
    else workloads.set(key, [row]);
    if (endsSlice(index)) yield;
  }
  const keys = yield* sortInSlices([...workloads.keys()], compareTexts);
  const rows: DayRow[] = [];
  const groupAt = {
    namespace: new Int32Array(day.rows.length),
    workload: new Int32Array(day.rows.length),
    pod: new Int32Array(day.rows.length),
  };
  let [namespace, workload, pod] = [-1, -1, -1];
  for (const key of keys) {
    workload += 1;
    const some = workloads.get(key) ?? [];
    const sorted = some.length === 1 ? some : yield* sortInSlices(some, comparePods);
    for (let index = 0; index < sorted.length; index += 1) {
      const row = sorted[index] as DayRow;
      const before = rows[rows.length - 1];
      if (before?.namespace !== row.namespace || before.kind !== row.kind) namespace += 1;
      if (!before || index === 0 || comparePods(before, row) !== 0) pod += 1;
      groupAt.namespace[rows.length] = namespace;
      groupAt.workload[rows.length] = workload;
      groupAt.pod[rows.length] = pod;
      rows.push(row);
      if (endsSlice(rows.length)) yield;
    }
  }
  return {
    rows,
    groupAt,
    groupCount: { namespace: namespace + 1, workload: workload + 1, pod: pod + 1 },
  };
}

/** Of each label set, its place among the day's different ones in the order of their texts: short to compare. */
function labelRanks(day: DayCosts): number[] {
  const texts = day.labelSets.map((set) =>
    JSON.stringify(Object.entries(set).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
  const ranks = new Map([...new Set(texts)].sort().map((one, rank) => [one, rank]));
  return texts.map((one) => ranks.get(one) as number);
}

/** With its length in front, so that no name can look like two. */
function part(text: string): string {
  return `${text.length}:${text}`;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparePods(a: DayRow, b: DayRow): number {
  return compareTexts(a.pod, b.pod) || compareTexts(a.node, b.node);
}
