import { type Grain, isBlockDay } from '../cost/block.js';
import { dayMs, hourMs } from '../cost/time.js';
import { KubecentError } from '../errors.js';
import type { DayOutcome, ReadOptions } from './day-outcome.js';
import type { DayQueue } from './day-queue.js';
import type { SealedDay } from './ledger-ports.js';
import type { PlannedDay } from './plan.js';
import { readSealed } from './read-sealed.js';
import { pieceKey, type SealedDays } from './sealed-days.js';

export interface DayReaderOptions {
  queue: DayQueue;
  /** null: nothing is kept for longer than the cache keeps it. */
  sealedDays: SealedDays | null;
}

/** How old an answer may be that stands in for a failed one. */
export function staleMsOf(piece: PlannedDay): number {
  return piece.closed ? 7 * dayMs : 24 * hourMs;
}

/**
 * Reads days: sealed ones from the ledger, the others through the cache from OpenCost. Each of these is asked once
 * however many questions wait for it, in the turn of the smallest of them, and goes on being read when those who asked
 * have stopped waiting.
 */
export function createDayReader({ queue, sealedDays }: DayReaderOptions) {
  const readOne = async (piece: PlannedDay, priority: number): Promise<DayOutcome> => {
    try {
      const near = await queue.peek(piece);
      const found = near ?? (await queue.obtain(piece, { priority }));
      const { day, durationMs } = found.value;
      const from = near ? 'cache' : 'opencost';
      return { ...unread(piece), day, stale: found.stale, from, tookMs: durationMs };
    } catch (error) {
      return { ...unread(piece), from: 'opencost', failure: asKubecentError(error) };
    }
  };

  const findSealed = async (pieces: readonly PlannedDay[]) => {
    const days = sealedDays ? pieces.filter(isClosedDay) : [];
    return (await sealedDays?.find(days)) ?? new Map<string, SealedDay>();
  };

  /** Outcomes in the order of `pieces`. Never throws for a day that cannot be read. */
  return async function readDays(pieces: readonly PlannedDay[], read: ReadOptions): Promise<DayOutcome[]> {
    const outcomes = pieces.map(unread);
    const sealed = await findSealed(pieces).catch((error: unknown) => {
      const failure = asKubecentError(error);
      for (const outcome of outcomes) if (isClosedDay(outcome.planned)) outcome.failure = failure;
      return new Map<string, SealedDay>();
    });
    const open: number[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      outcome.sealed = isClosedDay(outcome.planned) ? (sealed.get(pieceKey(outcome.planned)) ?? null) : null;
      if (outcome.sealed || outcome.failure) continue;
      outcome.from = 'opencost';
      open.push(index);
    }
    let done = pieces.length - open.length;
    if (open.length > 0 && done > 0) read.onProgress?.(done, pieces.length);
    const reading = open.map(async (index) => {
      const piece = pieces[index] as PlannedDay;
      outcomes[index] = await readOne(piece, priorityOf(piece, pieces.length));
      done += 1;
      read.onProgress?.(done, pieces.length);
    });
    const fromLedger = sealedDays ? readSealed(outcomes, sealedDays, read) : Promise.resolve();
    const ledgerRead = fromLedger.catch((error: unknown) => {
      const failure = asKubecentError(error);
      for (const outcome of outcomes) if (outcome.sealed && !outcome.day) outcome.failure = failure;
    });
    await Promise.all([
      ledgerRead,
      Promise.race([Promise.all(reading), whenAborted(open.length > 0 ? read.patience : undefined)]),
    ]);
    return outcomes.map((outcome) => withoutRows(outcome, read.grain));
  };
}

function isClosedDay({ closed, startMs, endMs }: PlannedDay): boolean {
  return closed && endMs - startMs === dayMs && startMs % dayMs === 0;
}

/** A day that was read by controller only cannot say what its pods cost. */
function withoutRows(outcome: DayOutcome, grain: Grain): DayOutcome {
  const { day } = outcome;
  const isCoarse = grain === 'pod' && day !== null && !isBlockDay(day) && day.rowsAre === 'workload';
  return isCoarse ? { ...outcome, day: null, lacking: 'coarse' } : outcome;
}

function unread(planned: PlannedDay): DayOutcome {
  return { planned, day: null, sealed: null, lacking: null, stale: false, failure: null, from: 'ledger' };
}

/** Small questions before large ones, and newer days before older ones. */
function priorityOf({ startMs }: PlannedDay, pieces: number): number {
  const size = pieces <= 8 ? 2 : pieces <= 70 ? 1 : 0;
  return size * 1_000_000 + Math.floor(startMs / dayMs);
}

/** Settles when the signal ends; never without one. */
function whenAborted(signal?: AbortSignal): Promise<void> {
  if (!signal) return new Promise(() => {});
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function asKubecentError(cause: unknown): KubecentError {
  if (cause instanceof KubecentError) return cause;
  const userMessage = 'Reading this day failed on our side; the log has the cause.';
  return new KubecentError({ code: 'DAY_FAILED', userMessage, retryable: true, cause });
}
