import type { ResourceMoney } from './allocation.js';
import type { DayCosts, DayRow } from './day.js';
import { type Filter, keepsIdle, nameMatcher, rowMatcher } from './filter.js';
import { type Dimension, dimensionValue } from './group.js';
import { createGroupFinder, type GroupFinder } from './group-finder.js';
import { addRow, closeDay, type GroupSum, openDay } from './group-sum.js';
import { addResources, type IdleMode, idleOfNodes, noResources, resourceTotal, shareIdle } from './idle.js';
import type { Money } from './money.js';
import { eachInSlices, runSlices, type Slices } from './slices.js';

/** What is summed: the part of a question that rows are held against. */
export interface SumRequest {
  groupBy: readonly Dimension[];
  filter: Filter;
  idle: IdleMode;
  /** Namespaces that may be seen; null: all. */
  namespaces: readonly string[] | null;
}

/** Sums over days. All money is exact; `idle` is what is left to show after sharing. */
export interface Totals {
  groups: Map<string, GroupSum>;
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
export function sumDays(days: Iterable<DayCosts>, request: SumRequest): Totals {
  return runSlices(sumDaysInSlices(days, request));
}

/** As `sumDays`, in slices. */
export function* sumDaysInSlices(days: Iterable<DayCosts>, request: SumRequest): Slices<Totals> {
  const totals: Totals = {
    groups: new Map(),
    idle: noResources,
    idleByDay: new Map(),
    idleByCluster: new Map(),
    clusterIdle: 0,
    proportionalIdle: 0,
    seen: new Map(request.filter.map((term) => [term.dimension, new Set<string>()])),
  };
  const tests: RowTests = {
    accept: rowMatcher(request.filter),
    visible: request.namespaces === null ? null : nameMatcher(request.namespaces),
    finder: createGroupFinder(request.groupBy, totals.groups),
  };
  let number = 0;
  for (const day of days) {
    yield* addDay(totals, day, request, tests, number);
    number += 1;
  }
  return totals;
}

/** What is made of the request once, for all rows. */
interface RowTests {
  accept: ReturnType<typeof rowMatcher>;
  visible: ((name: string) => boolean) | null;
  finder: GroupFinder;
}

function* addDay(
  totals: Totals,
  day: DayCosts,
  request: SumRequest,
  tests: RowTests,
  number: number,
): Slices<void> {
  const withIdle = idleBelongs(request);
  const needsShares = request.idle === 'share' || (!withIdle && request.namespaces === null);
  const shared = needsShares ? shareIdle(day) : null;
  const seenNames = [...totals.seen];
  const today: GroupSum[] = [];
  tests.finder.openDay(day);

  const add = (row: DayRow, index: number): void => {
    if (tests.visible && !tests.visible(row.namespace)) return;
    for (const [dimension, names] of seenNames) {
      names.add(dimensionValue(row, dimension, day.cluster, day.labelSets));
    }
    if (row.kind === 'unmounted' && !withIdle) return;
    if (!tests.accept(row, day.cluster, day.labelSets)) return;
    const group = tests.finder.find(row);
    const idle = shared?.perRow[index] ?? noResources;
    totals.proportionalIdle += resourceTotal(idle);
    if (group.open.number !== number) {
      openDay(group, day, number);
      today.push(group);
    }
    addRow(group, row, day, request.idle === 'share' ? idle : noResources);
  };

  yield* eachInSlices(day.rows, add);
  yield* eachInSlices(today, (group) => closeDay(group, day));
  if (request.namespaces !== null) return;
  totals.clusterIdle += resourceTotal(day.idle);
  if (!withIdle) return;
  const shown = idleShown(day, request.filter);
  const idle = request.idle === 'share' && shared ? unshared(shown, shared.rest) : shown;
  totals.idle = addResources(totals.idle, idle);
  const money = resourceTotal(idle);
  totals.idleByDay.set(day.startMs, (totals.idleByDay.get(day.startMs) ?? 0) + money);
  totals.idleByCluster.set(day.cluster, (totals.idleByCluster.get(day.cluster) ?? 0) + money);
}

/** Idle of the whole cluster, or of the nodes that a filter names. */
function idleShown(day: DayCosts, filter: Filter): ResourceMoney {
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
