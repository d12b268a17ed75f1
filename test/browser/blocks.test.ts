import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { chart, dataTable, everyBlock, pie } from './blocks.js';
import { describeInChromium, expectSoon } from './chromium.js';
import { section } from './fake-slack.js';

describeInChromium('blocks', ({ open }) => {
  const opened = async (...blocks: readonly Readonly<Record<string, unknown>>[]) => {
    const { page } = await open((slack) => slack.post({ blocks }));
    await page.locator('.message').waitFor();
    return page;
  };
  const column = (page: Page, index: number) =>
    page.locator(`.data-table tbody tr > :nth-child(${index})`).allTextContents();

  it('sorts a data table by value, the other way round, and not at all', async () => {
    const page = await opened(dataTable);
    await page.getByRole('columnheader', { name: 'Cost' }).getByRole('button').click();
    await expectSoon(page, () => column(page, 2), ['$600', '$599', '$500', '$499', '$400']);
    await page.getByRole('columnheader', { name: 'Cost' }).getByRole('button').click();
    await expectSoon(page, () => column(page, 2), ['$99', '$100', '$199', '$200', '$299']);
    expect(await page.getByRole('columnheader', { name: 'Cost' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    await page.getByRole('columnheader', { name: 'Cost' }).getByRole('button').click();
    await expectSoon(page, () => column(page, 1), ['payments', 'checkout', 'search', 'spark', 'api']);
  });

  it('sorts words as words, and numbers stand at the right', async () => {
    const page = await opened(dataTable);
    await page.getByRole('columnheader', { name: 'Namespace' }).getByRole('button').click();
    await expectSoon(page, () => column(page, 1), ['api', 'checkout', 'ci', 'edge', 'legacy']);
    const align = (name: string) =>
      page
        .getByRole('cell', { name, exact: true })
        .first()
        .evaluate((cell) => cell.ownerDocument.defaultView.getComputedStyle(cell).textAlign);
    expect(await align('$300')).toBe('right');
  });

  it('turns the pages of a data table and filters it', async () => {
    const page = await opened(dataTable);
    await page.getByText('1–5 of 12').waitFor();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('11–12 of 12').waitFor();
    await expectSoon(page, () => column(page, 1), ['ci', 'ops']);
    expect(await page.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);

    await page.getByRole('searchbox').fill('CHECK');
    await page.getByText('1–1 of 1 (12 in all)').waitFor();
    await expectSoon(page, () => column(page, 1), ['checkout']);
    await page.getByRole('searchbox').fill('nobody');
    await page.getByText('No row has “nobody”.').waitFor();
  });

  it.each([
    ['line', { line: 3, dot: 21 }],
    ['area', { area: 3, dot: 21 }],
    ['bar', { bar: 21 }],
  ] as const)('draws a %s chart of three series over seven days', async (kind, marks) => {
    const page = await opened(chart(kind, ['payments', 'checkout', 'search']));
    await page.locator(`[data-chart=${kind}] svg`).waitFor();
    for (const [mark, count] of Object.entries(marks)) {
      expect([mark, await page.locator(`[data-mark=${mark}]`).count()]).toEqual([mark, count]);
    }
    expect(await page.locator('.legend-name').allTextContents()).toEqual(['payments', 'checkout', 'search']);
    expect(await page.locator('svg title').first().textContent()).toBe('payments, 16 Nov: 60');
    expect(await page.locator('.axis-title').allTextContents()).toEqual(['Day (UTC)', 'USD']);
  });

  it('draws a pie whose slices are as large as their values, with words for each', async () => {
    const page = await opened(pie);
    await page.locator('[data-mark=slice]').first().waitFor();
    expect(await page.locator('[data-mark=slice]').count()).toBe(4);
    expect(await page.locator('.legend li').allTextContents()).toEqual([
      'requested, unused36.0%',
      'used32.0%',
      'idle21.0%',
      'storage and network11.0%',
    ]);
  });

  it('draws negative bars downwards from zero', async () => {
    const data = [
      { label: 'a', value: -10 },
      { label: 'b', value: 10 },
    ];
    const block = {
      type: 'data_visualization',
      title: 'Change',
      chart: { type: 'bar', series: [{ name: 'x', data }], axis_config: { categories: ['a', 'b'] } },
    };
    const page = await opened(block);
    const bars = page.locator('[data-mark=bar]');
    await bars.first().waitFor();
    const box = async (index: number) => (await bars.nth(index).boundingBox()) ?? { y: 0, height: 0 };
    const [down, up] = [await box(0), await box(1)];
    expect(Math.abs(down.y - (up.y + up.height))).toBeLessThan(1.5);
    expect(Math.abs(down.height - up.height)).toBeLessThan(1.5);
  });

  it('shows one of every block, an unknown one as such, and breaks on none that is malformed', async () => {
    const nonsense = everyBlock.map(({ type }) => ({
      type,
      text: 7,
      elements: [null, 'x', { type: 3 }],
      rows: {},
    }));
    const page = await opened(...everyBlock, ...nonsense, {
      type: 'data_visualization',
      chart: { type: 'radar' },
    });
    await page.getByText('This block cannot be shown (hologram).').first().waitFor();
    await page.getByText('This block cannot be shown (data_visualization).').waitFor();
    expect(await page.getByText('bold', { exact: true }).evaluate((element) => element.tagName)).toBe('B');
    await page.getByText('*not bold*').waitFor();
    await page.getByText('2026-11-23 9:00 AM').waitFor();
    await page.getByRole('heading', { name: 'Why' }).waitFor();
    await page.getByText('p95 of CPU was').waitFor();
    await page.getByText('Details').click();
    await page.getByText('p95 of CPU was').waitFor({ state: 'hidden' });
  });

  it('writes dates for the zone of the reader', async () => {
    const { page } = await open(
      (slack) => slack.post({ blocks: [section('at <!date^1795424400^{date_num} {time}|fallback>')] }),
      { timezoneId: 'Australia/Sydney' },
    );
    await page.getByText('at 2026-11-23 8:00 PM').waitFor();
  });

  it('shows hostile text as text', async () => {
    const hostile = '<img src=x onerror="window.broken=1"> <!channel> &lt; \u202Egnp\u0007 ٱلعربية';
    const cell = (text: string) => ({ type: 'raw_text', text });
    const escaped = hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const page = await opened(
      { type: 'header', text: { type: 'plain_text', text: hostile } },
      section(`name ${escaped}`),
      section('<javascript:alert(1)|press> <img src=x onerror=alert(1)>'),
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: hostile }] }],
      },
      { type: 'markdown', text: '[x](javascript:alert(1)) <b>not bold</b>' },
      { type: 'data_table', caption: hostile, rows: [[cell(hostile)], [cell(hostile)]] },
      { ...pie, title: hostile, chart: { type: 'pie', segments: [{ label: hostile, value: 1 }] } },
    );
    await page.locator('[data-mark=slice]').waitFor();
    expect(await page.locator('h3').textContent()).toBe(hostile);
    expect(await page.locator('.rich-text').textContent()).toBe(hostile);
    expect(await page.locator('.section').first().textContent()).toBe(`name ${hostile}`);
    expect(await page.locator('tbody th').textContent()).toBe(hostile);
    expect(await page.locator('.blocks img, .blocks b, .blocks a, .blocks .mention').count()).toBe(0);
    expect(await page.evaluate('window.broken')).toBeUndefined();
  });

  it('fits a phone: the page does not scroll sideways, a wide table does', async () => {
    const longest = 'n'.repeat(253);
    const wide = { ...dataTable, caption: longest };
    const { page } = await open(
      (slack) =>
        slack.post({ blocks: [...everyBlock, section(longest), chart('bar', ['a', 'b', 'c']), pie, wide] }),
      { viewport: { width: 390, height: 844 } },
    );
    await page.locator('[data-mark=bar]').first().waitFor();
    const sideways = () =>
      page
        .locator('html, main, .messages')
        .evaluateAll((elements) => elements.map((element) => element.scrollWidth - element.clientWidth));
    await expectSoon(page, sideways, [0, 0, 0]);
    const table = await page
      .locator('.data-table .table-scroll')
      .evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(table).toBe(true);
    expect(await page.locator('aside').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Channels', exact: true }).click();
    await page.locator('aside').waitFor();
  });
});
