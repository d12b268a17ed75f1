import type { DayState, Finding } from '../cost/day.js';
import type { Money } from '../cost/money.js';
import type { ClusterGrain, LedgerSize, SealedDay, VerifiedDay } from './ledger-ports.js';

/** One (cluster, day) as the ledger has it. */
export interface LedgerLine {
  cluster: string;
  startMs: number;
  currency: string;
  /** null: not read yet. */
  sealed: SealedDay | null;
  /** When it will be asked next; null: not any more without a person. */
  nextLookMs: number | null;
}

/** What asking OpenCost again gave for one (cluster, day), beside what is sealed. */
export interface ResealOutcome {
  cluster: string;
  startMs: number;
  currency: string;
  before: { state: DayState; total: Money } | null;
  /** null: OpenCost could not be asked, `failure` says why. */
  after: { state: DayState; total: Money; findings: readonly Finding[] } | null;
  failure: string | null;
  /** Namespaces whose cost differs, the largest difference first; '' is idle. At most ten. */
  changes: readonly { namespace: string; before: Money; after: Money }[];
  /** The new figures are visible now. */
  written: boolean;
}

export interface ResealRequest {
  /** Configured names; null means all. */
  clusters: readonly string[] | null;
  /** UTC midnights. */
  days: readonly number[];
  /** false: only compare. */
  write: boolean;
  onProgress?: (done: number, total: number) => void;
}

/** What people may do with the ledger. All throw KubecentError with a sentence; unknown clusters are NotUnderstood. */
export interface LedgerDesk {
  /** Every (cluster, day) of [startMs, endMs), newest first, those not read yet too. */
  lines(clusters: readonly string[] | null, startMs: number, endMs: number): Promise<LedgerLine[]>;
  /** All revisions of one day, newest first. */
  history(cluster: string, startMs: number): Promise<SealedDay[]>;
  /** Overrules the checks of a held-back day: it counts from now on. */
  accept(cluster: string, startMs: number, why: string): Promise<SealedDay>;
  /** Asks OpenCost again for each day and says what differs; with `write`, what OpenCost says now becomes visible where it passes its checks, and the earlier revision is kept. */
  reseal(request: ResealRequest): Promise<ResealOutcome[]>;
  verify(onProgress?: (days: number) => void): Promise<{ days: number; faulty: readonly VerifiedDay[] }>;
  purgeNamespace(namespace: string): Promise<{ days: number }>;
  grains(): Promise<ClusterGrain[]>;
  /** `container`: the cluster is read at container grain again. */
  setGrain(cluster: string, grain: 'container' | 'workload'): Promise<ClusterGrain>;
  exportTo(file: string): Promise<{ days: number; bytes: number }>;
  importFrom(file: string): Promise<{ added: number; known: number }>;
  /** null for those who may not know it. */
  size(): Promise<LedgerSize | null>;
}

/** What a settled day may be: it is over. */
export type SealedState = Exclude<DayState, 'live'>;

/** How far reading the past is, for one cluster. */
export interface HistoryProgress {
  cluster: string;
  /** Days that are wanted, and those that are settled: sealed, or known to be empty. */
  wantedDays: number;
  settledDays: number;
  /** Of the settled days, how many are in each state. */
  states: Readonly<Record<SealedState, number>>;
  /** The oldest and newest settled day with figures; null where there is none. */
  firstDayMs: number | null;
  lastDayMs: number | null;
  /** Last closed day that is complete or final; null where there is none. */
  lastCompleteMs: number | null;
  held: readonly { startMs: number; reason: string }[];
  /** About how long the rest takes; null where that is not known. */
  secondsLeft: number | null;
  /** Since when nothing could be read, and what is lost when: null while reading works. */
  unread: { sinceMs: number; reason: string; firstLostDayMs: number; lostAtMs: number } | null;
  grain: ClusterGrain;
}
