import { type Allocated, allocatedOf, workloadsOf } from './allocated.js';
import type { Allocation, Asset, ResourceMoney } from './allocation.js';
import type { DayCosts, DayHead, DayRow, NodeDay, OtherAssetDay } from './day.js';
import { isUnmounted, rowKey, rowOf } from './day-row.js';
import { createDayTally } from './day-tally.js';
import { countPods, foldRuns, mergeRow } from './fold-rows.js';
import { noResources, shareIdle } from './idle.js';
import { isJob, labelsOfAllRuns } from './jobs.js';
import { createLabelSets } from './label-sets.js';
import { judgeDay } from './quality/index.js';
import { type CheckLimits, defaultLimits } from './quality/limits.js';
import { runSlices, type Slices } from './slices.js';
import { minuteMs } from './time.js';

export interface DayFolderOptions {
  /** The configured name. */
  cluster: string;
  currency: string;
  startMs: number;
  endMs: number;
  /** What the rows are; containers where absent. */
  rowsAre?: DayHead['rowsAre'];
  /** Where the checks draw their lines; the defaults where absent. */
  limits?: CheckLimits;
}

export interface FinishContext {
  /** [] where they could not be read: then the day is not held against them, and coverage comes from the rows. */
  assets: readonly Asset[];
  /** When the answer was complete. */
  nowMs: number;
  /** The day is over. */
  closed: boolean;
}

export interface DayFolder {
  /** Takes one row at container grain, in any order; keeps no reference to it. */
  add(allocation: Allocation): void;
  /** The folded and checked day; call it once. Nothing but ghosts, or nothing at all, is a day of state `missing`. */
  finish(context: FinishContext): DayCosts;
  /** As `finish`, in slices. */
  finishInSlices(context: FinishContext): Slices<DayCosts>;
}

/** For so long after its beginning, everything in a running day is that short and real. */
const youngDayMinutes = 30;

/**
 * Folds OpenCost's container rows into one day while they arrive: docs/definitions.md, "Cost of a namespace", "Idle",
 * "Runs", "Coverage". Rows are told apart by namespace, controller, pod, container, node and labels, never by less.
 */
export function createDayFolder(options: DayFolderOptions): DayFolder {
  const { startMs, endMs, limits = defaultLimits } = options;
  /** What starts at midnight shows for so long in the day before, and the other way round. */
  const { ghostMinutes } = limits;
  const windowMinutes = (endMs - startMs) / minuteMs;
  const rows = new Map<string, DayRow>();
  const labels = createLabelSets();
  const names = new Map<string, string>();
  const ghosts: Allocation[] = [];
  const tally = createDayTally({ ...options, ghostMinutes });

  const keep = (a: Allocation): void => {
    if (a.kind === 'idle') {
      tally.addIdle(a);
      return;
    }
    if (!isUnmounted(a)) tally.addSpan(a);
    const own = isJob(a.controllerKind) ? labelsOfAllRuns(a.labels) : a.labels;
    const row = rowOf(a, labels.intern(own), windowMinutes);
    const key = rowKey(row);
    const known = rows.get(key);
    if (known) mergeRow(known, row);
    else rows.set(key, shareNames(row, names));
  };

  const add = (a: Allocation): void => {
    tally.count(a);
    if (!(a.minutes > 0) && a.kind !== 'idle') return;
    const atEdge = a.startMs <= startMs || a.endMs >= endMs;
    if (a.minutes < ghostMinutes && atEdge && !isUnmounted(a)) ghosts.push(a);
    else keep(a);
  };

  function* finishInSlices({ assets, nowMs, closed }: FinishContext): Slices<DayCosts> {
    const young = !closed && nowMs - startMs < youngDayMinutes * minuteMs;
    if (young) ghosts.forEach(keep);
    const { facts, isEmpty, ...sums } = tally.finish({
      assets,
      nowMs,
      closed,
      ghostRows: young ? 0 : ghosts.filter((ghost) => ghost.kind === 'workload').length,
      young,
    });
    const { cluster, currency, rowsAre = 'container' } = options;
    const base = { cluster, currency, startMs, endMs, asOfMs: nowMs, rowsAre };
    if (isEmpty) return missingDay(base);
    yield* countPods(rows.values(), labels.sets);
    const folded = yield* foldRuns(rows.values());
    const idleUnshared = yield* shareIdle(folded, sums.idle);
    const { hours, byNode } = allocatedOf(folded);
    return {
      ...base,
      ...judgeDay(facts, limits),
      ...sums,
      idleUnshared,
      allocated: hours,
      workloads: workloadsOf(folded),
      nodes: nodesOf(assets, byNode),
      otherAssets: assets.flatMap((asset) => (asset.type === 'node' ? [] : otherAssetOf(asset, asset.type))),
      rows: folded,
      labelSets: labels.sets,
    };
  }

  return { add, finish: (context) => runSlices(finishInSlices(context)), finishInSlices };
}

/** Equal names as one string each: tens of thousands of rows share a few. */
function shareNames(row: DayRow, names: Map<string, string>): DayRow {
  const share = (name: string): string => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, name);
    return name;
  };
  row.namespace = share(row.namespace);
  row.controllerKind = share(row.controllerKind);
  row.controller = share(row.controller);
  row.pod = share(row.pod);
  row.container = share(row.container);
  row.node = share(row.node);
  return row;
}

/** Every node of the assets, and those that rows ran on without being among them: at no cost of their own. */
function nodesOf(assets: readonly Asset[], byNode: Allocated['byNode']): NodeDay[] {
  const known = assets.filter((asset) => asset.type === 'node');
  const names = new Set(known.map(({ name }) => name));
  const unknown = [...byNode].filter(([name]) => !names.has(name));
  return [
    ...known.map((asset) => nodeOf(asset, byNode.get(asset.name))),
    ...unknown.map(([name, allocated]) => ({ ...noNode, name, cost: noResources, allocated })),
  ];
}

const noNode = {
  nodeType: '',
  preemptible: false,
  minutes: 0,
  totalCost: 0,
  cpuCoreHours: 0,
  ramByteHours: 0,
  gpuHours: 0,
};

function nodeOf(asset: Asset, allocated: ResourceMoney = noResources): NodeDay {
  const { name, nodeType, preemptible, minutes, cost, totalCost, cpuCoreHours, ramByteHours, gpuHours } =
    asset;
  return {
    name,
    nodeType,
    preemptible,
    minutes,
    cost,
    totalCost,
    cpuCoreHours,
    ramByteHours,
    gpuHours,
    allocated: { ...allocated },
  };
}

function otherAssetOf({ name, minutes, totalCost }: Asset, type: OtherAssetDay['type']): OtherAssetDay {
  return { type, name, minutes, totalCost };
}

function missingDay(
  base: Pick<DayHead, 'cluster' | 'currency' | 'startMs' | 'endMs' | 'asOfMs' | 'rowsAre'>,
): DayCosts {
  return {
    ...base,
    state: 'missing',
    coveredMinutes: 0,
    findings: [],
    idle: { ...noResources },
    idleUnshared: { ...noResources },
    nodeCost: { ...noResources },
    nodeTotal: 0,
    allocated: { cpuCoreHours: 0, ramByteHours: 0 },
    workloads: 0,
    nodes: [],
    otherAssets: [],
    rows: [],
    labelSets: [],
  };
}
