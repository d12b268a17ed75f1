import { type Clock, pause } from './ports.js';

/** Work that goes on after its request was acknowledged. */
export interface InFlight {
  /** Counts this work until it settles; hands it back. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  size(): number;
  /** Resolves when no work is left, at the latest after `limitMs`: true when none is left. */
  settled(limitMs: number): Promise<boolean>;
}

export function createInFlight(clock: Clock): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      const entry: Promise<unknown> = work.then(
        () => running.delete(entry),
        () => running.delete(entry),
      );
      running.add(entry);
      return work;
    },
    size: () => running.size,
    async settled(limitMs) {
      const over = new AbortController();
      const limit = pause(clock, limitMs, over.signal).then(() => over.abort());
      while (running.size > 0 && !over.signal.aborted) await Promise.race([Promise.all(running), limit]);
      over.abort();
      return running.size === 0;
    },
  };
}
