import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '../../../src/api/metrics.js';
import { dayMs } from '../../../src/cost/time.js';
import { historyProgress } from '../../support/fake-ledger.js';
import { countsOf, filledMetrics, samplesOf } from '../../support/metrics.js';

const nowMs = Date.parse('2026-11-24T09:00:00Z');

const start = (options: Partial<Parameters<typeof createMetrics>[0]> = {}) => {
  const metrics = createMetrics({ version: '1.2.3', now: () => nowMs, ...options });
  const counts = async (name: string) => countsOf((await metrics.text()).body, name);
  return { metrics, counts };
};

describe('what Prometheus is told', () => {
  it('is its text format, with the build and the usual metrics of a process', async () => {
    const { contentType, body } = await filledMetrics().text();
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(countsOf(body, 'kubecent_build_info')).toEqual({
      [`version=1.2.3 node=${process.versions.node}`]: 1,
    });
    const names = new Set(samplesOf(body).map(({ name }) => name));
    for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total'])
      expect(names).toContain(name);
    expect([...names].filter((name) => !/^(kubecent|nodejs|process)_/.test(name))).toEqual([]);
  });

  it('belongs to its own registry: a second one begins at nothing', async () => {
    filledMetrics();
    const { counts } = start();
    expect(await counts('kubecent_slack_calls_total')).toEqual({});
  });

  it('is in seconds', async () => {
    const { body } = await filledMetrics().text();
    expect(countsOf(body, 'kubecent_question_duration_seconds_sum')).toEqual({
      'report=cost surface=slack source=ledger outcome=answered': 0.2,
    });
    expect(countsOf(body, 'kubecent_opencost_request_duration_seconds_sum')).toEqual({
      'cluster=prod route=allocation': 3,
    });
    expect(countsOf(body, 'kubecent_digest_lateness_seconds_sum')).toEqual({ '': 90 });
    expect(countsOf(body, 'kubecent_job_duration_seconds_sum')).toEqual({ 'name=seal': 0.04 });
  });

  it('names outcomes as people look for them', async () => {
    const { body } = await filledMetrics().text();
    expect(countsOf(body, 'kubecent_opencost_requests_total')).toEqual({
      'cluster=prod route=allocation outcome=timeout': 1,
    });
    expect(countsOf(body, 'kubecent_opencost_retries_total')).toEqual({ 'cluster=prod route=allocation': 2 });
    expect(countsOf(body, 'kubecent_job_runs_total')).toEqual({ 'name=seal outcome=put_back': 1 });
  });

  it('has a nought for what has not happened yet, so that the first one is an increase', async () => {
    const { metrics } = start();
    metrics.jobFinished({ job: 'seal', outcome: 'done', durationMs: 1 });
    const samples = samplesOf((await metrics.text()).body).filter(({ value }) => value === 0);
    const noughts = samples.map(({ name, labels }) => `${name} ${labels.outcome}`);
    expect(noughts).toEqual(
      expect.arrayContaining(['kubecent_digests_total missed', 'kubecent_job_runs_total failed']),
    );
  });

  it('counts what has no report or source under none', async () => {
    const { metrics, counts } = start();
    const facts = { surface: 'terminal', outcome: 'not_understood', durationMs: 1 } as const;
    metrics.questionAnswered({ ...facts, report: null, source: null });
    expect(await counts('kubecent_question_duration_seconds_count')).toEqual({
      'report=none surface=terminal source=none outcome=not_understood': 1,
    });
  });

  it('takes the words of others for labels as far as they are words, and a hundred of them', async () => {
    const { metrics, counts } = start();
    const codes = Array.from({ length: 150 }, (_, index) => `code_${index}`);
    for (const code of ['<html>Not found</html>', '', ...codes, 'code_0'])
      metrics.slackCalled({ method: 'chat.postMessage', code });
    const found = await counts('kubecent_slack_calls_total');
    expect(Object.keys(found)).toHaveLength(102);
    expect(found).toMatchObject({
      'method=chat.postMessage code=none': 1,
      'method=chat.postMessage code=code_0': 2,
      'method=chat.postMessage code=other': 51,
    });
  });
});

describe('the cache', () => {
  it('is counted as it counts itself, however often that is asked', async () => {
    const statistics = { engine: 'redis', connected: false, entries: 5, hits: 7, misses: 4 } as const;
    const { counts } = start({ cache: () => ({ ...statistics, expired: 2, stale: 1, loads: 3, errors: 6 }) });
    for (let scrape = 0; scrape < 2; scrape += 1) {
      expect(await counts('kubecent_cache_lookups_total')).toEqual({ 'result=hit': 7, 'result=miss': 4 });
      expect(await counts('kubecent_cache_events_total')).toEqual({
        'event=expired': 2,
        'event=load': 3,
        'event=stale': 1,
        'event=error': 6,
      });
    }
    expect(await counts('kubecent_cache_connected')).toEqual({});
    expect(await counts('kubecent_cache_entries')).toEqual({ '': 5 });
  });
});

describe('days of the ledger', () => {
  const eu = historyProgress({
    cluster: 'eu',
    wantedDays: 10,
    settledDays: 8,
    states: { sealed: 1, final: 3, partial: 1, quarantined: 2, missing: 1 },
    lastCompleteMs: Date.parse('2026-11-22T00:00:00Z'),
  });

  it('are told by cluster and state, in the words of people', async () => {
    const { counts } = start({ days: async () => [{ ...eu, ended: false }] });
    expect(await counts('kubecent_ledger_days')).toEqual({
      'cluster=eu state=complete': 1,
      'cluster=eu state=final': 3,
      'cluster=eu state=partial': 1,
      'cluster=eu state=held_back': 2,
      'cluster=eu state=missing': 1,
      'cluster=eu state=unread': 2,
    });
  });

  it('have an age from the end of the last complete one, where one is expected', async () => {
    const { counts } = start({
      days: async () => [
        { ...eu, ended: false },
        { ...eu, cluster: 'old', ended: true },
        { ...eu, cluster: 'new', lastCompleteMs: null, ended: false },
      ],
    });
    const sinceMs = nowMs - Date.parse('2026-11-22T00:00:00Z') - dayMs;
    expect(await counts('kubecent_ledger_last_complete_day_age_seconds')).toEqual({
      'cluster=eu': sinceMs / 1_000,
    });
  });

  it('of a cluster of which nothing is wanted any more are not told', async () => {
    const none = { sealed: 0, final: 0, partial: 0, quarantined: 0, missing: 0 };
    const days = async () => [{ ...eu, wantedDays: 0, settledDays: 0, states: none, ended: true }];
    const { body } = await start({ days }).metrics.text();
    expect(samplesOf(body).filter(({ name }) => name === 'kubecent_ledger_days')).toEqual([]);
  });

  it('stay as they were while the database is away, and the ledger is told to be unreadable', async () => {
    const state = { nowMs, away: false };
    const faults: unknown[] = [];
    const { counts } = start({
      now: () => state.nowMs,
      onFault: (error) => faults.push(error),
      days: async () => {
        if (state.away) throw new Error('connection refused');
        return [{ ...eu, ended: false }];
      },
    });
    const before = await counts('kubecent_ledger_days');
    expect(await counts('kubecent_ledger_readable')).toEqual({ '': 1 });
    state.away = true;
    state.nowMs += 60_000;
    expect(await counts('kubecent_ledger_days')).toEqual(before);
    expect(await counts('kubecent_ledger_readable')).toEqual({});
    expect(faults[0]).toMatchObject({ message: 'connection refused' });
    state.away = false;
    expect(await counts('kubecent_ledger_readable')).toEqual({ '': 1 });
  });
});

it('digests that are late now are told by how far they have come', async () => {
  const { counts } = start({ overdue: async () => ({ due: 2, sending: 0, withheld: 1 }) });
  expect(await counts('kubecent_digests_overdue')).toEqual({ 'state=due': 2, 'state=withheld': 1 });
  const none = start({ overdue: async () => null });
  expect(await none.counts('kubecent_digests_overdue')).toEqual({});
});
