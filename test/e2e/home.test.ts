import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../support/until.js';
import { startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

let whole: WholeApp;
afterEach(() => whole.stop());

const home = (user?: string) => wordsOf(whole.slack.home(user)?.blocks ?? []);

describe('Home of a Kubecent that keeps nothing', () => {
  it('has the figures of the reports, costs OpenCost nothing to open, and stays when everything is down', async () => {
    whole = await startWholeApp({ openCost: { retentionDays: 14 } });
    const monthly = wordsOf((await whole.ask('monthly 2026-11')).blocks);
    await whole.slack.openHome();
    await until(() => home().includes('run rate'));
    const [month = ''] = /\$[\d,.]+ in \d+ of 30 days/.exec(monthly) ?? [];
    expect(month).not.toBe('');
    expect(home()).toContain(month);
    expect(home()).toContain('All numbers current');
    expect(home()).not.toContain('Your digests');

    const before = whole.openCost.requestCount();
    const users = whole.slack.users.map(({ id }) => id);
    await Promise.all(Array.from({ length: 20 }, (_, at) => whole.slack.openHome(users[at % users.length])));
    expect(whole.openCost.requestCount()).toBe(before);

    whole.openCost.setFailure({ kind: 'bad-gateway' });
    whole.clock.nowMs += 600_000;
    await whole.slack.openHome();
    await until(() => /is down\s+since/.test(home()));
    expect(home()).toContain(month);
  });
});
