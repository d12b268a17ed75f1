import type { ClusterDay } from '../capacity.js';
import type { GroupSum } from '../group-sum.js';
import type { Money } from '../money.js';

/** One container of one controller over the window: grouped by cluster, namespace, controller and container. */
export type SavingsRow = Omit<GroupSum, 'byDay' | 'clusters'>;

/** The days of one cluster that the figures are made of: closed, and not held back. */
export interface ClusterSpan {
  cluster: string;
  days: number;
  /** UTC midnights of those that were seen whole. */
  wholeDays: readonly number[];
  /** Hours seen: 24 for a whole day (docs/definitions.md, "Coverage"). */
  coveredHours: number;
  firstMs: number;
  lastMs: number;
}

/** Less says too little of peaks: so many whole closed days of a cluster are waited for. */
export const fewestWholeDays = 3;

/** What savings are looked for in. Plain data, in any order. */
export interface Evidence {
  rows: readonly SavingsRow[];
  /** By cluster; rows of other clusters are not looked at. */
  spans: ReadonlyMap<string, ClusterSpan>;
  /** What the nodes offered, day by day; empty where idle is not asked about. */
  capacity: readonly ClusterDay[];
}

/**
 * `can_go_now`: money that ends with the thing itself. `frees_capacity`: room on nodes, which is money only when
 * nodes go. `none`: a risk without money. The first two are never added (docs/definitions.md, "Savings").
 */
export type Figure = 'can_go_now' | 'frees_capacity' | 'none';

export type Risk = 'low' | 'medium' | 'high';

/** Something to do. Sentences are plain text without a full stop; names in them come from the cluster. */
export interface Recommendation {
  /** The kind's name. */
  kind: string;
  /** '' where it is not about one of them. */
  cluster: string;
  namespace: string;
  controller: string;
  controllerKind: string;
  container: string;
  /** "requests of checkout-api". */
  what: string;
  moneyPerMonth: Money;
  /** What the thing costs now. */
  costPerMonth: Money;
  figure: Figure;
  risk: Risk;
  riskReason: string;
  /** Figures, and the days that they were seen on. */
  evidence: string;
  nextStep: string;
  /** high: it can go now, or is worth 100 a month and more. */
  priority: 'high' | 'medium';
}

export interface Found {
  recommendations: readonly Omit<Recommendation, 'kind' | 'priority'>[];
  /** What was not judged, and how many: "containers of jobs". */
  leftOut: readonly { what: string; count: number }[];
}

/** One kind of saving: one file here and one line in `index.ts`. */
export interface SavingKind {
  /** The name of its file. */
  name: string;
  find(evidence: Evidence): Found;
}

/** Counts what is left out, by reason. */
export function createTally(): { add(what: string): void; list(): { what: string; count: number }[] } {
  const counts = new Map<string, number>();
  return {
    add: (what) => void counts.set(what, (counts.get(what) ?? 0) + 1),
    list: () => Array.from(counts, ([what, count]) => ({ what, count })),
  };
}
