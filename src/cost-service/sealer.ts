import type { DayCosts } from '../cost/day.js';
import type { CheckLimits } from '../cost/quality/limits.js';
import { judgeAgainstNeighbours, rejudge, withNeighbours } from '../cost/quality/neighbours.js';
import { dayMs } from '../cost/time.js';
import type { Generation } from './generation.js';
import type { DayBook, Look, SealedDay } from './ledger-ports.js';
import { firstLookMs } from './look-times.js';
import { costOfDay } from './reseal.js';
import { secondLook } from './seal-rules.js';
import { pieceKey, type SealedDays } from './sealed-days.js';

/** Neighbours are looked for so many days on either side, so that a gap in the history does not make a day lonely. */
const neighbourhoodMs = 45 * dayMs;

export interface SealerOptions {
  sealedDays: SealedDays;
  ledger: DayBook;
  generation: Generation;
  limits: CheckLimits;
  now: () => number;
}

export interface Sealer {
  /**
   * Decides what becomes of a closed day that OpenCost just gave, and writes it. Gives what is visible afterwards; null
   * where it is too early to seal. One at a time for each day. Throws what the ledger throws.
   */
  seal(day: DayCosts): Promise<SealedDay | null>;
  /** The day with what its neighbours say of it. */
  judge(day: DayCosts): Promise<DayCosts>;
  /** Judges the neighbours of a day that was just written again. */
  settle(cluster: string, startMs: number): Promise<void>;
}

export function createSealer(options: SealerOptions): Sealer {
  const { sealedDays, ledger, generation, limits, now } = options;
  const underWay = new Map<string, Promise<SealedDay | null>>();

  const around = (cluster: string, startMs: number) =>
    sealedDays.of(cluster, startMs - neighbourhoodMs, startMs + neighbourhoodMs + dayMs);

  const judge = async (day: DayCosts): Promise<DayCosts> => {
    const others = (await around(day.cluster, day.startMs)).map(({ head }) => head);
    const { findings } = judgeAgainstNeighbours(day, others, limits);
    return { ...day, ...withNeighbours(day, findings) };
  };

  const settle = async (cluster: string, startMs: number): Promise<void> => {
    const days = await around(cluster, startMs);
    const accepted = new Set(days.filter((day) => day.accepted).map(({ head }) => head.startMs));
    const heads = days.map(({ head }) => head);
    for (const change of rejudge(heads, { limits, accepted, touchedMs: startMs })) {
      const known = days.find(({ head }) => head.startMs === change.startMs);
      if (known) await ledger.amend(known.revisionId, { state: change.state, findings: change.findings });
    }
  };

  const write = async (day: DayCosts, look: Look, known: SealedDay | null, restates: boolean) => {
    const entry = {
      look,
      writtenMs: now(),
      looks: (known?.looks ?? 0) + 1,
      lookedMs: day.asOfMs,
      restated: restates && known ? { fromTotal: known.total, atMs: now() } : (known?.restated ?? null),
      accepted: null,
    };
    const { written, visible } = await ledger.write(day, entry, known?.revisionId ?? null);
    if (!written) return visible;
    await settle(day.cluster, day.startMs);
    await generation.change();
    return visible;
  };

  const sealOnce = async (given: DayCosts): Promise<SealedDay | null> => {
    if (given.asOfMs < firstLookMs(given.startMs)) return null;
    const [known = null] = await sealedDays.of(given.cluster, given.startMs, given.startMs + 1);
    if (known && (known.lookedMs >= given.asOfMs || known.accepted)) return known;
    const day = await judge(given);
    if (!known) return write(day, 'first', null, false);
    const again = { day, hash: await ledger.hashOf(day), total: costOfDay(day) };
    const outcome = secondLook(known, again, limits, now());
    if (outcome.kind === 'replace') return write(outcome.day, 'second', known, false);
    if (outcome.kind === 'restate') return write(outcome.day, 'second', known, true);
    const { state, findings } = outcome;
    const change = { state, findings, looks: known.looks + 1, lookedMs: given.asOfMs };
    await ledger.amend(known.revisionId, change);
    if (state !== known.head.state) await generation.change();
    return { ...known, ...change, head: { ...known.head, state, findings } };
  };

  return {
    judge,
    settle,
    seal(day) {
      const key = pieceKey(day);
      const work = underWay.get(key) ?? sealOnce(day).finally(() => underWay.delete(key));
      underWay.set(key, work);
      return work;
    },
  };
}
