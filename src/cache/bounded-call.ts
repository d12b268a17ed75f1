import { performance as loop } from 'node:perf_hooks';

/** Time that may still be spent on waiting for the engine. */
export interface Budget {
  readonly leftMs: number;
  charge(waitedMs: number): void;
  /** Bytes that arrived buy their transfer time back: an engine that delivers is not slow. Never more than the whole budget. */
  earn(bytes: number): void;
}

/** The engine did not answer within what was left of the budget. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

const bytesPerMs = 10_000;

/** A budget for one piece of work. */
export function createBudget(limitMs: number): Budget {
  let leftMs = limitMs;
  return {
    get leftMs() {
      return leftMs;
    },
    charge(waitedMs) {
      leftMs = Math.max(0, leftMs - waitedMs);
    },
    earn(bytes) {
      leftMs = Math.min(limitMs, leftMs + bytes / bytesPerMs);
    },
  };
}

const tickMs = 10;
const longestTickMs = 15;

/** Milliseconds that our event loop has waited for something to happen so far. */
function loopIdleMs(): number {
  return loop.eventLoopUtilization().idle;
}

/**
 * Runs the call within what is left of the budget and charges it for the time waited. Throws TooSlow when the time is
 * up; the call itself goes on unheard. The engine is not blamed for our own event loop: time is counted in short ticks
 * of which a late one counts as a short one, and an answer is charged only with time in which the loop was idle.
 */
export async function callWithin<T>(
  budget: Budget,
  call: () => Promise<T>,
  idleMs: () => number = loopIdleMs,
): Promise<T> {
  const limitMs = budget.leftMs;
  if (limitMs <= 0) throw new TooSlow('no time left');
  const idleAtStartMs = idleMs();
  const meter = startMeter(limitMs);
  try {
    return await Promise.race([call(), meter.over]);
  } finally {
    const waitedMs = meter.stop();
    budget.charge(waitedMs < limitMs ? Math.min(waitedMs, idleMs() - idleAtStartMs) : limitMs);
  }
}

function startMeter(limitMs: number) {
  let countedMs = 0;
  let tickStartMs = 0;
  let timer: NodeJS.Timeout | undefined;
  const sinceTick = () => Math.min(performance.now() - tickStartMs, longestTickMs);

  const over = new Promise<never>((_, reject) => {
    const tick = () => {
      tickStartMs = performance.now();
      timer = setTimeout(
        () => {
          countedMs += Math.max(sinceTick(), 1);
          if (countedMs < limitMs) tick();
          else reject(new TooSlow(`no answer within ${Math.round(limitMs)} ms`));
        },
        Math.min(tickMs, limitMs - countedMs),
      );
    };
    tick();
  });

  const stop = (): number => {
    clearTimeout(timer);
    return countedMs < limitMs ? countedMs + sinceTick() : limitMs;
  };
  return { over, stop };
}
