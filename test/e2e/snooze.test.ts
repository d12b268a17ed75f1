import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../support/until.js';
import { startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

let whole: WholeApp;
beforeAll(async () => {
  whole = await startWholeApp({
    keepsLedger: true,
    servesApi: true,
    openCost: { retentionDays: 9 },
    environment: { BACKFILL_DAYS: '7' },
  });
}, 60_000);
afterAll(() => whole.stop());

it('what is snoozed in a terminal is snoozed for programs and for Slack, with who did it', async () => {
  const read = async (path: string) =>
    (await (await fetch(`http://127.0.0.1:${whole.apiPort}/api/v1/savings/${path}`)).json()) as {
      recommendations: { id: string; what: string }[];
      snoozed: unknown;
    };
  const [{ id, what } = { id: '', what: '' }] = (await read('recommendations')).recommendations;
  await whole.app.answer(`savings snooze ${id} 30d why="until the audit"`, { surface: 'terminal' });
  const { recommendations, snoozed } = await read('recommendations');
  expect(recommendations.map((one) => one.id)).not.toContain(id);
  expect(snoozed).toMatchObject({ count: 1 });
  expect((await read('snoozed')).snoozed).toMatchObject([{ id, by: 'terminal', why: 'until the audit' }]);
  expect(JSON.stringify((await whole.ask('savings')).blocks)).toContain('1 snoozed, ');
  await whole.slack.openHome();
  const home = await until(() => {
    const text = wordsOf(whole.slack.home()?.blocks);
    return text.includes('To save first') && text;
  });
  expect(home).not.toContain(what);
});
