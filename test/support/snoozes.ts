import type { Snooze, Snoozes } from '../../src/reports/snoozes.js';

/** A snooze for ever of some requests, with any fact replaced. */
export function snoozeOf(facts: Partial<Snooze> = {}): Snooze {
  return {
    id: '0123456789',
    place: {
      kind: 'over-requested',
      cluster: 'prod',
      namespace: 'tools',
      controllerKind: 'deployment',
      controller: 'wiki',
      container: 'wiki',
    },
    what: 'requests of wiki',
    moneyPerMonth: 2_737_500,
    figure: 'frees_capacity',
    currency: 'USD',
    untilMs: null,
    dismissed: false,
    why: 'they know',
    by: 'U1',
    atMs: 1_000,
    ...facts,
  };
}

/** Snoozes in memory: `kept` has those that were not undone. */
export function createFakeSnoozes(kept: Snooze[] = []): Snoozes & { kept: Snooze[] } {
  return {
    kept,
    active: async (nowMs) => kept.filter(({ untilMs }) => untilMs === null || untilMs > nowMs),
    add: async (snooze) => void kept.unshift(snooze),
    async remove(id) {
      const at = kept.findIndex((snooze) => snooze.id === id);
      if (at >= 0) kept.splice(at, 1);
      return at >= 0;
    },
  };
}
