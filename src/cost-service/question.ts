import type { Filter } from '../cost/filter.js';
import type { Dimension } from '../cost/group.js';
import type { IdleMode } from '../cost/idle.js';
import type { Window } from '../cost/window.js';

/** Whom an answer is for: what lies outside is neither summed nor named. `null` means everything. */
export interface Scope {
  clusters: readonly string[] | null;
  namespaces: readonly string[] | null;
}

export const everything: Scope = { clusters: null, namespaces: null };

/** All that an answer depends on; the cache key is made of all of it. */
export interface Question {
  /** Configured cluster names; null means all of them. */
  clusters: readonly string[] | null;
  window: Window;
  /** At least one dimension; `[]` asks for the total alone. */
  groupBy: readonly Dimension[];
  filter: Filter;
  idle: IdleMode;
  /** The window to compare with, or null for no change figures. */
  baseline: Window | null;
  /** `day`: the answer also carries cost by group and day. */
  series: 'none' | 'day';
  /** The answer also carries what the nodes offered, day by day: for savings. */
  capacity: boolean;
  /** Sum held-back days too, because a person asked for it. */
  includeHeld: boolean;
  scope: Scope;
}

/** A text that is equal for equal questions and different for different ones; names are kept as they are, that of the window too: answers say it. */
export function questionKey(question: Question): string {
  const { clusters, window, groupBy, filter, idle, baseline, series, capacity, includeHeld, scope } =
    question;
  return JSON.stringify([
    clusters,
    [window.kind, window.name, window.startMs, window.endMs, window.includesToday],
    groupBy,
    filter.map((term) => [term.dimension, term.negated, [...term.values].sort()]),
    idle,
    baseline && [baseline.startMs, baseline.endMs],
    series,
    capacity,
    includeHeld,
    [scope.clusters, scope.namespaces],
  ]);
}
