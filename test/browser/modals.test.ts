import { afterEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  input,
  type ModalBench,
  modal,
  of,
  option,
  plain,
  startModalBench,
} from '../integration/sandbox/slack-modal-client.js';
import { describeInChromium, expectSoon } from './chromium.js';

const benches: ModalBench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.stop();
});

const text = { type: 'plain_text_input' };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAAAAACcgYFdAAAADUlEQVR4nGNoaGAAIwANiQMBNh/1KwAAAABJRU5ErkJggg==',
  'base64',
);
const dialogs = (page: Page) => page.getByRole('dialog');
const hasFocus = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => element.matches(':focus-within'));

describeInChromium('modals', ({ openOver }) => {
  async function opened(blocks: readonly Record<string, unknown>[], extra: Record<string, unknown> = {}) {
    const bench = await startModalBench();
    benches.push(bench);
    const { page } = await openOver(bench.slack);
    const id = await bench.open(blocks, extra);
    await dialogs(page).waitFor();
    const values = () => bench.slack.views()[0]?.values ?? {};
    const answer = (body: unknown) => {
      bench.app.answer = { status: 200, body: JSON.stringify(body) };
    };
    return { bench, page, id, values, answer };
  }

  it('are filled in, refused beside their inputs, and submitted', async () => {
    const { bench, page, answer } = await opened([
      input('Name', text, { hint: plain('As people know it') }),
      input('Days', {
        type: 'static_select',
        placeholder: plain('Pick'),
        options: [option('a'), option('b')],
      }),
      input('Boxes', { type: 'checkboxes', options: [option('a'), option('b')] }, { optional: true }),
      input('Where', { type: 'conversations_select' }),
      input('At', { type: 'timepicker', initial_time: '09:00' }),
    ]);
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await expectSoon(page, () => hasFocus(page, '.modal-body'), true);
    await dialog.getByRole('combobox', { name: 'Days' }).selectOption('Option b');
    await dialog.getByRole('group', { name: 'Boxes (optional)' }).getByLabel('Option a').check();
    await dialog.getByRole('combobox', { name: 'Where' }).selectOption('#random');
    await dialog.getByLabel('At').fill('10:30');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').getByText('Please complete this required field.').waitFor();
    await expectSoon(page, () => name.getAttribute('aria-invalid'), 'true');
    const described = (await name.getAttribute('aria-describedby')) ?? '';
    const words = described.split(' ').map((id) => page.locator(`[id="${id}"]`).textContent());
    expect(await Promise.all(words)).toEqual(['As people know it', '⚠ Please complete this required field.']);
    await expectSoon(page, () => name.evaluate((element) => element.matches(':focus')), true);

    answer({ response_action: 'errors', errors: { Name: 'Taken already.' } });
    await name.fill('alex');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').getByText('Taken already.').waitFor();
    answer({});
    await name.fill('sam');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(bench.app.payload()).toMatchObject({
      type: 'view_submission',
      view: {
        state: {
          values: {
            Name: { value: { value: 'sam' } },
            Days: { value: { selected_option: { value: 'b' } } },
            Boxes: { value: { selected_options: [{ value: 'a' }] } },
            Where: { value: { selected_conversation: 'C2' } },
            At: { value: { selected_time: '10:30' } },
          },
        },
      },
    });
  });

  it('keep what is being typed when the page or the modal changes', async () => {
    const { bench, page, id, values } = await opened([input('Name', text)]);
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.pressSequentially('al');
    await bench.call('chat.postMessage', { channel: 'C1', text: 'meanwhile' });
    await page.getByText('meanwhile').waitFor();
    const blocks = [{ type: 'section', block_id: 'new', text: plain('a new line') }, input('Name', text)];
    await bench.call('views.update', { view_id: id, view: modal(blocks) });
    await page.getByText('a new line').waitFor();
    await page.keyboard.type('ex');
    expect(await name.inputValue()).toBe('alex');
    await expectSoon(page, async () => values().Name?.value, { type: 'plain_text_input', value: 'alex' });
  });

  it('keep the focus, and are left by Escape, back and ✕', async () => {
    const { bench, page, id } = await opened([input('Name', text)], { close: plain('Leave') });
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab');
      expect(
        await page
          .locator('aside, main')
          .evaluateAll((all) => all.some((one) => one.matches(':focus-within'))),
      ).toBe(false);
    }
    const push = async () => {
      await bench.call('views.push', {
        trigger_id: await bench.trigger(),
        view: modal([], { title: plain('More') }),
      });
      await page.getByRole('dialog', { name: 'More' }).waitFor();
    };
    await push();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await push();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Leave' }).waitFor();
    expect(bench.slack.views()).toMatchObject([{ id }]);
    await push();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await dialogs(page).waitFor({ state: 'detached' });
    expect(bench.slack.views()).toEqual([]);
  });

  it('send presses and searches, and say when the app does not answer', async () => {
    const go = { type: 'button', action_id: 'go', text: plain('Go'), value: 'v' };
    const { bench, page, values, answer } = await opened([
      { type: 'actions', block_id: 'acts', elements: [go] },
      input('Namespace', { type: 'multi_external_select', min_query_length: 2 }),
    ]);
    await page.getByRole('button', { name: 'Go' }).click();
    await expectSoon(page, async () => bench.app.payload().type, 'block_actions');
    expect(bench.app.payload()).toMatchObject({
      actions: [{ action_id: 'go', block_id: 'acts', value: 'v' }],
    });
    answer({ options: [option('payments')] });
    await page.getByRole('searchbox', { name: 'Namespace' }).pressSequentially('pay');
    await page.getByLabel('Option payments').check();
    answer({ options: [option('checkout')] });
    await page.getByRole('searchbox', { name: 'Namespace' }).fill('che');
    await page.getByLabel('Option checkout').check();
    const chosen = {
      type: 'multi_external_select',
      selected_options: [option('payments'), option('checkout')],
    };
    await expectSoon(page, async () => values()[of('Namespace').blockId]?.value, chosen);
    bench.app.answer = { status: 500, body: '' };
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').getByText('We had some trouble connecting').waitFor();
    expect(bench.slack.views()).toHaveLength(1);
  });

  it('have a Home tab beside them; mentions, direct messages, files and pictures reach who they are for', async () => {
    const bench = await startModalBench();
    benches.push(bench);
    const { page } = await openOver(bench.slack);
    const share = async (filename: string, bytes: Buffer, where: Record<string, unknown>) => {
      const { upload_url, file_id } = await bench.call('files.getUploadURLExternal', {
        filename,
        length: bytes.length,
      });
      await fetch(String(upload_url), { method: 'POST', body: new Uint8Array(bytes) });
      await bench.call('files.completeUploadExternal', { files: [{ id: file_id }], ...where });
      return String(file_id);
    };
    const event = () => (bench.app.payload().event ?? {}) as Record<string, unknown>;

    await share('costs.csv', Buffer.from('a,b'), { channel_id: 'C1', initial_comment: 'All rows.' });
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'costs.csv' }).click();
    expect((await download).suggestedFilename()).toBe('costs.csv');
    await page.getByRole('button', { name: 'Reply in thread' }).click();
    await page.getByRole('textbox', { name: 'Reply in the thread' }).fill('and @kubecent, why?');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '1 reply' }).waitFor();
    const [{ ts = '' } = {}] = bench.slack.messages('C1');
    await expectSoon(page, async () => event().type, 'app_mention');
    expect(event()).toMatchObject({ thread_ts: ts, text: `and <@${bench.slack.botUserId}>, why?` });

    const picture = await share('days.png', PNG, {});
    const go = { type: 'button', action_id: 'go', text: plain('Go'), value: 'v' };
    const pick = {
      type: 'static_select',
      action_id: 'days',
      placeholder: plain('Days'),
      options: [option('7')],
    };
    await bench.call('views.publish', {
      user_id: 'U1',
      view: {
        type: 'home',
        blocks: [
          { type: 'image', alt_text: 'Cost a day', slack_file: { id: picture } },
          { type: 'actions', block_id: 'acts', elements: [go, pick] },
        ],
      },
    });
    await page.getByRole('button', { name: 'Kubecent Home' }).click();
    const image = page.getByRole('img', { name: 'Cost a day' });
    await expectSoon(page, () => image.evaluate((element) => Reflect.get(element, 'naturalWidth')), 2);
    await expectSoon(page, async () => event().tab, 'home');
    await page.getByRole('button', { name: 'Go' }).click();
    await expectSoon(page, async () => bench.app.payload().type, 'block_actions');
    expect(bench.app.payload()).toMatchObject({ container: { type: 'view' }, actions: [{ value: 'v' }] });
    await page.getByRole('combobox', { name: 'Days' }).selectOption('Option 7');
    const chosen = async () => (bench.app.payload().actions as { selected_option?: unknown }[])[0];
    await expectSoon(page, async () => (await chosen())?.selected_option, option('7'));

    await page.getByRole('button', { name: 'Kubecent', exact: true }).click();
    await page.getByRole('textbox', { name: 'Message to Kubecent' }).fill('help');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('help').waitFor();
    await expectSoon(page, async () => event().channel_type, 'im');
  });
});
