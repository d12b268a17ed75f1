import type { Allocation, Asset, ResourceMoney } from './allocation.js';
import { createBrokenRows } from './broken-rows.js';
import { minutesSeen, type Span } from './coverage.js';
import type { DayCosts } from './day.js';
import type { Money } from './money.js';
import type { DayFacts } from './quality/day-facts.js';
import { minuteMs } from './time.js';

interface TallyOptions {
  currency: string;
  startMs: number;
  endMs: number;
  ghostMinutes: number;
}

interface TallyContext {
  assets: readonly Asset[];
  nowMs: number;
  closed: boolean;
  ghostRows: number;
  /** A running day that has just begun: nothing in it is a ghost. */
  young: boolean;
}

type TallySums = Pick<DayCosts, 'coveredMinutes' | 'idle' | 'nodeCost' | 'nodeTotal'>;

export interface DayTally {
  /** Takes note of any row, whatever becomes of it. */
  count(a: Allocation): void;
  /** An idle row; several (one for each node, in newer versions) are summed. */
  addIdle(a: Allocation): void;
  /** A container row that counts. */
  addSpan(span: Span): void;
  /** The facts for the checks. `isEmpty`: neither containers nor nodes nor idle but for ghosts. */
  finish(context: TallyContext): TallySums & { facts: DayFacts; isEmpty: boolean };
}

/** Sums that the checks of a day need, taken while its rows pass by. */
export function createDayTally(options: TallyOptions): DayTally {
  const { startMs, endMs, ghostMinutes } = options;
  const idle = { cpu: 0, ram: 0, gpu: 0 };
  const workloads = { cpu: 0, ram: 0, gpu: 0 };
  const broken = createBrokenRows(options);
  const spans = new Map<string, Span>();
  let ordinaryRows = 0;
  let storage = 0;
  let loadBalancers = 0;

  const count = (a: Allocation): void => {
    broken.count(a);
    if (a.kind === 'idle') return;
    addResources(workloads, a.cost);
    storage += a.cost.storage;
    loadBalancers += a.cost.loadBalancer;
  };

  const addIdle = (a: Allocation): void => {
    addResources(idle, a.cost);
  };

  const addSpan = (span: Span): void => {
    ordinaryRows += 1;
    const key = `${span.startMs} ${span.endMs}`;
    if (!spans.has(key)) spans.set(key, { startMs: span.startMs, endMs: span.endMs });
  };

  const finish = ({ assets, nowMs, closed, ghostRows, young }: TallyContext) => {
    const nodes = assets.filter((asset) => asset.type === 'node');
    const seen = young ? nodes : nodes.filter((node) => !(node.minutes < ghostMinutes && isAtEdge(node)));
    const coveredMinutes = minutesSeen(seen.length > 0 ? seen : spans.values(), options);
    const nodeCost = { cpu: 0, ram: 0, gpu: 0 };
    for (const node of nodes) addResources(nodeCost, node.cost);
    const nodeTotal = totalOf(nodes);
    for (const asset of assets) broken.countAsset(asset);
    const facts: DayFacts = {
      currency: options.currency,
      closed,
      elapsedMinutes: Math.max(0, (Math.min(nowMs, endMs) - startMs) / minuteMs),
      coveredMinutes,
      ordinaryRows,
      workloads,
      idle,
      storage,
      loadBalancers,
      assets: {
        nodeCount: nodes.length,
        nodes: nodeTotal,
        disks: totalOf(claimableDisks(assets, nodes)),
        loadBalancers: totalOf(assets.filter((asset) => asset.type === 'loadBalancer')),
      },
      ghostRows,
      ...broken.facts(),
    };
    const noIdle = idle.cpu === 0 && idle.ram === 0 && idle.gpu === 0;
    const isEmpty = ordinaryRows === 0 && seen.length === 0 && noIdle;
    return { facts, isEmpty, coveredMinutes, idle, nodeCost, nodeTotal };
  };

  const isAtEdge = (span: Span): boolean => span.startMs <= startMs || span.endMs >= endMs;
  return { count, addIdle, addSpan, finish };
}

/** Disks that volumes can live on: a node's own disk carries the node's name. */
function claimableDisks(assets: readonly Asset[], nodes: readonly Asset[]): Asset[] {
  const nodeNames = new Set(nodes.map((node) => node.name));
  return assets.filter((asset) => asset.type === 'disk' && !nodeNames.has(asset.name));
}

function totalOf(assets: readonly Asset[]): Money {
  return assets.reduce((sum, asset) => sum + asset.totalCost, 0);
}

function addResources(into: ResourceMoney, from: ResourceMoney): void {
  into.cpu += from.cpu;
  into.ram += from.ram;
  into.gpu += from.gpu;
}
