/** Time that one question may still spend on waiting for the engine. */
export interface Budget {
  leftMs: number;
  readonly limitMs: number;
}

/** The engine did not answer within what was left of the budget. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

export function createBudget(limitMs: number): Budget {
  return { leftMs: limitMs, limitMs };
}

/** Bytes that arrived buy their transfer time back: an engine that delivers is not slow. Never more than the whole budget. */
export function earnTime(budget: Budget, bytes: number): void {
  budget.leftMs = Math.min(budget.limitMs, budget.leftMs + bytes / bytesPerMs);
}

const bytesPerMs = 10_000;
const tickMs = 10;
const longestTickMs = 15;

/**
 * Runs the call within what is left of the budget and charges it for the time waited. Throws TooSlow when the time is
 * up; the call itself goes on unheard. Time is counted in short ticks, and a tick that came late counts as a short one:
 * when our own event loop was busy, the engine is not to blame.
 */
export async function callWithin<T>(budget: Budget, call: () => Promise<T>): Promise<T> {
  if (budget.leftMs <= 0) throw new TooSlow('no time left');
  const meter = startMeter(budget.leftMs);
  try {
    return await Promise.race([call(), meter.over]);
  } finally {
    budget.leftMs = Math.max(0, budget.leftMs - meter.stop());
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
    return Math.min(limitMs, countedMs >= limitMs ? limitMs : countedMs + sinceTick());
  };
  return { over, stop };
}
