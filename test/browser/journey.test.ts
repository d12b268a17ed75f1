import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { until } from '../support/until.js';
import { startWholeApp, type WholeApp } from '../support/whole-app.js';
import { describeInChromium } from './chromium.js';

const days = 8;

let whole: WholeApp;
beforeAll(async () => {
  whole = await startWholeApp({
    keepsLedger: true,
    openCost: { retentionDays: days + 2 },
    environment: { BACKFILL_DAYS: String(days) },
  });
  await until(async () => (await whole.app.costs.health()).history[0]?.settledDays === days);
}, 60_000);
afterAll(() => whole?.stop());

const answers = (page: Page) => page.locator('.message').filter({ has: page.locator('.blocks .header') });

/** Types a line and waits for its answer. */
async function ask(page: Page, line: string): Promise<Locator> {
  const before = await answers(page).count();
  await page.getByRole('textbox', { name: /^Message to/ }).fill(`/kubecent ${line}`.trim());
  await page.keyboard.press('Enter');
  const answer = answers(page).nth(before);
  await answer.waitFor();
  return answer;
}

/** Opens the first row of the answer's table whose name matches. */
async function open(answer: Locator, name: RegExp): Promise<void> {
  const list = answer.getByRole('combobox', { name: 'Open …' }).first();
  const option = list.locator('option').filter({ hasText: name }).first();
  await list.selectOption((await option.getAttribute('value')) ?? '');
}

describeInChromium('an answer that one works with', ({ openOver }) => {
  it('leads from the overview to one container, shares, downloads, snoozes and undoes, by clicks alone', async () => {
    const { page } = await openOver(whole.slack);
    const answer = await ask(page, '');
    await open(answer, /^payments/);
    await answer.getByRole('heading', { name: /Cost by controller/ }).waitFor();
    await open(answer, /api$/);
    await answer.getByRole('heading', { name: /Cost by pod/ }).waitFor();
    await open(answer, /^api-/);
    await answer.getByRole('heading', { name: /Cost by container/ }).waitFor();
    expect(await answer.textContent()).toMatch(/Overview.*payments.*api/s);

    // a column of the table has that name, too
    await answer
      .locator('button.button')
      .filter({ hasText: /^Share$/ })
      .click();
    const shared = page.locator('.message').filter({ hasText: 'Shared by' });
    await shared.waitFor();
    await shared.getByRole('button', { name: 'CSV' }).click();
    await page.getByText(/1 reply/).click();
    const link = page.getByRole('link', { name: /download/ });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);

    const savings = await ask(page, 'savings');
    await savings
      .getByRole('combobox', { name: 'More actions' })
      .first()
      .selectOption({ label: 'Snooze 7 days' });
    await savings.getByText(/1 snoozed/).waitFor();
    await savings.getByRole('button', { name: 'Undo' }).click();
    await savings.getByText(/1 snoozed/).waitFor({ state: 'detached' });
  });

  it('does what the buttons of a message say that was made before a restart', async () => {
    const { page } = await openOver(whole.slack);
    const answer = await ask(page, 'namespaces 7d');
    const savings = await ask(page, 'savings 7d');
    await whole.restart();
    await open(answer, /^payments/);
    await answer.getByRole('heading', { name: /Cost by controller/ }).waitFor();
    const menu = savings.getByRole('combobox', { name: 'More actions' }).first();
    await menu.selectOption({ label: 'Snooze 7 days' });
    await savings.getByText(/1 snoozed/).waitFor();
    await savings.getByRole('button', { name: 'Undo' }).click();
    await savings.getByText(/1 snoozed/).waitFor({ state: 'detached' });
    const before = await page.locator('.message').count();
    await answer
      .locator('button.button')
      .filter({ hasText: /^Share$/ })
      .click();
    await until(async () => (await page.locator('.message').count()) > before);
    expect(await page.locator('.message').last().textContent()).toMatch(/Shared by/);
  });

  it('has a Home that says what is so while OpenCost is down', async () => {
    const { page } = await openOver(whole.slack);
    whole.openCost.setFailure({ kind: 'bad-gateway' });
    try {
      await page.getByRole('button', { name: /Kubecent Home/ }).click();
      await page
        .getByText(/November/)
        .first()
        .waitFor();
      expect(await page.locator('[data-block=fallback]').count()).toBe(0);
    } finally {
      whole.openCost.setFailure(null);
    }
  });
});
