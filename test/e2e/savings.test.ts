import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRawContainer } from '../support/raw-container.js';
import { startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

let whole: WholeApp;
beforeAll(async () => {
  whole = await startWholeApp();
});
afterAll(() => whole.stop());

interface Wire {
  recommendations: {
    kind: string;
    namespace: string;
    controller: string;
    potential_savings: number;
    cost: number;
    figure: string;
    priority: string;
    evidence: string;
    next_step: string;
  }[];
  savings: { can_go_now: number; frees_capacity: number };
  below_minimum: { count: number; potential_savings: number };
  total_cost: number;
  idle_cost: number;
}
const ask = async (line: string) => (await whole.app.answer(line)).json() as Wire;
const find = ({ recommendations }: Wire, kind: string, namespace: string, controller = '') =>
  recommendations.find(
    (each) => each.kind === kind && each.namespace === namespace && each.controller === controller,
  );

describe('savings in the sample cluster', () => {
  it('are the volumes that nobody mounts: 200 GiB and 80 GiB at $0.0001 an hour', async () => {
    const found = await ask('savings');
    expect(find(found, 'unclaimed_volumes', 'data')?.potential_savings).toBeCloseTo(14.6, 3);
    expect(find(found, 'unclaimed_volumes', '')?.potential_savings).toBeCloseTo(5.84, 3);
    expect(found.savings.can_go_now).toBeCloseTo(20.44, 3);
  });

  it('are the requests of the over-requested service, as the raw bytes say', async () => {
    const days = ['2026-11-17', '2026-11-23'] as const;
    const raw = await readRawContainer(
      whole.openCost.url,
      { namespace: 'checkout', controller: 'checkout-api' },
      days,
    );
    const cpu = Math.ceil((raw.cpuMax / 0.7) * 1000) / 1000;
    const mib = Math.ceil(raw.ramMax / 0.7 / 1024 ** 2);
    expect([raw.cpuRequest, raw.ramRequest]).toEqual([2, 4 * 1024 ** 3]);
    const cpuSaved = raw.cpuCost * (1 - (cpu * raw.containerHours) / raw.cpuCoreHours);
    const ramSaved = raw.ramCost * (1 - (mib * 1024 ** 2 * raw.containerHours) / raw.ramByteHours);
    const found = find(await ask('savings'), 'over_requested', 'checkout', 'checkout-api');
    expect(found?.next_step).toBe(`set requests: cpu ${Math.round(cpu * 1000)}m, memory ${mib}Mi`);
    expect(found?.potential_savings).toBeCloseTo(((cpuSaved + ramSaved) * 730) / 168, 2);
    expect(found).toMatchObject({ priority: 'high', figure: 'frees_capacity' });
  });

  it('are the idle service, the idle nodes, and the risk of the one without requests', async () => {
    const found = await ask('savings');
    const idle = find(found, 'over_requested', 'tools', 'old-dashboard');
    expect(idle?.potential_savings).toBeGreaterThan(0.9 * (idle?.cost ?? 0));
    expect(find(found, 'cluster_idle', '')?.potential_savings).toBeCloseTo((found.idle_cost * 730) / 168, 2);
    expect(find(found, 'no_requests', 'tools', 'scratch')).toMatchObject({
      potential_savings: 0,
      figure: 'none',
    });
  });

  it('add up over namespaces, and never come to more than the bill', async () => {
    const all = await ask('savings');
    const requests = (wire: Wire) =>
      wire.recommendations
        .filter(({ kind }) => kind === 'over_requested')
        .map((each) => each.potential_savings);
    const sum = (money: number[]) => Math.round(money.reduce((total, each) => total + each, 0) * 1e5);
    const namespaces = [...new Set(all.recommendations.map(({ namespace }) => namespace))].filter(Boolean);
    const parts = await Promise.all(namespaces.map((name) => ask(`savings namespace=${name}`)));
    expect(sum(parts.flatMap(requests))).toBe(sum(requests(all)));
    const { can_go_now, frees_capacity } = all.savings;
    expect(can_go_now + frees_capacity).toBeLessThan((all.total_cost * 730) / 168);
  });

  it('are gone once they are applied', async () => {
    const undo = [
      whole.openCost.addEvent({
        kind: 'apply-saving',
        day: '2026-11-25',
        namespace: 'checkout',
        controller: 'checkout-api',
        requestFactor: 0.1,
      }),
      whole.openCost.addEvent({ kind: 'remove-volume', day: '2026-11-25', volume: 'pv-released' }),
    ];
    whole.clock.nowMs += 3 * 86_400_000;
    try {
      const found = await ask('savings');
      expect(find(found, 'over_requested', 'checkout', 'checkout-api')?.next_step ?? '').not.toContain('cpu');
      expect(find(found, 'unclaimed_volumes', '')).toBeUndefined();
      expect(find(found, 'unclaimed_volumes', 'data')).toBeDefined();
    } finally {
      whole.clock.nowMs -= 3 * 86_400_000;
      for (const take of undo) take();
    }
  });

  it('read well in Slack: the two figures apart, lines, table, evidence', async () => {
    const { text, blocks } = await whole.ask('savings');
    expect(text).toMatch(
      /^Savings: \$20\.44 a month can go now\. Apart from that, \$[\d,.]+ a month frees capacity/,
    );
    const words = wordsOf(blocks);
    expect(words).toContain('requests of checkout-api · checkout');
    expect(words).toContain('not to be added');
    expect(words).toContain('Per month of 730 h, from 7 of 7 days');
    expect(blocks.map(({ type }) => type)).toEqual(expect.arrayContaining(['data_table', 'actions']));
  });
});
