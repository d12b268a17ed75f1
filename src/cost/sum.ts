import type { ResourceMoney } from './allocation.js';
import { isBlockDay, type SumDay } from './block.js';
import { createSlots, hasRows } from './block-slots.js';
import { BlockSums } from './block-sums.js';
import { isWhole } from './coverage.js';
import type { DayCosts, DayHead, DayRow } from './day.js';
import { type Filter, keepsIdle, nameMatcher, rowMatcher } from './filter.js';
import { type Dimension, dimensionValue } from './group.js';
import { clearDay, createGroupFinder, type GroupPlace } from './group-finder.js';
import { addRow, type GroupSum, mergeGroup } from './group-sum.js';
import { addResources, type IdleMode, idleOfNodes, noResources, resourceTotal } from './idle.js';
import type { Money } from './money.js';
import { endsSlice, runSlices, type Slices } from './slices.js';
import { minuteMs } from './time.js';

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
export function sumDays(days: Iterable<SumDay>, request: SumRequest): Totals {
  return runSlices(sumDaysInSlices(days, request));
}

/** As `sumDays`, in slices. */
export function* sumDaysInSlices(days: Iterable<SumDay>, request: SumRequest): Slices<Totals> {
  const totals: Totals = {
    groups: new Map(),
    idle: noResources,
    idleByDay: new Map(),
    idleByCluster: new Map(),
    clusterIdle: 0,
    proportionalIdle: 0,
    seen: new Map(request.filter.map((term) => [term.dimension, new Set<string>()])),
  };
  const accept = rowMatcher(request.filter);
  const visible = request.namespaces === null ? null : nameMatcher(request.namespaces);
  const find = createGroupFinder(request.groupBy, totals.groups);
  const withIdle = idleBelongs(request);
  const slots = createSlots({ ...request, accept, visible, withUnmounted: withIdle, seen: totals.seen });
  const blocks = new BlockSums(request.idle === 'share');
  for (const day of days) {
    if (!isBlockDay(day)) yield* addDay(totals, day, request, { accept, visible, find });
    else if (hasRows(day)) {
      const slotsOfDay = yield* slots.of(day);
      yield* blocks.add(day, slotsOfDay, slots.groups.length);
    }
    addIdle(totals, day, request);
  }
  for (const group of yield* blocks.groups(slots.groups)) mergeGroup(totals.groups, group);
  if (sharesProportion(request))
    for (const { idle } of totals.groups.values()) totals.proportionalIdle += resourceTotal(idle);
  return totals;
}

/** Whether the rows' part of idle is told beside them. */
function sharesProportion(request: SumRequest): boolean {
  return request.idle === 'share' || (!idleBelongs(request) && request.namespaces === null);
}

/** What is made of the request once, for all rows. */
interface RowTests {
  accept: ReturnType<typeof rowMatcher>;
  visible: ((name: string) => boolean) | null;
  find: ReturnType<typeof createGroupFinder>;
}

function* addDay(
  totals: Totals,
  day: DayCosts,
  request: SumRequest,
  { accept, visible, find }: RowTests,
): Slices<void> {
  const withIdle = idleBelongs(request);
  const seenNames = [...totals.seen];
  const today: GroupPlace[] = [];
  const add = (row: DayRow): void => {
    if (visible && !visible(row.namespace)) return;
    for (const [dimension, names] of seenNames) {
      names.add(dimensionValue(row, dimension, day.cluster, day.labelSets));
    }
    if (row.kind === 'unmounted' && !withIdle) return;
    if (!accept(row, day.cluster, day.labelSets)) return;
    const place = find(row, day);
    const money = addRow(place.group, row, day, request.idle === 'share' ? row.idle : noResources);
    if (!place.isSeen) today.push(place);
    place.isSeen = true;
    place.minutes = Math.max(place.minutes, row.minutes);
    place.money += money;
  };
  let index = 0;
  for (const row of day.rows) {
    add(row);
    if (endsSlice(index)) yield;
    index += 1;
  }
  const dayMinutes = (day.endMs - day.startMs) / minuteMs;
  for (const place of today) {
    const { group, minutes, money } = place;
    group.minutes += minutes;
    group.daysSeen += 1;
    if (isWhole(minutes, dayMinutes)) group.wholeDays += 1;
    group.byDay.set(day.startMs, (group.byDay.get(day.startMs) ?? 0) + money);
    if (!group.clusters.includes(day.cluster)) group.clusters.push(day.cluster);
    clearDay(place);
  }
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
