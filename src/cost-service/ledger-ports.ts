import type { DayBlock, Grain } from '../cost/block.js';
import type { DayCosts, DayHead, Finding } from '../cost/day.js';
import type { Money } from '../cost/money.js';

/** Why a revision was written. */
export type Look = 'first' | 'second' | 'again' | 'reseal' | 'import' | 'purge';

/** One revision of one (cluster, day), without its rows. */
export interface SealedDay {
  /** `state` is never 'live'; 'missing' is a day that OpenCost has nothing of. */
  head: DayHead;
  /** Unique in the ledger, never reused. */
  revisionId: number;
  /** 1, 2, … for the (cluster, day). */
  number: number;
  look: Look;
  writtenMs: number;
  /** How often OpenCost was asked for the day, and when last. */
  looks: number;
  lookedMs: number;
  /** Grains whose rows are still kept; pods are kept for a while only. */
  grains: readonly Grain[];
  /** Of the day's figures and rows, whatever the order they came in. */
  contentHash: string;
  /** Cost with idle and unclaimed volumes. */
  total: Money;
  /** Where it replaces figures that were shown and differ visibly: what they were. */
  restated: { fromTotal: Money; atMs: number } | null;
  /** A person overruled the checks. */
  accepted: { why: string; atMs: number } | null;
}

export interface RevisionEntry {
  look: Look;
  writtenMs: number;
  looks: number;
  lookedMs: number;
  restated: SealedDay['restated'];
  accepted: SealedDay['accepted'];
}

/** What becomes of a visible revision without new figures. */
export interface Amendment {
  state?: DayHead['state'];
  findings?: readonly Finding[];
  looks?: number;
  lookedMs?: number;
  accepted?: SealedDay['accepted'];
}

/** Sealed days, to answer from. */
export interface DayLedger {
  /** The visible revisions of the days that begin in [startMs, endMs), by cluster and day; [] where nothing is sealed. */
  days(clusters: readonly string[], startMs: number, endMs: number): Promise<SealedDay[]>;
  /** Rows of each revision at a grain, in the order asked; null for one that does not keep the grain. */
  blocks(revisionIds: readonly number[], grain: Grain): AsyncIterable<DayBlock | null>;
}

/** Sealed days, to write. */
export interface DayBook {
  /**
   * Writes a day under a new revision that nobody reads, in small batches, then makes it visible by one update.
   * `replaces`: the visible revision that this was decided against, null for none. Where another is visible by then,
   * nothing is changed and `written` is false. Gives the revision that is visible at the end.
   */
  write(
    day: DayCosts,
    entry: RevisionEntry,
    replaces: number | null,
  ): Promise<{ written: boolean; visible: SealedDay }>;
  /** Changes what is known of a visible revision; false where it is not visible any more. */
  amend(revisionId: number, change: Amendment): Promise<boolean>;
  /** The content hash that the day would be written with. */
  hashOf(day: DayCosts): Promise<string>;
  /** Removes what killed writers left behind and pod rows of days that begin before `podsBeforeMs`; returns revisions and pod blocks removed. */
  sweep(options: { nowMs: number; podsBeforeMs: number }): Promise<{ revisions: number; podBlocks: number }>;
}

/** How a cluster is read: at container grain, or for good at workload grain because the answer was too large. */
export interface ClusterGrain {
  cluster: string;
  grain: 'container' | 'workload';
  why: string;
  sinceMs: number;
}

export interface ClusterBook {
  /** `container` where nothing was ever decided. */
  grainOf(cluster: string): Promise<ClusterGrain>;
  setGrain(grain: ClusterGrain): Promise<void>;
}

/** A right that one process has at a time. */
export interface SoleRight {
  /** Aborted when the right is lost: the connection to the database is gone. */
  lost: AbortSignal;
  release(): Promise<void>;
}

export interface SoleRights {
  /** The right by that name, or null while another process has it. */
  take(name: string): Promise<SoleRight | null>;
}

/** What is kept beside the ledger and moves with it. */
export interface BesideLedger {
  /** Lines of an export, each ending in a newline. */
  lines(): AsyncIterable<string>;
  /** Takes one of these; false for any other line. */
  take(line: string): Promise<boolean>;
}

export interface LedgerSize {
  engine: 'embedded' | 'postgresql';
  tableBytes: number;
  /** Bytes of the data folder; null for PostgreSQL. */
  folderBytes: number | null;
  days: number;
  revisions: number;
}

export interface VerifiedDay {
  cluster: string;
  startMs: number;
  revisionId: number;
  /** Clauses in words; [] where all is as it was sealed. */
  faults: readonly string[];
}

/** What keeps a ledger in order, for those who run it. */
export interface LedgerCare {
  /** All revisions of a day, the newest first; [] where there is none. */
  history(cluster: string, startMs: number): Promise<SealedDay[]>;
  /** Recomputes hashes and sums of every visible revision, a day at a time. */
  verify(): AsyncIterable<VerifiedDay>;
  /** Removes a namespace's rows from every revision of every cluster; what is removed is gone. Returns days changed. */
  purgeNamespace(namespace: string, nowMs: number): Promise<number>;
  /** The whole ledger as lines of JSON, each ending in a newline, a header first. */
  exportLines(): AsyncIterable<string>;
  /** Takes the lines of an export: days that are not there yet or without data; throws KubecentError for a line that is not one of an export. */
  importLines(lines: AsyncIterable<string>, nowMs: number): Promise<{ added: number; known: number }>;
  size(): Promise<LedgerSize>;
}
