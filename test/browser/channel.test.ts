import { expect, it } from '@jest/globals';
import { button } from './blocks.js';
import { describeInChromium, expectSoon } from './chromium.js';
import { section } from './fake-slack.js';

describeInChromium('the channel', ({ open }) => {
  it('says what to type while it is empty, and a hint can be clicked', async () => {
    const { page, slack } = await open();
    await page.getByRole('heading', { name: 'This is the very beginning of #finops' }).waitFor();
    slack.onCommand(async () => {
      slack.post({ blocks: [section('Seven days')], ephemeralFor: 'U1' });
      return {};
    });
    await page.locator('.empty').getByRole('button', { name: '/kubecent namespaces 7d' }).click();
    await page.getByText('Seven days').waitFor();
    expect(slack.commands).toEqual([
      { command: '/kubecent', text: 'namespaces 7d', channel: 'C1', user: 'U1' },
    ]);
  });

  it('sends what is typed, shows that it works, then the answer; arrow up brings the line back', async () => {
    const { page, slack } = await open();
    let acknowledge = () => undefined as unknown;
    slack.onCommand(
      () =>
        new Promise((resolve) => {
          acknowledge = () => resolve({});
        }),
    );
    const composer = page.getByRole('textbox', { name: /^Message to/ });
    await composer.fill('/kubecent   pods payments  ');
    await composer.press('Enter');
    await page.getByRole('status').getByText('working…').waitFor();
    await expectSoon(page, () => composer.inputValue(), '');

    slack.post({ text: 'the *answer*', ephemeralFor: 'U1' });
    acknowledge();
    await page.getByText('the answer').waitFor();
    await page.getByText('working…').waitFor({ state: 'detached' });
    expect(slack.commands.at(-1)?.text).toBe('pods payments');

    await composer.press('ArrowUp');
    await expectSoon(page, () => composer.inputValue(), '/kubecent   pods payments');
    await composer.press('ArrowDown');
    await expectSoon(page, () => composer.inputValue(), '');
  });

  it('shows once what Slackbot says of a command that failed', async () => {
    const { page, slack } = await open();
    slack.onCommand(async () => ({ status: 500, failure: 'http_service_error' }));
    await page.getByRole('textbox', { name: /^Message to/ }).fill('/kubecent help');
    await page.keyboard.press('Enter');
    const said = page.locator('.message', { hasText: 'failed with the error "http_service_error"' });
    await said.getByText('Only visible to you').waitFor();
    await page.getByText('working…').waitFor({ state: 'detached' });
    expect(await page.getByText('http_service_error').count()).toBe(1);
    expect(await said.getByText('APP', { exact: true }).count()).toBe(0);
  });

  it('says so when the sandbox itself is gone', async () => {
    const { page, served } = await open();
    await served.stop();
    await page.getByText('Connection lost').waitFor();
    await page.getByRole('textbox', { name: /^Message to/ }).fill('/kubecent help');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('could not be sent').waitFor();
  });

  it('sends nothing that is not its command, and says so', async () => {
    const { page, slack } = await open();
    for (const line of ['hello', '/other thing']) {
      await page.getByRole('textbox', { name: /^Message to/ }).fill(line);
      await page.keyboard.press('Enter');
    }
    await page.getByText('Only slash commands are answered here').waitFor();
    await page.getByText('/other is not a valid command').waitFor();
    expect(slack.commands).toEqual([]);
  });

  it('tells what only one person sees from what all see', async () => {
    const { page } = await open((slack) => {
      slack.post({ text: 'for all' });
      slack.post({ text: 'for alex', ephemeralFor: 'U1' });
      slack.post({ text: 'for sam', ephemeralFor: 'U2' });
    });
    const message = (text: string) => page.locator('.message', { hasText: text });
    await message('for alex').getByText('Only visible to you').waitFor();
    expect(await message('for all').getByText('Only visible to you').count()).toBe(0);
    expect(await message('for sam').count()).toBe(0);
    expect(await message('for all').getByText('APP').count()).toBe(1);

    await page.getByRole('combobox', { name: 'You are' }).selectOption('sam');
    await message('for sam').waitFor();
    expect(await message('for alex').count()).toBe(0);
  });

  it('waits while a button is answered, then shows the message that replaced it', async () => {
    const { page, slack } = await open();
    const actions = [{ type: 'actions', block_id: 'nav', elements: [button('Pods'), button('Months')] }];
    const ts = slack.post({ blocks: [section('namespaces'), ...actions], ephemeralFor: 'U1' });
    let acknowledge = () => undefined as unknown;
    slack.onPress(
      () =>
        new Promise((resolve) => {
          acknowledge = () => resolve({});
        }),
    );
    await page.getByRole('button', { name: 'Pods' }).click();
    await page.locator('button[aria-busy=true]', { hasText: 'Pods' }).waitFor();
    expect(await page.getByRole('button', { name: 'Months' }).isDisabled()).toBe(true);
    expect(slack.presses).toEqual([{ ts, actionId: 'pods', blockId: 'nav', user: 'U1' }]);

    slack.replace(ts, { blocks: [section('pods of payments'), ...actions] });
    acknowledge();
    await page.getByText('pods of payments').waitFor();
    await page.getByText('namespaces', { exact: true }).waitFor({ state: 'detached' });
    await page.getByText('(edited)').waitFor();
    await page.locator('button:enabled', { hasText: 'Months' }).waitFor();
  });

  it('shows what replaced a tall message from its beginning', async () => {
    const { page, slack } = await open();
    const tall = section(Array.from({ length: 90 }, (_, index) => `row ${index}`).join('\n'));
    const actions = { type: 'actions', block_id: 'nav', elements: [button('Pods')] };
    const ts = slack.post({ blocks: [section('namespaces'), tall, actions] });
    slack.onPress(async () => {
      slack.replace(ts, { blocks: [section('pods of payments'), tall, actions] });
      return {};
    });
    await page.getByRole('button', { name: 'Pods' }).click();
    await page.getByText('pods of payments').waitFor();
    await page.locator('button:enabled', { hasText: 'Pods' }).waitFor();
    await expectSoon(page, () => isInView(page.getByText('pods of payments')), true);
  });

  it('says so beside the buttons when a press is not answered, and asks first where a button confirms', async () => {
    const { page, slack } = await open();
    slack.onPress(async () => ({ status: 500, failure: 'http_service_error' }));
    const confirm = {
      title: { text: 'Forget it?' },
      text: { text: 'It is gone then.' },
      deny: { text: 'Keep' },
    };
    slack.post({ blocks: [{ type: 'actions', block_id: 'b', elements: [button('Forget', { confirm })] }] });
    await page.getByRole('button', { name: 'Forget' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(slack.presses).toEqual([]);

    await page.getByRole('button', { name: 'Forget' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Yes' }).click();
    await page
      .getByRole('alert')
      .getByText('Kubecent did not respond to the button (http_service_error)')
      .waitFor();
    expect(slack.presses).toHaveLength(1);
    await page.locator('button:enabled', { hasText: 'Forget' }).waitFor();
  });

  it('keeps the newest message in sight, and a tall one from its beginning', async () => {
    const { page, slack } = await open();
    for (let index = 0; index < 40; index += 1) slack.post({ text: `line ${index}` });
    await page.getByText('line 39').waitFor();
    await expectSoon(page, () => isInView(page.getByText('line 39')), true);
    await expectSoon(page, () => isInView(page.getByText('line 0', { exact: true })), false);

    slack.post({ text: Array.from({ length: 120 }, (_, index) => `row ${index}`).join('\n') });
    await page.getByText('row 119').waitFor();
    await expectSoon(page, () => isInView(page.locator('.message').last().getByText('APP')), true);
  });

  it('marks another channel as unread and opens it', async () => {
    const { page, slack } = await open();
    slack.post({ channel: 'C2', text: 'over here' });
    await page.getByRole('button', { name: 'random new messages' }).click();
    await page.getByText('over here').waitFor();
    await page.getByRole('heading', { name: '#random' }).first().waitFor();
    await expectSoon(page, () => page.getByText('new messages').count(), 0);
  });

  it('shows a reply under the message that it belongs to', async () => {
    const { page, slack } = await open();
    const first = slack.post({ text: 'the report' });
    slack.post({ text: 'something else' });
    slack.post({ text: 'its details', threadTs: first });
    slack.post({ text: 'its end', threadTs: first });
    const replies = page.getByRole('button', { name: '2 replies' });
    await expectSoon(page, () => replies.getAttribute('aria-expanded'), 'false');
    expect(await page.getByText('its details').count()).toBe(0);
    await replies.click();
    await page.locator('.thread').getByText('its details').waitFor();
    expect(await replies.getAttribute('aria-expanded')).toBe('true');
    await expectSoon(page, () => page.locator('.message .mrkdwn').allTextContents(), [
      'the report',
      'its details',
      'its end',
      'something else',
    ]);
    await replies.click();
    await page.getByText('its details').waitFor({ state: 'detached' });
  });

  it('has direct messages with the app, of each person alone', async () => {
    const { page, slack } = await open();
    slack.post({ channel: 'D1', text: 'your digest' });
    await page.getByRole('button', { name: 'Kubecent new messages' }).click();
    await page.getByText('your digest').waitFor();
    await page.getByRole('textbox', { name: 'Message to Kubecent' }).fill('/kubecent help');
    await page.keyboard.press('Enter');
    await expectSoon(page, async () => slack.commands.map(({ channel }) => channel), ['D1']);
    await page.getByRole('combobox', { name: 'You are' }).selectOption('sam');
    await page.getByText('your digest').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Kubecent', exact: true }).waitFor();
  });

  it('presses a menu with the option that was picked', async () => {
    const { page, slack } = await open();
    const option = (value: string) => ({ text: { type: 'plain_text', text: `${value} days` }, value });
    const options = [option('7'), option('30')];
    const select = { type: 'static_select', action_id: 'days', placeholder: { text: 'Days' }, options };
    const overflow = { type: 'overflow', action_id: 'more', options };
    const elements = [select, overflow];
    const ts = slack.post({ blocks: [{ type: 'actions', block_id: 'nav', elements }] });
    await page.getByRole('combobox', { name: 'Days' }).selectOption('30 days');
    await expectSoon(page, async () => slack.presses.length, 1);
    await page.getByRole('combobox', { name: 'More actions' }).selectOption('7 days');
    await expectSoon(page, async () => slack.presses, [
      { ts, actionId: 'days', blockId: 'nav', value: '30', user: 'U1' },
      { ts, actionId: 'more', blockId: 'nav', value: '7', user: 'U1' },
    ]);
  });
});

async function isInView(locator: import('playwright-core').Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const list = element.closest('.messages')?.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    return list !== undefined && own.top >= list.top - 1 && own.bottom <= list.bottom + 1;
  });
}
