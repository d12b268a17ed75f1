/** A clock that is moved by hand, and waits that end when it passes them. */
export interface MovedClock {
  nowMs: number;
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  advance(ms: number): void;
}

export function createMovedClock(nowMs: number): MovedClock {
  const waiting = new Set<{ dueMs: number; end: () => void }>();
  const clock: MovedClock = {
    nowMs,
    now: () => clock.nowMs,
    wait(ms, signal) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const entry = {
          dueMs: clock.nowMs + ms,
          end() {
            waiting.delete(entry);
            resolve();
          },
        };
        waiting.add(entry);
        signal.addEventListener('abort', entry.end, { once: true });
      });
    },
    advance(ms) {
      clock.nowMs += ms;
      for (const entry of [...waiting]) if (entry.dueMs <= clock.nowMs) entry.end();
    },
  };
  return clock;
}
