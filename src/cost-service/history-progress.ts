import type { HistoryProgress, SealedState } from './ledger-desk.js';
import type { ClusterGrain, SealedDay } from './ledger-ports.js';

export interface ProgressFacts {
  cluster: string;
  sealed: readonly SealedDay[];
  /** UTC midnights of the days that are wanted. */
  wanted: readonly number[];
  grain: ClusterGrain;
  /** Days read lately and how long they took, in milliseconds. */
  tookMs: readonly number[];
  unread: HistoryProgress['unread'];
}

/** How far reading the past of one cluster is. Pure. */
export function progressOf(facts: ProgressFacts): HistoryProgress {
  const { cluster, sealed, wanted, grain, unread } = facts;
  const settled = new Set(sealed.map(({ head }) => head.startMs));
  const settledDays = wanted.filter((day) => settled.has(day)).length;
  const withFigures = sealed.filter(({ head }) => head.state !== 'missing').map(({ head }) => head.startMs);
  const complete = sealed.filter(({ head }) => head.state === 'sealed' || head.state === 'final');
  return {
    cluster,
    wantedDays: wanted.length,
    settledDays,
    states: statesOf(sealed),
    firstDayMs: lowest(withFigures),
    lastDayMs: highest(withFigures),
    lastCompleteMs: highest(complete.map(({ head }) => head.startMs)),
    held: sealed
      .filter(({ head }) => head.state === 'quarantined')
      .map(({ head }) => ({
        startMs: head.startMs,
        reason: head.findings.find(({ severity }) => severity === 'held')?.reason ?? 'a check failed',
      })),
    secondsLeft: secondsFor(wanted.length - settledDays, facts.tookMs),
    unread,
    grain,
  };
}

function statesOf(sealed: readonly SealedDay[]): Record<SealedState, number> {
  const count = (state: SealedState) => sealed.filter(({ head }) => head.state === state).length;
  return {
    sealed: count('sealed'),
    final: count('final'),
    partial: count('partial'),
    quarantined: count('quarantined'),
    missing: count('missing'),
  };
}

/** One day after the other: what reading the past allows itself. */
function secondsFor(days: number, tookMs: readonly number[]): number | null {
  if (days === 0) return 0;
  if (tookMs.length === 0) return null;
  const averageMs = tookMs.reduce((sum, ms) => sum + ms, 0) / tookMs.length;
  return Math.max(1, Math.round((days * averageMs) / 1000));
}

function lowest(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b));
}

function highest(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b));
}
