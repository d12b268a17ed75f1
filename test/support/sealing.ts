import type { CostService } from '../../src/cost-service/service.js';
import type { MovedClock } from './moved-clock.js';

const everyMs = 60_000;

/** Does what the jobs do, by the minutes of a clock that is moved. */
export function createSealing() {
  let stopping = new AbortController();
  const running: Promise<void>[] = [];

  const seal = async (costs: CostService, clock: MovedClock): Promise<void> => {
    const { signal } = stopping;
    while (!signal.aborted) {
      await costs.seal('recent', signal).catch(() => undefined);
      await costs.seal('history', signal).catch(() => undefined);
      await clock.wait(everyMs, signal);
    }
  };

  return {
    keepSealing(costs: CostService, clock: MovedClock): void {
      running.push(seal(costs, clock));
    },
    async stopSealing(): Promise<void> {
      stopping.abort();
      await Promise.all(running.splice(0));
      stopping = new AbortController();
    },
  };
}
