import { describe, expect, it } from '@jest/globals';
import { dayMs, hourMs, startOfUtcDay } from '../../../src/cost/time.js';
import { KubecentError, NotUnderstood } from '../../../src/errors.js';
import { createFakeSource } from '../../support/fake-source.js';
import { createTestService, questionFor, tuesdayMorningMs } from '../../support/service.js';

const today = startOfUtcDay(tuesdayMorningMs);
const unreachable = () =>
  new KubecentError({
    code: 'OPENCOST_UNREACHABLE',
    userMessage: 'OpenCost does not answer.',
    retryable: true,
  });

describe('asking', () => {
  it('asks one request for each cluster and day, today beside them, and adds up with the nodes', async () => {
    const prod = createFakeSource();
    const { costs } = createTestService({ prod });
    const answer = await costs.ask(questionFor('7d'));
    expect([...prod.allocationsAsked].sort()).toEqual(
      Array.from({ length: 15 }, (_, index) => today - (14 - index) * dayMs),
    );
    expect(prod.assetsAsked).toHaveLength(15);
    expect(answer.total).toBe(7 * 1_200_000);
    expect(answer.rows.map(({ key, total }) => [...key, total])).toEqual([
      ['prod', 'payments', 7 * 550_000],
      ['prod', 'shop', 7 * 400_000],
    ]);
    expect(answer.idleTotal).toBe(7 * 250_000);
    expect(answer.today).toEqual({ total: 1_200_000, asOfMs: tuesdayMorningMs });
    expect([answer.coveredDays, answer.windowDays]).toEqual([7, 7]);
    expect([answer.totalCompared, answer.totalBaseline]).toEqual([answer.total, answer.total]);
  });

  it('reads today once for all reports of a refresh, and again after it', async () => {
    const prod = createFakeSource();
    const { costs, clock } = createTestService({ prod });
    const todays = () => prod.allocationsAsked.filter((startMs) => startMs === today).length;
    await costs.ask(questionFor('today'));
    await costs.ask(questionFor('7d'));
    await costs.ask(questionFor('7d', { groupBy: ['cluster', 'namespace', 'pod'] }));
    expect(todays()).toBe(1);
    clock.nowMs += 301_000;
    await costs.ask(questionFor('7d', {}, clock.nowMs));
    expect(todays()).toBe(2);
    expect(prod.allocationsAsked).toHaveLength(16);
  });

  it('tells where the days of an answer came from', async () => {
    const { costs, clock } = createTestService();
    const sources: string[] = [];
    const ask = (window: string, brief = false) =>
      costs.ask(questionFor(window, { baseline: null }, clock.nowMs), {
        brief,
        onSource: (source) => sources.push(source),
      });
    await Promise.all([ask('7d'), ask('7d')]);
    expect(sources).toEqual(['opencost', 'opencost']);
    await ask('7d');
    // another question about days that are there
    await ask('3d');
    clock.nowMs += 301_000;
    // the running day is not fresh any more
    await ask('3d', true);
    expect(sources.slice(2)).toEqual(['cache', 'cache', 'opencost']);
  });

  it('had to ask OpenCost where that was in vain, and where the waiting ended first', async () => {
    const prod = createFakeSource();
    const { costs } = createTestService({ prod }, { patience: () => AbortSignal.abort() });
    const sources: string[] = [];
    const onSource = (source: string) => sources.push(source);
    prod.hold();
    await costs.ask(questionFor('3d'), { onSource });
    const failing = createFakeSource();
    failing.fail(unreachable());
    await createTestService({ prod: failing }).costs.ask(questionFor('3d'), { onSource });
    expect(sources).toEqual(['opencost', 'opencost']);
  });

  it('asks each day once for a hundred people at once', async () => {
    const prod = createFakeSource();
    const { costs } = createTestService({ prod });
    await Promise.all(Array.from({ length: 100 }, () => costs.ask(questionFor('7d'))));
    expect(prod.allocationsAsked).toHaveLength(15);
  });

  it('reads a day anew once it is over, however lately it was read while it ran', async () => {
    const prod = createFakeSource();
    const { costs, clock } = createTestService({ prod });
    clock.nowMs = today + dayMs - 60_000;
    await costs.ask(questionFor('today', {}, clock.nowMs));
    clock.nowMs += 2 * 60_000;
    const { days, coveredDays } = await costs.ask(questionFor('yesterday', { baseline: null }, clock.nowMs));
    expect([days.find(({ role }) => role === 'window')?.state, coveredDays]).toEqual(['sealed', 1]);
    expect(prod.allocationsAsked.filter((startMs) => startMs === today)).toHaveLength(2);
  });

  it('is not fresh for less than 20 times what its answer took', async () => {
    const prod = createFakeSource();
    const { costs, clock } = createTestService({ prod });
    const open = prod.hold();
    const asked = costs.ask(questionFor('today'));
    await new Promise(setImmediate);
    clock.nowMs += 60_000;
    open();
    await asked;
    clock.nowMs += 1_199_000;
    await costs.ask(questionFor('today', {}, clock.nowMs));
    expect(prod.allocationsAsked).toHaveLength(1);
    clock.nowMs += 2_000;
    await costs.ask(questionFor('today', {}, clock.nowMs));
    expect(prod.allocationsAsked).toHaveLength(2);
  });

  it('calls days final a day after their end, and complete before', async () => {
    const { costs } = createTestService();
    const { days } = await costs.ask(questionFor('2d'));
    const states = days
      .filter(({ role }) => role === 'window')
      .map(({ startMs, state }) => [(today - startMs) / dayMs, state]);
    expect(states).toEqual([
      [1, 'sealed'],
      [2, 'final'],
    ]);
  });
});

describe('when OpenCost fails', () => {
  it('answers with what is there, names the cluster and says which days are missing', async () => {
    const [prod, test] = [createFakeSource(), createFakeSource()];
    test.fail(unreachable());
    const { costs, failed } = createTestService({ prod, test });
    const answer = await costs.ask(questionFor('3d', { baseline: null }));
    expect(answer.failures).toEqual([
      { cluster: 'test', code: 'OPENCOST_UNREACHABLE', userMessage: 'OpenCost does not answer.' },
    ]);
    expect(answer.total).toBe(3 * 1_200_000);
    expect(answer.coveredDays).toBe(1.5);
    expect(answer.days.filter(({ missing }) => missing === 'failed')).toHaveLength(4);
    expect(new Set(failed)).toEqual(new Set(['test']));
  });

  it('asks a dead OpenCost a few times, not once for each day, and again after a pause', async () => {
    const prod = createFakeSource();
    prod.fail(unreachable());
    const { costs, clock } = createTestService({ prod });
    await costs.ask(questionFor('90d', { baseline: null }));
    expect(prod.allocationsAsked.length).toBeLessThanOrEqual(4);
    prod.fail(null);
    clock.nowMs += 16_000;
    const answer = await costs.ask(questionFor('90d', { baseline: null }, clock.nowMs));
    expect(answer.failures).toEqual([]);
    expect(answer.coveredDays).toBe(90);
  });

  it('lets the last good answer stand in, marked as stale, and asks again next time', async () => {
    const prod = createFakeSource();
    const { costs, clock } = createTestService({ prod });
    await costs.ask(questionFor('today'));
    prod.fail(unreachable());
    clock.nowMs += hourMs;
    const answer = await costs.ask(questionFor('today', {}, clock.nowMs));
    expect(answer.total).toBe(1_200_000);
    expect(answer.days.map(({ stale, asOfMs }) => [stale, asOfMs])).toEqual([[true, tuesdayMorningMs]]);
    expect(answer.failures).toEqual([]);
  });

  it('says that days were never there', async () => {
    const { costs } = createTestService({ prod: createFakeSource((startMs) => startMs < today - 3 * dayMs) });
    const answer = await costs.ask(questionFor('7d'));
    expect(answer.coveredDays).toBe(3);
    expect(answer.days.filter(({ missing }) => missing === 'empty')).toHaveLength(11);
    expect(answer.totalBaseline).toBeNull();
  });

  it('answers in part when patience ends, and has the rest for the next question', async () => {
    const prod = createFakeSource();
    let patience = new AbortController();
    const { costs } = createTestService({ prod }, { patience: () => patience.signal });
    const open = prod.hold();
    const asked = costs.ask(questionFor('3d', { baseline: null }));
    await new Promise(setImmediate);
    patience.abort();
    const partial = await asked;
    expect(partial.unread?.days).toBe(4);
    expect(partial.days.every(({ missing }) => missing === 'unread')).toBe(true);
    patience = new AbortController();
    const again = costs.ask(questionFor('3d', { baseline: null }));
    open();
    const whole = await again;
    expect([whole.unread, whole.total]).toEqual([null, 3 * 1_200_000]);
    expect(prod.allocationsAsked).toHaveLength(4);
  });
});

describe('clusters', () => {
  it('are all of those that are configured, also where two installations share a cache', async () => {
    const one = createTestService({ prod: createFakeSource() });
    const both = createTestService(
      { prod: createFakeSource(), test: createFakeSource() },
      { cache: one.cache },
    );
    const { total } = await one.costs.ask(questionFor('7d'));
    expect((await both.costs.ask(questionFor('7d'))).total).toBe(2 * total);
  });

  it('never adds unlike currencies', async () => {
    const sources = { eu: createFakeSource(), us: createFakeSource() };
    const { costs } = createTestService(sources, { currencies: { eu: 'EUR', us: 'USD' } });
    await expect(costs.ask(questionFor('7d'))).rejects.toThrow(/EUR and USD/);
    const filter = [{ dimension: 'cluster', negated: false, values: ['eu'] }] as const;
    expect((await costs.ask(questionFor('7d', { filter }))).currency).toBe('EUR');
    expect(sources.us.allocationsAsked).toEqual([]);
  });

  it('names an unknown cluster and the nearest', async () => {
    const { costs } = createTestService({ 'prod-eu': createFakeSource(), 'prod-us': createFakeSource() });
    const filter = [{ dimension: 'cluster', negated: false, values: ['prod-ue'] }] as const;
    const refused = costs.ask(questionFor('7d', { filter }));
    await expect(refused).rejects.toThrow(NotUnderstood);
    await expect(refused).rejects.toThrow(/“prod-ue”.*prod-eu/);
  });

  it('tells unknown names of a filter with the nearest that exist', async () => {
    const { costs } = createTestService();
    const filter = [{ dimension: 'namespace', negated: false, values: ['paymnets', 'shop', 'x*'] }] as const;
    const answer = await costs.ask(questionFor('2d', { filter }));
    expect(answer.unknown).toEqual([{ dimension: 'namespace', value: 'paymnets', nearest: ['payments'] }]);
  });
});

describe('health', () => {
  it('says since when and when last well', async () => {
    const prod = createFakeSource();
    const { costs, clock } = createTestService({ prod });
    await costs.health();
    clock.nowMs += 1_000;
    prod.fail(unreachable());
    await costs.health();
    clock.nowMs += 5_000;
    const { clusters, cache } = await costs.health();
    expect(clusters[0]).toMatchObject({
      cluster: 'prod',
      state: 'down',
      sinceMs: tuesdayMorningMs + 1_000,
      lastSuccessMs: tuesdayMorningMs,
    });
    expect(cache?.engine).toBe('memory');
  });
});
