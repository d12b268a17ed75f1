import { describe, expect, it } from '@jest/globals';
import { dayMs } from '../../../src/cost/time.js';
import type { ServiceHealth } from '../../../src/cost-service/health.js';
import { KubecentError } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import { healthGlance } from '../../../src/reports/health-glance.js';
import { collectMonthGlance } from '../../../src/reports/month-glance.js';
import { savingsGlance } from '../../../src/reports/savings-glance.js';
import { historyProgress } from '../../support/fake-ledger.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { createSmallCluster, type Damage } from '../../support/small-cluster.js';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const words = (value: unknown) => JSON.stringify(value);

function serviceOver(
  firstDay: string,
  damageOf: (startMs: number) => Damage | null = () => null,
  at = tuesdayMorningMs,
) {
  const source = createSmallCluster({
    workloads: [
      { namespace: 'shop', cost: { cpu: 10_000_000 }, used: 0.05 },
      { namespace: 'search', cost: { cpu: 2_000_000 } },
    ],
    firstMs: day(firstDay),
    nowMs: at,
    damageOf,
  });
  const service = createTestService({ prod: source });
  service.clock.nowMs = at;
  return service;
}

const glanceOf = ({ costs, clock }: ReturnType<typeof serviceOver>) =>
  collectMonthGlance({ costs, nowMs: clock.nowMs, weekStarts: 'monday' });

describe('the month at a glance', () => {
  it('has the figures of the overview, each day, and the namespaces that cost most', async () => {
    const service = serviceOver('2026-10-01');
    const glance = await glanceOf(service);
    const context = { costs: service.costs, now: () => service.clock.nowMs, weekStarts: 'monday' as const };
    const overview = words((await answerLine('overview', context)).document());
    // but for the line that is named there
    const [month, figures] = glance.lines[0] ?? [];
    expect(month).toEqual({ text: 'November', style: 'bold' });
    expect(overview).toContain(`${figures} (monthly 2026-11)`);
    expect(glance.days).toMatchObject({ name: 'November 2026', currency: 'USD' });
    expect(glance.days?.days).toHaveLength(23);
    const json = (await answerLine('monthly 2026-11', context)).json() as {
      by_day: { total_cost: number }[];
    };
    expect(json.by_day.map(({ total_cost: cost }) => Math.round(cost * 1e5))).toEqual(
      glance.days?.days.map(({ total }) => total),
    );
    expect(glance.namespaces.map(({ name, command }) => `${name}: ${command}`)).toEqual([
      'shop: cost 2026-11 by=controller namespace=shop',
      'search: cost 2026-11 by=controller namespace=search',
    ]);
    expect(glance.today).toMatchObject([{ cluster: 'prod', stale: false }]);
  });

  it('falls back on the month before while no day of this one is known', async () => {
    const glance = await glanceOf(serviceOver('2026-10-01', () => null, day('2026-11-01') + dayMs / 2));
    expect(words(glance.lines)).toMatch(/No day of this month is known yet.*October 2026/);
    expect(glance.days?.name).toBe('October 2026');
  });

  it('is empty where nothing can be read, and says why', async () => {
    const down = new KubecentError({ code: 'DOWN', userMessage: 'OpenCost cannot be reached.' });
    const glance = await glanceOf(serviceOver('2026-10-01', () => down));
    expect(glance).toMatchObject({
      lines: [],
      days: null,
      namespaces: [],
      failures: [{ cluster: 'prod', userMessage: 'OpenCost cannot be reached.' }],
    });
  });
});

describe('savings at a glance', () => {
  it('are the first of the report, each with a line that opens it', async () => {
    const { costs } = serviceOver('2026-10-01');
    const answer = await answerLine('savings 7d', {
      costs,
      now: () => tuesdayMorningMs,
      weekStarts: 'monday',
    });
    const { recommendations } = answer.json() as { recommendations: { potential_savings: number }[] };
    const { rows } = savingsGlance(answer, 1);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ total }) => total / 1e5)).toEqual(
      recommendations.slice(0, rows.length).map(({ potential_savings: money }) => money),
    );
    for (const { command } of rows) expect(command).toMatch(/^savings 7d/);
  });
});

describe('health at a glance', () => {
  const sinceMs = Date.parse('2026-11-24T08:00:00Z');
  const cluster = { cluster: 'prod', state: 'up' as const, detail: '', sinceMs, lastSuccessMs: sinceMs };
  const health = (change: Partial<ServiceHealth> = {}): ServiceHealth => ({
    clusters: [{ ...cluster, latencyMs: 12, prometheusUp: true }],
    cache: null,
    parts: [{ name: 'Jobs', state: 'up', detail: 'none has run yet', sinceMs: null, lastSuccessMs: null }],
    history: [historyProgress()],
    checkedMs: tuesdayMorningMs,
    ...change,
  });
  const today = [{ cluster: 'prod', asOfMs: tuesdayMorningMs - 300_000, stale: false }];

  it('is one sentence, and the parts of which it is made', () => {
    const { sentence, details, adminDetails } = healthGlance(health(), today);
    expect(sentence).toEqual(['All numbers current.']);
    expect(words(details)).toMatch(/up, 12 ms.*5 min old.*97 of 97 days read.*last complete day Mon 23 Nov/);
    expect(words(details)).not.toContain('Jobs');
    expect(words(adminDetails)).toContain('Jobs');
  });

  it('says what is not current and since when', () => {
    const down = { ...cluster, state: 'down' as const, latencyMs: 0, prometheusUp: null };
    const { sentence } = healthGlance(health({ clusters: [down] }), []);
    expect(sentence).toEqual([
      'No OpenCost answers: only figures read before can be shown.',
      ' prod is down',
      ' since ',
      { dateMs: sinceMs, style: 'date-time' },
      '.',
    ]);
  });
});
