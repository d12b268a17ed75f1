import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../support/until.js';
import { startWholeApp, type WholeApp } from '../support/whole-app.js';
import { describeInChromium } from './chromium.js';

const adminToken = 'an-admin-token-of-32-characters!';
const days = 4;
const [mendedDay, acceptedDay] = ['2026-11-21', '2026-11-22'] as const;
const hostile = '<img src=x onerror="document.title=1">';

let whole: WholeApp;
let mend: (() => void)[] = [];
beforeAll(async () => {
  whole = await startWholeApp({
    servesApi: true,
    keepsLedger: true,
    openCost: {
      retentionDays: 6,
      events: [{ kind: 'add-namespace', day: '2026-11-01', namespace: hostile, pods: 20 }],
    },
    environment: { BACKFILL_DAYS: String(days), ADMIN_TOKEN: adminToken },
  });
  mend = [mendedDay, acceptedDay].map((day) =>
    whole.openCost.addEvent({ kind: 'damage-day', day, how: 'drop-pods' }),
  );
  await until(async () => (await whole.app.costs.health()).history[0]?.settledDays === days);
}, 60_000);
afterAll(() => whole?.stop());

const address = (path: string) => `http://127.0.0.1:${whole.apiPort}${path}`;

async function signIn(page: Page, token = adminToken) {
  await page.goto(address('/admin'));
  await page.getByLabel('Admin token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const said = (page: Page) => page.getByRole('status').textContent();
const words = async (page: Page) => (await page.locator('main').textContent()) ?? '';

describeInChromium('the admin page', ({ openEmpty }) => {
  it('opens for the admin token alone, shows every page, on a phone too, drops the cache, and closes', async () => {
    const page = await openEmpty({ viewport: { width: 390, height: 844 } });
    await signIn(page, 'another-token-of-32-characters!!');
    expect(await page.getByRole('alert').textContent()).toBe('This is not the admin token.');
    await page.goto(address('/admin/cache'));
    expect(await heading(page)).toBe('Sign in');
    await whole.ask('namespaces 2d');
    await signIn(page);
    expect(await heading(page)).toBe('Overview');
    expect(await page.context().cookies()).toEqual([
      expect.objectContaining({ httpOnly: true, sameSite: 'Strict', path: '/admin' }),
    ]);
    for (const [place, told] of [
      ['Settings', /adminPage/],
      ['Ledger', /November 2026/],
      ['Digests', /changed in Slack/],
      ['Cache', /Hits/],
    ] as const) {
      await page.getByRole('link', { name: place, exact: true }).click();
      const shown = await words(page);
      expect([await heading(page), shown]).toEqual([place, expect.stringMatching(told)]);
      expect(shown).not.toContain(adminToken);
      const tooWide = await page.locator(':root').evaluate((root) => root.scrollWidth > root.clientWidth + 1);
      expect([place, tooWide]).toEqual([place, false]);
    }
    const drops = page.getByRole('button', { name: 'Drop', exact: true });
    const before = await drops.count();
    expect(before).toBeGreaterThan(1);
    await press(page, 'Drop');
    expect([await said(page), await drops.count()]).toEqual(['One entry is dropped.', before - 1]);
    await press(page, 'Drop all');
    expect([await said(page), await drops.count()]).toEqual([expect.stringMatching(/^All entries/), 0]);
    await page.reload();
    expect(await page.getByRole('status').count()).toBe(0);
    await press(page, 'Sign out');
    await page.goto(address('/admin'));
    expect(await heading(page)).toBe('Sign in');
  });

  it('reseals a damaged day, accepts another, shows names as they are, and works without OpenCost', async () => {
    const page = await openEmpty();
    await signIn(page);
    await page.goto(address('/admin/ledger'));
    await page.getByRole('link', { name: '21 Nov: held back' }).click();
    expect(await words(page)).toMatch(/no pods/);
    for (const undo of mend.splice(0)) undo();
    await press(page, 'Compare with OpenCost');
    await page.getByText(hostile, { exact: true }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    await press(page, 'Write what OpenCost says now');
    expect(await said(page)).toMatch(/^Resealed/);
    expect(await words(page)).toMatch(/State: final/);

    whole.openCost.setFailure({ kind: 'unavailable' });
    await press(page, 'Compare with OpenCost');
    expect(await page.getByRole('alert').textContent()).toMatch(/OpenCost/);
    await page.goto(address('/admin'));
    expect(await words(page)).toMatch(/down/);
    await page.goto(address(`/admin/ledger/day?cluster=prod&day=${acceptedDay}`));
    await page.getByLabel('Why it is right').fill(hostile);
    await press(page, 'Accept');
    expect(await said(page)).toMatch(/accepted/);
    expect(await words(page)).toContain(hostile);
    await page.goto(address(`/admin/ledger/day?cluster=${encodeURIComponent(hostile)}&day=${mendedDay}`));
    expect(await words(page)).toContain(`There is no cluster “${hostile}”`);
    expect(await page.locator('img').count()).toBe(0);
    whole.openCost.setFailure(null);
    const done = whole.log.filter(({ msg }) => msg === 'admin action').map(({ what }) => what);
    expect(done).toEqual(expect.arrayContaining(['sign in', 'reseal a day', 'accept a day']));
  });

  it('shows the queues without a request to anybody else', async () => {
    const page = await openEmpty();
    const foreign: string[] = [];
    await page.context().route(
      ({ host }) => host !== `127.0.0.1:${whole.apiPort}`,
      (route) => {
        foreign.push(route.request().url());
        return route.abort();
      },
    );
    await signIn(page);
    await page.getByRole('link', { name: 'Queues', exact: true }).click();
    await page.getByText('upkeep').first().waitFor();
    await page.getByText('digests').first().waitFor();
    expect(foreign).toEqual([]);
  });
});
