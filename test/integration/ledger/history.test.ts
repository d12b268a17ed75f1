import { afterEach, expect, it } from '@jest/globals';
import { createCache } from '../../../src/cache/answer-cache.js';
import { defaultLimits } from '../../../src/cost/quality/limits.js';
import { dayMs, hourMs } from '../../../src/cost/time.js';
import type { CostSource } from '../../../src/cost-service/ports.js';
import { type CostService, createCostService } from '../../../src/cost-service/service.js';
import type { Database } from '../../../src/database/database.js';
import { ledgerFiles } from '../../../src/ledger/files.js';
import { createLedger } from '../../../src/ledger/ledger.js';
import { describeOnEveryDatabase, silent } from '../../support/databases.js';
import { createFakeSource, type FakeSource } from '../../support/fake-source.js';
import { createMovedClock, type MovedClock } from '../../support/moved-clock.js';
import { createSealing } from '../../support/sealing.js';
import { questionFor, tuesdayMorningMs } from '../../support/service.js';
import { until } from '../../support/until.js';

const backfillDays = 10;
const todayMs = Date.parse('2026-11-24T00:00:00Z');

describeOnEveryDatabase('closed days', (engine) => {
  const running: CostService[] = [];
  const { keepSealing, stopSealing } = createSealing();
  afterEach(async () => {
    await stopSealing();
    for (const costs of running.splice(0)) await costs.stop();
  });

  function createReplica(database: Database, source: CostSource, clock: MovedClock, name = 'prod') {
    const cache = createCache({ now: clock.now, logger: silent });
    const faults: unknown[] = [];
    const costs = createCostService({
      clusters: [{ name, currency: 'USD', source }],
      cache,
      now: clock.now,
      ttlMs: 300_000,
      patience: () => new AbortController().signal,
      onDayFailed: () => undefined,
      history: {
        ledger: createLedger(database),
        rights: database.rights,
        files: ledgerFiles,
        backfillDays,
        podHistoryDays: 90,
        limits: defaultLimits,
        notices: {
          fault: (error) => faults.push(error),
          sealed: () => undefined,
          grain: () => undefined,
          unread: () => undefined,
        },
      },
    });
    running.push(costs);
    return { costs, faults, cache };
  }

  /** Resolves once it is so; the clock goes on meanwhile. */
  const soon = (clock: MovedClock, check: () => boolean | Promise<boolean>) =>
    until(() => {
      clock.advance(1_000);
      return check();
    });

  const settled = (costs: CostService, clock: MovedClock) =>
    soon(clock, async () => (await costs.health()).history[0]?.settledDays === backfillDays);

  const timesAsked = ({ allocationsAsked }: FakeSource) => {
    const times = new Map<number, number>();
    for (const day of allocationsAsked) times.set(day, (times.get(day) ?? 0) + 1);
    return times;
  };

  it('are read by themselves, once each, and answered without OpenCost', async () => {
    const clock = createMovedClock(tuesdayMorningMs);
    const source = createFakeSource();
    const { costs, faults } = createReplica(await engine.open(), source, clock);
    const before = await createReplica(await engine.open(), createFakeSource(), clock).costs.ask(
      questionFor('7d'),
    );
    keepSealing(costs, clock);
    await settled(costs, clock);
    expect([...timesAsked(source)].filter(([, times]) => times > 1)).toEqual([]);
    expect(source.allocationsAsked.slice(0, 7)).toEqual(
      Array.from({ length: 7 }, (_, back) => todayMs - (back + 1) * dayMs),
    );
    const asked = source.allocationsAsked.length;
    const answer = await costs.ask(questionFor('7d', { baseline: null }));
    expect(answer.total).toBe(before.total);
    expect(answer.days.filter(({ role }) => role === 'window').map(({ state }) => state)).toEqual([
      'sealed',
      ...Array(6).fill('final'),
    ]);
    // the running day alone
    expect(source.allocationsAsked.slice(asked)).toEqual([todayMs]);
    const sources: string[] = [];
    for (const window of ['3d', '3d'])
      await costs.ask(questionFor(window, { baseline: null }), { onSource: (one) => sources.push(one) });
    expect(sources).toEqual(['ledger', 'cache']);
    const [progress] = await costs.progress();
    expect(progress?.states).toEqual({ sealed: 1, final: 9, partial: 0, quarantined: 0, missing: 0 });
    expect(faults).toEqual([]);
  });

  it('are looked at a second time between 24 and 36 hours after their end, and never again', async () => {
    const clock = createMovedClock(tuesdayMorningMs);
    const source = createFakeSource();
    const { costs } = createReplica(await engine.open(), source, clock);
    keepSealing(costs, clock);
    await settled(costs, clock);
    const yesterday = todayMs - dayMs;
    clock.advance(16 * hourMs);
    await soon(clock, () => timesAsked(source).get(yesterday) === 2 && timesAsked(source).get(todayMs) === 1);
    clock.advance(30 * hourMs);
    await soon(clock, () => timesAsked(source).get(todayMs) === 2);
    clock.advance(48 * hourMs);
    await soon(clock, () => timesAsked(source).get(todayMs + 3 * dayMs) === 1);
    expect(Math.max(...timesAsked(source).values())).toBe(2);
    const [line] = (await costs.desk?.lines(null, yesterday, yesterday + dayMs)) ?? [];
    expect(line).toMatchObject({
      sealed: { head: { state: 'final' }, number: 1, looks: 2 },
      nextLookMs: null,
    });
  });

  it('that a question needed first are sealed from its reading', async () => {
    const clock = createMovedClock(tuesdayMorningMs);
    const source = createFakeSource();
    const { costs } = createReplica(await engine.open(), source, clock);
    await costs.ask(questionFor('yesterday', { baseline: null }));
    keepSealing(costs, clock);
    await settled(costs, clock);
    expect(timesAsked(source).get(todayMs - dayMs)).toBe(1);
  });

  it('are read once by two replicas, and answered by both', async () => {
    const clock = createMovedClock(tuesdayMorningMs);
    const database = await engine.open();
    const [source, other] = [createFakeSource(), createFakeSource()];
    const first = createReplica(database, source, clock);
    const second = createReplica(database, other, clock);
    keepSealing(first.costs, clock);
    keepSealing(second.costs, clock);
    await settled(first.costs, clock);
    const asked = [...source.allocationsAsked, ...other.allocationsAsked];
    expect([asked.length, new Set(asked).size]).toEqual([backfillDays, backfillDays]);
    const answers = [];
    for (const { costs } of [first, second]) answers.push((await costs.ask(questionFor('7d'))).total);
    expect(answers[0]).toBe(answers[1]);
  });

  it('without data are settled too, and OpenCost that is down is left alone', async () => {
    const clock = createMovedClock(tuesdayMorningMs);
    const source = createFakeSource((startMs) => startMs < todayMs - 3 * dayMs);
    const { costs } = createReplica(await engine.open(), source, clock);
    source.fail(new Error('down'));
    keepSealing(costs, clock);
    await until(() => source.allocationsAsked.length > 0);
    source.fail(null);
    clock.advance(hourMs);
    await settled(costs, clock);
    const answer = await costs.ask(questionFor('10d', { baseline: null }));
    const states = answer.days
      .filter(({ role }) => role === 'window')
      .map(({ state, missing }) => missing ?? state);
    expect(states).toEqual(['sealed', 'final', 'final', ...Array(7).fill('empty')]);
  });

  it('hold what was answered before when they are accepted or resealed', async () => {
    const clock = createMovedClock(tuesdayMorningMs);
    const source = createFakeSource();
    const { costs } = createReplica(await engine.open(), source, clock);
    const day = todayMs - 3 * dayMs;
    const damaged = { ...source, async *allocation() {} } satisfies CostSource;
    const database = await engine.open();
    const held = createReplica(database, { ...damaged, assets: source.assets }, clock);
    await held.costs.ask(questionFor('2026-11-21', { baseline: null }));
    await until(async () => (await held.costs.desk?.history('prod', day))?.length === 1);
    const before = await held.costs.ask(questionFor('2026-11-21', { baseline: null }));
    expect(before).toMatchObject({ total: 0, days: [{ state: 'quarantined' }] });
    const mended = createReplica(database, source, clock).costs;
    const compared = await mended.desk?.reseal({ clusters: null, days: [day], write: false });
    expect(compared).toMatchObject([
      { before: { state: 'quarantined' }, after: { total: 1_200_000 }, written: false },
    ]);
    const resealed = await mended.desk?.reseal({ clusters: null, days: [day], write: true });
    expect(resealed).toMatchObject([{ written: true, changes: [{ namespace: 'payments' }, {}, {}] }]);
    expect((await mended.ask(questionFor('2026-11-21', { baseline: null }))).total).toBe(1_200_000);
    expect(await mended.desk?.history('prod', day)).toHaveLength(2);
    expect(costs.desk).not.toBeNull();
  });
});
