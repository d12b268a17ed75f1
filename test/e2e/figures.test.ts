import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dollars, sumRawDays } from '../support/raw-sums.js';
import { startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

let whole: WholeApp;
beforeAll(async () => {
  // six months are asked for, two are looked at: what OpenCost has nothing of is answered at once
  whole = await startWholeApp({ openCost: { retentionDays: 45 }, servesApi: true });
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

  it('to programs too, with the state of each day, and what was asked is counted', async () => {
    const url = `http://127.0.0.1:${whole.apiPort}`;
    const raw = await sumRawDays(whole.openCost.url, '2026-11-17', '2026-11-23');
    const path = '/api/v1/cost/namespaces?window=7d&limit=1000';
    const body = (await (await fetch(`${url}${path}`)).json()) as {
      namespaces: { namespace: string; total_cost: number }[];
      total: number;
      days: unknown[];
    };
    const served = new Map(
      body.namespaces.map(({ namespace, total_cost }) => [namespace, Math.round(total_cost * 1e5)]),
    );
    for (const [namespace, units] of raw.byNamespace)
      if (!namespace.startsWith('__'))
        expect([namespace, served.get(namespace)]).toEqual([namespace, Number(units)]);
    expect(Math.round(body.total * 1e5)).toBe(Number(raw.total));
    expect(body.days).toHaveLength(7);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(
      /kubecent_question_duration_seconds_count\{[^}]*report="namespaces"[^}]*surface="api"/,
    );
    expect(metrics).toMatch(/kubecent_opencost_requests_total\{[^}]*route="allocation"/);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready', parts: {} });
    expect(metrics).not.toContain('payments');
  });

  it('to programs while OpenCost is down, out of what is kept, with health that says so', async () => {
    const url = `http://127.0.0.1:${whole.apiPort}`;
    whole.openCost.setFailure({ kind: 'prometheus-down' });
    const kept = await fetch(`${url}/api/v1/cost/namespaces?window=7d&limit=1`);
    expect(kept.status).toBe(200);
    const health = await fetch(`${url}/api/v1/health`);
    expect(await health.json()).toMatchObject({
      opencost: [{ name: 'prod', state: expect.not.stringMatching(/^up$/) }],
    });
    whole.openCost.setFailure(null);
  });
});
