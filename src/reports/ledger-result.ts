import type { LedgerLine } from '../cost-service/ledger-desk.js';
import type { ClusterGrain, LedgerSize, SealedDay, VerifiedDay } from '../cost-service/ledger-ports.js';
import type { Surface } from './report.js';

/** How it was asked. */
interface Asked {
  command: string;
  nowMs: number;
  surface: Surface;
  /** Several are configured, so they are named. */
  severalClusters: boolean;
}

export interface LedgerDays extends Asked {
  kind: 'days';
  lines: readonly LedgerLine[];
  windowName: string;
  tail: string;
  size: LedgerSize | null;
}

export interface LedgerDay extends Asked {
  kind: 'day';
  startMs: number;
  /** The conditions as typed. */
  tail: string;
  days: readonly { line: LedgerLine; revisions: readonly SealedDay[] }[];
}

export interface DayAccepted extends Asked {
  kind: 'accepted';
  sealed: SealedDay;
}

export interface LedgerVerified extends Asked {
  kind: 'verified';
  days: number;
  faulty: readonly VerifiedDay[];
}

export interface NamespacePurged extends Asked {
  kind: 'purged';
  namespace: string;
  written: boolean;
  /** Days that were changed; days that would be searched where nothing was written. */
  days: number;
}

export interface GrainsShown extends Asked {
  kind: 'grains';
  grains: readonly ClusterGrain[];
  changed: boolean;
}

export interface LedgerExported extends Asked {
  kind: 'exported';
  file: string;
  days: number;
  bytes: number;
}

export interface LedgerImported extends Asked {
  kind: 'imported';
  file: string;
  added: number;
  known: number;
}

/** What the ledger was asked, or did. */
export type LedgerResult =
  | LedgerDays
  | LedgerDay
  | DayAccepted
  | LedgerVerified
  | NamespacePurged
  | GrainsShown
  | LedgerExported
  | LedgerImported;
