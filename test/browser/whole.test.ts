import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { reports } from '../../src/reports/index.js';
import { startWholeApp, type WholeApp } from '../support/whole-app.js';
import { describeInChromium } from './chromium.js';

const phone = { width: 390, height: 844 };
/** So many of the lines are looked at on a phone too. */
const onPhone = 5;

let whole: WholeApp;
beforeAll(async () => {
  // what OpenCost has nothing of is answered at once
  whole = await startWholeApp({ openCost: { retentionDays: 35 } });
}, 30_000);
afterAll(() => whole?.stop());

/** Types a command and waits for its answer below those before it; a line that says it is being worked on is none. */
async function ask(page: Page, line: string) {
  const answers = page.locator('.message').filter({ has: page.locator('.blocks .header') });
  const before = await answers.count();
  await page.getByRole('textbox', { name: /^Message to/ }).fill(`/kubecent ${line}`.trim());
  await page.keyboard.press('Enter');
  const answer = answers.nth(before);
  await answer.waitFor();
  return answer;
}

/** Whether the page, or its list of messages, can be pushed sideways. */
function isTooWide(page: Page): Promise<boolean> {
  return page.locator(':root').evaluate((root) => {
    const boxes = [root, ...root.querySelectorAll('.messages')];
    return boxes.some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
  });
}

const lines = [
  ...reports.map(({ name }) => name),
  ...['cost by=label:team', 'namespaces 2026-11-13', 'namespases'],
];

describeInChromium('the real app in the page', ({ openOver }) => {
  it('every report is drawn in a wide window and on a phone', async () => {
    const { page } = await openOver(whole.slack);
    const wide = page.viewportSize() ?? { width: 1280, height: 720 };
    for (const line of lines) {
      const answer = await ask(page, line);
      const words = (await answer.textContent()) ?? '';
      expect([line, words.length > 60, words.includes('cannot be shown')]).toEqual([line, true, false]);
      expect([line, await isTooWide(page)]).toEqual([line, false]);
      if (lines.indexOf(line) >= onPhone) continue;
      await page.setViewportSize(phone);
      expect([line, 'on a phone', await isTooWide(page)]).toEqual([line, 'on a phone', false]);
      await page.setViewportSize(wide);
    }
    expect(await page.locator('[data-block=fallback]').count()).toBe(0);
  });

  it('a button opens what it names, in its place', async () => {
    const { page } = await openOver(whole.slack);
    const answer = await ask(page, '');
    const count = await page.locator('.message').count();
    await answer.getByRole('button', { name: 'Savings' }).click();
    await answer.getByText('a month can go now').first().waitFor();
    expect(await page.locator('.message').count()).toBe(count);
  });
});
