import type { CheckLimits } from '../cost/quality/limits.js';
import type { LedgerFiles } from './desk.js';
import type { HistoryProgress } from './ledger-desk.js';
import type {
  BesideLedger,
  ClusterBook,
  ClusterGrain,
  DayBook,
  DayLedger,
  LedgerCare,
  SoleRights,
} from './ledger-ports.js';

/** Where closed days are kept for ever, and how. */
export interface HistoryOptions {
  ledger: DayLedger & DayBook & ClusterBook & LedgerCare;
  rights: SoleRights;
  files: LedgerFiles;
  /** Moves with the ledger; absent: nothing does. */
  beside?: BesideLedger;
  /** How many closed days are read at first. */
  backfillDays: number;
  /** How long rows of pods are kept. */
  podHistoryDays: number;
  limits: CheckLimits;
  /** Told of what whoever runs it should know. */
  notices: HistoryNotices;
}

export interface HistoryNotices {
  /** Sealing, or the ledger itself, failed; it goes on by itself. */
  fault(error: unknown): void;
  sealed(facts: {
    cluster: string;
    startMs: number;
    state: string;
    settledDays: number;
    wantedDays: number;
  }): void;
  grain(grain: ClusterGrain): void;
  /** Nothing could be read of a cluster for days. */
  unread(cluster: string, unread: NonNullable<HistoryProgress['unread']>): void;
}
