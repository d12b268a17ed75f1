import type { ResourceMoney } from './allocation.js';
import { isBlockDay, type SumDay } from './block.js';
import type { DayHead } from './day.js';
import { createDaySums } from './day-sums.js';
import { type Filter, keepsIdle, nameMatcher, remembering, termTests } from './filter.js';
import type { Dimension } from './group.js';
import { createGroupFinder } from './group-finder.js';
import type { GroupSum } from './group-sum.js';
import { groupSums } from './group-sums.js';
import { addResources, type IdleMode, idleOfNodes, noResources, resourceTotal } from './idle.js';
import type { Money } from './money.js';
import { runSlices, type Slices } from './slices.js';
import { createSpareColumns, type SpareColumns } from './spare-columns.js';
import { createBlockSums } from './sum-blocks.js';
import { addRows } from './sum-rows.js';
import type { SumTools } from './sum-tools.js';

/** What is summed: the part of a question that rows are held against. */
export interface SumRequest {
  groupBy: readonly Dimension[];
  filter: Filter;
  idle: IdleMode;
  /** Namespaces that may be seen; null: all. */
  namespaces: readonly string[] | null;
  /** Starts of the days that groups tell their cost of, in `GroupSum.byDay`; none where absent. */
  seriesDays?: readonly number[];
}

/** Sums over days. All money is exact; `idle` is what is left to show after sharing. */
export interface Totals {
  /** No two with the same kind and key, in any order. */
  groups: GroupSum[];
  idle: ResourceMoney;
  idleByDay: Map<number, Money>;
  idleByCluster: Map<string, Money>;
  /** Idle of the clusters concerned, whatever the filter; and the part proportional to the rows that passed. */
  clusterIdle: Money;
  proportionalIdle: Money;
  /** Values seen of each dimension that the filter names: to tell what does not exist. */
  seen: Map<Dimension, Set<string>>;
}

/** True when idle can be a row of the total at all: no filter but cluster or node, nobody's view narrowed. */
export function idleBelongs(request: SumRequest): boolean {
  return request.namespaces === null && keepsIdle(request.filter);
}

/**
 * Sums days into groups, in any order of days, without ever merging different keys.
 * Unclaimed volumes are a group of their own (`unmounted`), shown only where idle may be.
 */
export function sumDays(days: Iterable<SumDay>, request: SumRequest): Totals {
  return runSlices(sumDaysInSlices(days, request));
}

/** As `sumDays`, in slices, with columns that were used before where there are any. */
export function* sumDaysInSlices(
  days: Iterable<SumDay>,
  request: SumRequest,
  spare: SpareColumns = createSpareColumns(),
): Slices<Totals> {
  const totals: Totals = {
    groups: [],
    idle: noResources,
    idleByDay: new Map(),
    idleByCluster: new Map(),
    clusterIdle: 0,
    proportionalIdle: 0,
    seen: new Map(request.filter.map((term) => [term.dimension, new Set<string>()])),
  };
  const withIdle = request.idle === 'share';
  const { namespaces, seriesDays = [] } = request;
  const columns = spare.take();
  const tools: SumTools = {
    columns,
    finder: createGroupFinder(request.groupBy, columns),
    daySums: createDaySums({ columns, seriesDays, withIdle }),
    terms: termTests(request.filter),
    visible: namespaces === null ? null : remembering(nameMatcher(namespaces)),
    withUnmounted: idleBelongs(request),
    seen: totals.seen,
  };
  const addBlock = createBlockSums(tools);
  for (const day of days) {
    if (isBlockDay(day)) yield* addBlock(day);
    else yield* addRows(day, tools);
    addIdle(totals, day, request);
  }
  totals.groups = yield* groupSums(columns, withIdle, seriesDays.length);
  spare.giveBack(columns);
  if (withIdle || (!idleBelongs(request) && namespaces === null))
    for (const { idle } of totals.groups) totals.proportionalIdle += resourceTotal(idle);
  return totals;
}

/** Adds a day's idle that is in no row. */
function addIdle(totals: Totals, day: DayHead, request: SumRequest): void {
  if (request.namespaces !== null) return;
  totals.clusterIdle += resourceTotal(day.idle);
  if (!idleBelongs(request)) return;
  const shown = idleShown(day, request.filter);
  const idle = request.idle === 'share' ? unshared(shown, day.idleUnshared) : shown;
  totals.idle = addResources(totals.idle, idle);
  const money = resourceTotal(idle);
  totals.idleByDay.set(day.startMs, (totals.idleByDay.get(day.startMs) ?? 0) + money);
  totals.idleByCluster.set(day.cluster, (totals.idleByCluster.get(day.cluster) ?? 0) + money);
}

/** Idle of the whole cluster, or of the nodes that a filter names. */
function idleShown(day: DayHead, filter: Filter): ResourceMoney {
  const terms = filter.filter((term) => term.dimension === 'node');
  if (terms.length === 0) return day.idle;
  const tests = terms.map((term) => ({ matches: nameMatcher(term.values), negated: term.negated }));
  return idleOfNodes(day, (node) => tests.every((test) => test.matches(node) !== test.negated));
}

/** Of the idle shown, the resources whose idle could not be shared: a node's part of it, never more. */
function unshared(shown: ResourceMoney, rest: ResourceMoney): ResourceMoney {
  return {
    cpu: rest.cpu === 0 ? 0 : shown.cpu,
    ram: rest.ram === 0 ? 0 : shown.ram,
    gpu: rest.gpu === 0 ? 0 : shown.gpu,
  };
}
