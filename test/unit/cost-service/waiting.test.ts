import { describe, expect, it } from '@jest/globals';
import { dayMs, startOfUtcDay } from '../../../src/cost/time.js';
import type { SourceRequest } from '../../../src/cost-service/ports.js';
import { createFakeSource } from '../../support/fake-source.js';
import { createTestService, questionFor, tuesdayMorningMs } from '../../support/service.js';
import { until } from '../../support/until.js';

const today = startOfUtcDay(tuesdayMorningMs);

/** A source that answers a day when it is told to: `next` lets the oldest waiting day go. */
function createSteppedSource() {
  const waiting: (() => void)[] = [];
  const source = createFakeSource();
  const answer = source.allocation;
  source.allocation = async function* allocation(request: SourceRequest) {
    const rows = answer(request)[Symbol.asyncIterator]();
    const first = rows.next();
    await new Promise<void>((resolve) => waiting.push(resolve));
    for (let row = await first; !row.done; row = await rows.next()) yield row.value;
  };
  return {
    source,
    async next() {
      await until(() => waiting.length > 0);
      waiting.shift()?.();
    },
  };
}

describe('a small question beside a large one', () => {
  it('gets its day first, also where the large one waits for the same day', async () => {
    const { source, next } = createSteppedSource();
    const { costs } = createTestService({ prod: source });
    const large = costs.ask(questionFor('90d', { baseline: null }));
    await until(() => source.allocationsAsked.length === 2);
    const far = today - 80 * dayMs;
    const small = costs.ask(questionFor('2026-09-05', { baseline: null }));
    await new Promise(setImmediate);
    await next();
    await until(() => source.allocationsAsked.length === 3);
    expect(source.allocationsAsked[2]).toBe(far);
    for (let day = 0; day < 90; day += 1) await next();
    expect([(await small).total, (await large).coveredDays]).toEqual([1_200_000, 90]);
    expect(new Set(source.allocationsAsked).size).toBe(source.allocationsAsked.length);
  });
});

describe('the time that unread days will take', () => {
  it('is what days took so far, two at a time, also when they were asked for before', async () => {
    const { source, next } = createSteppedSource();
    let patience = new AbortController();
    const { costs, clock } = createTestService({ prod: source }, { patience: () => patience.signal });
    const first = costs.ask(questionFor('8d', { baseline: null }));
    await until(() => source.allocationsAsked.length === 2);
    clock.nowMs += 50_000;
    patience.abort();
    expect((await first).unread).toEqual({ days: 9, total: 9, secondsLeft: null });

    patience = new AbortController();
    const again = costs.ask(questionFor('8d', { baseline: null }));
    clock.nowMs += 10_000;
    await next();
    await next();
    await until(() => source.allocationsAsked.length === 4);
    patience.abort();
    expect((await again).unread).toEqual({ days: 7, total: 9, secondsLeft: 240 });
  });
});
