import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dollars, sumRawDays } from '../support/raw-sums.js';
import { startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

let whole: WholeApp;
beforeAll(async () => {
  // six months are asked for, two are looked at: what OpenCost has nothing of is answered at once
  whole = await startWholeApp({ openCost: { retentionDays: 45 } });
});
afterAll(() => whole.stop());

/** Rows of the message's table: name and cost as shown. */
function costsOf(blocks: readonly Readonly<Record<string, unknown>>[]): Map<string, string> {
  const table = blocks.find(({ type }) => type === 'data_table');
  const rows = (table?.rows ?? []) as { text?: string }[][];
  return new Map(rows.slice(1).map((cells) => [wordsOf(cells[0]), wordsOf(cells[1])]));
}

describe('figures shown are those of OpenCost’s raw bytes', () => {
  it('by namespace over seven closed days, to the cent', async () => {
    const raw = await sumRawDays(whole.openCost.url, '2026-11-17', '2026-11-23');
    const message = await whole.ask('namespaces 7d');
    const shown = costsOf(message.blocks);
    expect(shown.size).toBeGreaterThan(12);
    for (const [namespace, units] of raw.byNamespace) {
      const name = { __idle__: 'idle', __unmounted__: 'unclaimed volumes' }[namespace] ?? namespace;
      const row = [...shown].find(([text]) => text === name || text.startsWith(`${name} (`));
      expect([namespace, row?.[1]]).toEqual([namespace, dollars(units)]);
    }
    expect(wordsOf(message.blocks)).toContain(dollars(raw.total));
  });

  it('by pod of one namespace, to the last unit', async () => {
    const raw = await sumRawDays(whole.openCost.url, '2026-11-17', '2026-11-23');
    const { pods, total } = (await whole.app.answer('pods payments')).json() as {
      pods: { pod: string; total_cost: number }[];
      total: number;
    };
    const expected = [...raw.byPod]
      .filter(([key]) => key.startsWith('payments/'))
      .map(([key, units]) => [key.slice('payments/'.length), Number(units)] as const);
    const known = new Map(
      pods
        .filter(({ total_cost }) => total_cost > 0)
        .map(({ pod, total_cost }) => [pod, Math.round(total_cost * 1e5)]),
    );
    expect(known).toEqual(new Map(expected));
    expect(Math.round(total * 1e5)).toBe(Number(raw.byNamespace.get('payments')));
  });

  it('by month: the running one, from its first to its last closed day, without the day held back', async () => {
    const days = await Promise.all([
      sumRawDays(whole.openCost.url, '2026-11-01', '2026-11-12'),
      sumRawDays(whole.openCost.url, '2026-11-14', '2026-11-23'),
    ]);
    const { months } = (await whole.app.answer('monthly')).json() as {
      months: { month: string; total_cost: number; covered_days: number }[];
    };
    const november = months.find(({ month }) => month === '2026-11');
    expect(november).toMatchObject({
      total_cost: Number(days.reduce((sum, { total }) => sum + total, 0n)) / 1e5,
      covered_days: 22,
    });
  });
});
