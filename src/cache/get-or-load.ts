import { setTimeout as wait } from 'node:timers/promises';
import { type Budget, createBudget } from './bounded-call.js';
import { type Entry, judgeEntry, keepMs } from './entry.js';
import type { Levels } from './levels.js';
import type { Hold, Locks } from './lock.js';
import type { IsCurrent } from './single-flight.js';
import type { Counters } from './statistics.js';

export interface LoadRequest {
  key: string;
  /** Asks the source; the entry says how long its value may be kept. */
  load: () => Promise<Entry>;
  /** How long past its time to live an entry may stand in; undefined: as long as it was stored for. */
  staleMs: number | undefined;
}

export interface LoadOutcome {
  entry: Entry;
  stale: boolean;
  /** True when it was there and nothing had to be waited for. */
  hit: boolean;
}

export interface LoaderOptions {
  levels: Levels;
  /** Undefined where there is no other process to wait for. */
  locks: Locks | undefined;
  now: () => number;
  counters: Counters;
  /** What questions may wait for Redis. */
  patience: Budget;
  /** Goes on beside the question; `stop` waits for it. */
  inBackground: (work: Promise<void>) => void;
}

/** Sharing a loaded value may take this long: nobody waits for it but other processes. */
const shareLimitMs = 5_000;
const firstPollMs = 10;
const longestPollMs = 200;

/** What one flight does: look, wait for another process's load or load, keep, share. Throws the error of the load. */
export function createLoader({ levels, locks, now, counters, patience, inBackground }: LoaderOptions) {
  const isFresh = (entry: Entry | undefined): entry is Entry =>
    entry !== undefined && judgeEntry(entry, now()) === 'fresh';

  /** Until it is our turn to load (`hold` is ours, or no lock can be had), or another process has loaded. */
  async function awaitTurn(key: string): Promise<{ hold?: Hold; entry?: Entry }> {
    for (let pollMs = firstPollMs; locks; pollMs = Math.min(pollMs * 1.5, longestPollMs)) {
      const hold = await locks.take(key, patience);
      if (hold === 'unreachable') return {};
      const entry = await levels.find(key, patience);
      if (isFresh(entry)) {
        if (hold !== 'taken') inBackground(hold.release());
        return { entry };
      }
      if (hold !== 'taken') return { hold };
      await wait(pollMs);
    }
    return {};
  }

  async function standIn(request: LoadRequest): Promise<LoadOutcome | undefined> {
    const entry = await levels.find(request.key, patience);
    if (!entry) return undefined;
    const freshness = judgeEntry(entry, now(), request.staleMs);
    return freshness === 'gone' ? undefined : { entry, stale: freshness === 'stale', hit: false };
  }

  async function loadAndKeep(
    request: LoadRequest,
    isCurrent: IsCurrent,
    hold: Hold | undefined,
  ): Promise<LoadOutcome> {
    counters.loads += 1;
    const entry = await request.load();
    const isKept = isCurrent() && keepMs(entry) > 0;
    if (isKept) await levels.keep(request.key, entry);
    const shared = isKept ? levels.share(request.key, entry, createBudget(shareLimitMs)) : Promise.resolve();
    inBackground(shared.finally(() => hold?.release()));
    return { entry, stale: false, hit: false };
  }

  return async function fly(request: LoadRequest, isCurrent: IsCurrent): Promise<LoadOutcome> {
    const found = await levels.find(request.key, patience);
    if (isFresh(found)) return { entry: found, stale: false, hit: true };
    if (found) counters.expired += 1;
    const turn = await awaitTurn(request.key);
    if (turn.entry) return { entry: turn.entry, stale: false, hit: false };
    try {
      return await loadAndKeep(request, isCurrent, turn.hold);
    } catch (error) {
      if (turn.hold) inBackground(turn.hold.release());
      const outcome = await standIn(request);
      if (!outcome) throw error;
      return outcome;
    }
  };
}
