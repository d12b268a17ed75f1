import type { CostParts, ResourceMoney } from '../cost/allocation.js';
import type { ClusterDay } from '../cost/capacity.js';
import type { DayState, Finding } from '../cost/day.js';
import type { GroupSum } from '../cost/group-sum.js';
import type { Money } from '../cost/money.js';
import type { Question } from './question.js';

/** One group of the answer. `key` has one value per dimension of the question, in its order. */
export interface AnswerRow extends GroupSum {
  /** Cost in the days that both windows know, and in their baseline: change = compared − baseline. */
  compared: Money;
  /** null: the baseline is not known, or no comparison was asked for. */
  baseline: Money | null;
  /** In the order of `Answer.seriesDays`; empty when no series was asked for. */
  byDay: readonly Money[];
}

/** What is known of one (cluster, day) that the question needs. */
export interface DayReport {
  cluster: string;
  startMs: number;
  endMs: number;
  state: DayState;
  /** 'window', 'baseline' or 'today' (the running day beside the window). */
  role: 'window' | 'baseline' | 'today';
  coveredMinutes: number;
  findings: readonly Finding[];
  asOfMs: number;
  /** True when an old answer stands in because OpenCost did not answer. */
  stale: boolean;
  /**
   * Why a missing day is missing: 'empty' (OpenCost has no data), 'unread' (not read yet), 'failed' (asked in vain),
   * 'expired' (pods and nodes are kept for a while only), 'coarse' (its cluster is read by controller).
   */
  missing: 'empty' | 'unread' | 'failed' | 'expired' | 'coarse' | null;
  /** Replaced figures that were shown: what the whole day was, and since when it is not. */
  restated: { fromTotal: Money; atMs: number } | null;
  /** A person overruled the checks, and said why and when. */
  accepted: { why: string; atMs: number } | null;
}

/**
 * Where the days of an answer came from, by the slowest of them. `cache`: the answer, or all its days, were kept;
 * `ledger`: sealed days were read, and nothing had to be asked; `opencost`: at least one day had to be asked of OpenCost.
 */
export type AnswerSource = 'cache' | 'ledger' | 'opencost';

export interface ClusterFailure {
  cluster: string;
  code: string;
  /** Safe to show. */
  userMessage: string;
  /** What lies behind it, for the log alone; an answer that has been through JSON does not have it. */
  cause?: unknown;
}

/** Everything a report needs, as plain JSON with integer money. */
export interface Answer {
  question: Question;
  currency: string;
  /** Oldest of the days' asOf. */
  asOfMs: number;
  /** Highest cost first, then by key. Workloads and unclaimed volumes; idle is apart. */
  rows: readonly AnswerRow[];
  /** Idle of the window, whatever the mode; what a report shows of it depends on `question.idle`. */
  idle: ResourceMoney;
  idleTotal: Money;
  idleCompared: Money;
  idleBaseline: Money | null;
  idleByDay: readonly Money[];
  /** The same idle, cluster by cluster. */
  idleByCluster: readonly { cluster: string; total: Money; compared: Money; baseline: Money | null }[];
  /** True when idle is a row of the total (separate, and no filter but cluster or node). */
  idleInTotal: boolean;
  /** Idle of the clusters concerned that a filter keeps out of the total, and the proportional part: else null. */
  idleBeside: { cluster: Money; proportional: Money } | null;
  total: Money;
  totalParts: CostParts;
  used: { cpu: Money; ram: Money };
  totalCompared: Money;
  totalBaseline: Money | null;
  /** The running day on a line of its own; null where it is part of the window or not known. */
  today: { total: Money; asOfMs: number } | null;
  seriesDays: readonly number[];
  /** What the nodes of each summed (cluster, day) of the window offered; [] unless the question asks for it. */
  capacity: readonly ClusterDay[];
  days: readonly DayReport[];
  /** Covered days of the window over all clusters ÷ clusters: "6 of 7 days". */
  coveredDays: number;
  windowDays: number;
  /** Days that were not read yet when the waiting ended, of how many, and about how long they will take; null: all were read. */
  unread: { days: number; total: number; secondsLeft: number | null } | null;
  failures: readonly ClusterFailure[];
  /** Filter values that exist nowhere in the days read, with the nearest that do. */
  unknown: readonly { dimension: string; value: string; nearest: readonly string[] }[];
}
