import { describe, expect, it } from '@jest/globals';
import { dayMs } from '../../../src/cost/time.js';
import type { CostSource } from '../../../src/cost-service/ports.js';
import { KubecentError } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { createSmallCluster, type Damage } from '../../support/small-cluster.js';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

/** A cluster of one pod that costs so many dollars a day, the same every day. */
function clusterOf(
  dollars: number,
  firstDay: string,
  damageOf: (startMs: number) => Damage | null,
  nowMs = tuesdayMorningMs,
): CostSource {
  const source = createSmallCluster({
    workloads: [{ cost: { cpu: dollars * 100_000 } }],
    idlePercent: 0,
    firstMs: day(firstDay),
    nowMs,
    damageOf,
  });
  const flat = (cost: number) => (cost === 0 ? 0 : dollars * 100_000);
  return {
    ...source,
    async *allocation(request) {
      for await (const row of source.allocation(request))
        yield { ...row, cost: { ...row.cost, cpu: flat(row.cost.cpu) } };
    },
    async assets(request) {
      const assets = await source.assets(request);
      return assets.map((asset) => ({
        ...asset,
        totalCost: flat(asset.totalCost),
        cost: { ...asset.cost, cpu: flat(asset.cost.cpu) },
      }));
    },
  };
}

interface MonthJson {
  month: string;
  total_cost: number;
  average_daily_cost: number | null;
  average_daily_change: number | null;
  average_pods: number;
}

async function monthsOf(sources: Record<string, CostSource>) {
  const { costs } = createTestService(sources);
  const context = { costs, now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
  const answer = await answerLine('monthly', context);
  const json = answer.json() as { months: MonthJson[]; run_rate: { amount: number; basis: string } | null };
  const november = json.months.find(({ month }) => month === '2026-11');
  return { november, rate: json.run_rate, words: JSON.stringify(answer.document()) };
}

const whole = () => null;
const failing = () => new KubecentError({ code: 'OPENCOST_DOWN', userMessage: 'OpenCost does not answer.' });

describe('months of several clusters', () => {
  it('have the average of what is known, whatever is not', async () => {
    const { november, rate } = await monthsOf({
      eu: clusterOf(100, '2026-10-01', whole),
      us: clusterOf(100, '2026-10-01', failing),
    });
    expect(november).toMatchObject({ total_cost: 2_300, average_daily_cost: 100, average_pods: 1 });
    expect(rate).toEqual({ amount: 3_000, basis: 'month_to_date' });
  });

  it('have the sum of each cluster’s own average day', async () => {
    const everyThird = (startMs: number) => ((startMs / dayMs) % 3 === 0 ? 'missing' : null);
    const { november, rate } = await monthsOf({
      eu: clusterOf(1_000, '2026-10-01', whole),
      us: clusterOf(10, '2026-10-01', everyThird),
    });
    expect(november).toMatchObject({ average_daily_cost: 1_010, average_daily_change: 0, average_pods: 2 });
    expect(rate).toEqual({ amount: 30_300, basis: 'month_to_date' });
  });

  it('compare clusters that both months know', async () => {
    const { november } = await monthsOf({
      eu: clusterOf(100, '2026-10-01', whole),
      us: clusterOf(50, '2026-11-03', whole),
    });
    expect(november).toMatchObject({ average_daily_cost: 150, average_daily_change: 0 });
  });

  it('project a cluster that cannot be read any more from its last month, and say so', async () => {
    const { rate, words } = await monthsOf({
      eu: clusterOf(100, '2026-10-01', whole),
      us: clusterOf(10, '2026-10-01', (startMs) => (startMs >= day('2026-11-01') ? 'missing' : null)),
    });
    expect(rate).toEqual({ amount: 3_300, basis: 'mixed' });
    expect(words).toContain('run rate $3,300.00 for November, in part at last month’s average');
  });
});

describe('the first day of a month', () => {
  const newYearMs = day('2027-01-01') + 30_000;

  async function onNewYear(line: string, damageOf: (startMs: number) => Damage | null = whole) {
    const { costs, clock } = createTestService({ eu: clusterOf(10, '2026-10-01', damageOf, newYearMs) });
    clock.nowMs = newYearMs;
    const answer = await answerLine(line, { costs, now: () => newYearMs, weekStarts: 'monday' });
    const { title, ...document } = answer.document();
    return { json: answer.json(), words: JSON.stringify(document), summary: document.summary };
  }

  it('has a run rate at last month’s average, and no line of nothing', async () => {
    const { json, words, summary } = await onNewYear('monthly');
    expect(json).toMatchObject({ run_rate: { amount: 310, basis: 'last_month' } });
    expect(summary).toMatch(
      /^December 2026: \$310\.00 .*run rate \$310\.00 for January, at last month’s average/,
    );
    expect(words).not.toContain('$0.00 in');
  });

  it('is said to be that, not called a lack of data', async () => {
    for (const line of ['monthly month', 'monthly 2027-01']) {
      const { words } = await onNewYear(line);
      expect(words).toContain('No costs for 2027-01: no day of it is over yet.');
      expect(words).toContain('"command":"namespaces today"');
      expect(words).not.toContain('has no data');
    }
  });

  it('keeps the currency where today cannot be read', async () => {
    const { summary } = await onNewYear('monthly', (startMs) =>
      startMs >= day('2027-01-01') ? 'missing' : null,
    );
    expect(summary).toContain('$310.00');
    const failed = await onNewYear('monthly', (startMs) => (startMs >= day('2027-01-01') ? failing() : null));
    expect(failed.summary).toContain('$310.00');
  });
});
