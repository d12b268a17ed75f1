import { expect, it } from '@jest/globals';
import { describeInChromium, expectSoon } from './chromium.js';
import { fakeSlack } from './fake-slack.js';

describeInChromium('the clock', ({ open, openOver }) => {
  it('is shown and moved, and the day of a message follows it', async () => {
    const slack = fakeSlack();
    slack.post({ text: 'hello' });
    let nowMs = Date.UTC(2026, 10, 23, 9, 0, 30);
    const clock = {
      now: () => nowMs,
      move: (ms: number) => {
        nowMs += ms;
      },
    };
    const { page } = await openOver(slack, {}, clock);
    const shown = () => page.locator('.clock time').textContent();
    await expectSoon(page, shown, 'Mon 23 Nov 09:00 UTC');
    await page.locator('.day-line', { hasText: 'Today' }).waitFor();
    await page.getByRole('button', { name: '+1 h' }).click();
    await expectSoon(page, shown, 'Mon 23 Nov 10:00 UTC');
    await page.getByRole('button', { name: '+1 day' }).click();
    await expectSoon(page, shown, 'Tue 24 Nov 10:00 UTC');
    await page.locator('.day-line', { hasText: 'Yesterday' }).waitFor();
    await page.getByRole('button', { name: 'next Monday' }).click();
    await expectSoon(page, shown, 'Mon 30 Nov 08:59 UTC');
  });

  it('is only shown where nobody moves it', async () => {
    const { page } = await open();
    await page.locator('.clock time').waitFor();
    expect(await page.locator('.clock button').count()).toBe(0);
  });
});
