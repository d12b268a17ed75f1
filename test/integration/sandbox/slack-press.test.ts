import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SlackDouble } from '../../../sandbox/slack/contract.js';
import { startSlackDouble } from '../../../sandbox/slack/server.js';
import { type AppStub, respond, startAppStub } from './slack-app-stub.js';

const SECRET = 'secret';
const CHANNEL = 'C1';
const ASKER = 'U1';
const OTHER = 'U2';
const NOW_MS = Date.UTC(2026, 10, 23, 9, 0, 0);

let slack: SlackDouble;
let app: AppStub;

beforeEach(async () => {
  app = await startAppStub();
  const person = { admin: false, timeZone: 'UTC' };
  slack = await startSlackDouble({
    signingSecret: SECRET,
    botToken: 'xoxb-sandbox',
    requestUrl: app.url,
    now: () => NOW_MS,
    ackTimeoutMs: 100,
    channels: [{ id: CHANNEL, name: 'platform', botIsMember: false }],
    users: [
      { ...person, id: ASKER, name: 'alex' },
      { ...person, id: OTHER, name: 'sam' },
    ],
  });
});

afterEach(async () => {
  await slack.stop();
  await app.stop();
});

const texts = (user = ASKER) => slack.messages(CHANNEL, user).map((message) => message.text);

describe('a press', () => {
  const button = {
    type: 'button',
    action_id: 'run',
    value: 'namespaces 30d',
    text: { type: 'plain_text', text: '30 days' },
  };
  const blocks = [{ type: 'actions', block_id: 'drill', elements: [button] }];
  const target = { actionId: 'run', blockId: 'drill' };
  const payload = () => JSON.parse(String(app.form().payload)) as Record<string, unknown>;

  async function show(extra: Record<string, unknown> = {}): Promise<string> {
    const { responseUrl } = await slack.command('namespaces');
    await respond(responseUrl, { text: 'answer', blocks, ...extra });
    return String(slack.messages(CHANNEL).at(-1)?.ts);
  }

  it('on an ephemeral message sends block_actions without the message, and its url replaces it', async () => {
    const ts = await show();
    const { responseUrl } = await slack.press(ts, target);
    expect(payload()).toMatchObject({
      type: 'block_actions',
      user: { id: ASKER, username: 'alex' },
      container: { type: 'message', message_ts: ts, channel_id: CHANNEL, is_ephemeral: true },
      channel: { id: CHANNEL, name: 'platform' },
      team: { id: 'T0KUBECENT' },
      response_url: responseUrl,
      actions: [{ type: 'button', action_id: 'run', block_id: 'drill', value: 'namespaces 30d' }],
    });
    expect(payload()).not.toHaveProperty('message');
    await respond(responseUrl, { text: 'new answer' });
    expect(texts()).toEqual(['new answer']);
  });

  it('on a message for everybody carries the message, from whoever presses', async () => {
    const ts = await show({ response_type: 'in_channel' });
    await slack.press(ts, target, { user: OTHER });
    expect(payload()).toMatchObject({
      user: { id: OTHER },
      message: { ts, text: 'answer' },
      container: { is_ephemeral: false },
    });
  });

  it('picks an option of a menu', async () => {
    const option = (value: string) => ({ text: { type: 'plain_text', text: `${value} days` }, value });
    const menu = { action_id: 'days', options: [option('7'), option('30')] };
    const elements = [
      { ...menu, type: 'overflow' },
      {
        ...menu,
        type: 'static_select',
        action_id: 'more',
        placeholder: { type: 'plain_text', text: 'Days' },
      },
    ];
    const ts = await show({ blocks: [{ type: 'actions', block_id: 'drill', elements }] });
    for (const [type, actionId] of [
      ['overflow', 'days'],
      ['static_select', 'more'],
    ] as const) {
      await slack.press(ts, { actionId, blockId: 'drill', value: '30' });
      const action = { type, action_id: actionId, block_id: 'drill', selected_option: option('30') };
      expect(payload()).toMatchObject({ actions: [action] });
    }
    const other = slack.press(ts, { actionId: 'days', blockId: 'drill', value: '90' });
    await expect(other).rejects.toThrow(/no option "90"/);
  });

  it('chooses in selects and pickers, also what the app suggests', async () => {
    const select = (type: string) => ({ type, action_id: type });
    const kinds = ['datepicker', 'conversations_select', 'external_select', 'multi_users_select'];
    const ts = await show({ blocks: [{ type: 'actions', block_id: 'drill', elements: kinds.map(select) }] });
    const choose = async (type: string, value: string | readonly string[]) => {
      await slack.press(ts, { actionId: type, blockId: 'drill', value });
      return payload();
    };
    expect(await choose('datepicker', '2026-11-30')).toMatchObject({
      actions: [{ type: 'datepicker', selected_date: '2026-11-30' }],
      state: { values: { drill: { datepicker: { selected_date: '2026-11-30' } } } },
    });
    const chosen = { actions: [{ selected_conversation: CHANNEL }] };
    expect(await choose('conversations_select', CHANNEL)).toMatchObject(chosen);
    await expect(choose('conversations_select', 'C9')).rejects.toThrow(/does not offer C9/);
    expect(await choose('multi_users_select', [OTHER])).toMatchObject({
      actions: [{ selected_users: [OTHER] }],
    });

    await expect(choose('external_select', 'a')).rejects.toThrow(/no option "a"/);
    const option = { text: { type: 'plain_text', text: 'A' }, value: 'a' };
    app.answer = { status: 200, body: JSON.stringify({ options: [option] }) };
    const target = { actionId: 'external_select', blockId: 'drill' };
    expect(await slack.messageOptions(ts, target, 'abc')).toMatchObject({ options: [option] });
    expect(payload()).toMatchObject({
      type: 'block_suggestion',
      value: 'abc',
      container: { type: 'message', message_ts: ts },
    });
    app.answer = { status: 200, body: '' };
    expect(await choose('external_select', 'a')).toMatchObject({ actions: [{ selected_option: option }] });
  });

  it('is signed like a command, and forged on demand', async () => {
    const ts = await show();
    await slack.press(ts, target, { forge: 'future' });
    const { headers, body } = app.last();
    const timestamp = headers['x-slack-request-timestamp'];
    expect(Number(timestamp)).toBe(NOW_MS / 1000 + 3600);
    expect(headers['x-slack-signature']).toBe(
      `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`,
    );
  });

  it('throws where a person could not press', async () => {
    const ts = await show();
    await expect(slack.press(ts, { actionId: 'other', blockId: 'drill' })).rejects.toThrow(/no button/);
    await expect(slack.press(ts, target, { user: OTHER })).rejects.toThrow(/Only U1 sees/);
    await expect(slack.press('1.1', target)).rejects.toThrow(/No message/);
    const { responseUrl } = await slack.press(ts, target);
    await respond(responseUrl, { delete_original: true });
    await expect(slack.press(ts, target)).rejects.toThrow(/No message/);
  });
});
