import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { webApi } from '@slack/bolt';
import type { SlackDouble } from '../../../sandbox/slack/contract.js';
import { CHANNEL, clientOf, failure, OUTSIDE, section, startTestSlack } from './slack-client.js';

let slack: SlackDouble;
let client: webApi.WebClient;

beforeEach(async () => {
  slack = await startTestSlack();
  client = clientOf(slack);
});

afterEach(() => slack.stop());

describe('tokens', () => {
  it('says who the bot is', async () => {
    expect(await client.auth.test()).toMatchObject({
      ok: true,
      team_id: 'T0KUBECENT',
      user_id: 'U0KUBECENT',
    });
  });

  it('refuses a wrong, a missing and an unfitting token', async () => {
    expect(await failure(clientOf(slack, 'xoxb-other').auth.test())).toMatchObject({ error: 'invalid_auth' });
    expect(await failure(clientOf(slack, '').auth.test())).toMatchObject({ error: 'not_authed' });
    expect(await failure(client.apps.connections.open())).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await failure(clientOf(slack, 'xapp-sandbox').auth.test())).toMatchObject({
      error: 'not_allowed_token_type',
    });
  });

  it('knows no other method, and never records a token', async () => {
    expect(await failure(client.apiCall('chat.postNonsense', { token: 'xoxb-sandbox' }))).toMatchObject({
      error: 'unknown_method',
    });
    expect(JSON.stringify(slack.calls)).not.toContain('xoxb');
  });
});

describe('messages', () => {
  it('posts, updates and deletes, and records every call in order', async () => {
    const posted = await client.chat.postMessage({ channel: CHANNEL, text: 'one', blocks: [section('one')] });
    await client.chat.update({
      channel: CHANNEL,
      ts: String(posted.ts),
      text: 'two',
      blocks: [section('two')],
    });
    expect(slack.messages(CHANNEL, 'U2')).toMatchObject([
      {
        text: 'two',
        edited: true,
        deleted: false,
        author: 'app',
        blocks: [{ type: 'section', text: { text: 'two' } }],
      },
    ]);
    await client.chat.delete({ channel: CHANNEL, ts: String(posted.ts) });
    expect(slack.messages(CHANNEL)[0]?.deleted).toBe(true);
    expect(slack.calls.map(({ method, status }) => [method, status])).toEqual([
      ['chat.postMessage', 200],
      ['chat.update', 200],
      ['chat.delete', 200],
    ]);
    expect(slack.calls[0]?.args).toMatchObject({ channel: CHANNEL, blocks: [section('one')] });
  });

  it('gives blocks and buttons the ids that the app left out', async () => {
    const text = { type: 'plain_text' as const, text: 'Go' };
    const button = { type: 'button' as const, text };
    await client.chat.postMessage({
      channel: CHANNEL,
      text: 'x',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    expect(slack.messages(CHANNEL)[0]?.blocks[0]).toMatchObject({
      block_id: expect.stringMatching(/./),
      elements: [{ action_id: expect.stringMatching(/./) }],
    });
  });

  it('shows an ephemeral message to its user alone, and never lets it be updated', async () => {
    const sent = await client.chat.postEphemeral({ channel: CHANNEL, user: 'U2', text: 'psst' });
    expect(slack.messages(CHANNEL, 'U2')).toHaveLength(1);
    expect(slack.messages(CHANNEL, 'U1')).toHaveLength(0);
    const update = client.chat.update({ channel: CHANNEL, ts: String(sent.message_ts), text: 'x' });
    expect(await failure(update)).toMatchObject({ error: 'message_not_found' });
  });

  it('writes direct messages by user id and by channel id', async () => {
    const opened = await client.conversations.open({ users: 'U1' });
    const sent = await client.chat.postMessage({ channel: 'U1', text: 'hello' });
    expect(sent.channel).toBe(opened.channel?.id);
    expect(slack.messages(String(sent.channel))).toHaveLength(1);
  });

  it.each([
    ['not_in_channel', { channel: OUTSIDE, text: 'x' }],
    ['channel_not_found', { channel: 'C9', text: 'x' }],
    ['no_text', { channel: CHANNEL, text: ' ' }],
    ['invalid_blocks_format', { channel: CHANNEL, text: 'x', blocks: '[{"type":' }],
    [
      'msg_blocks_too_long',
      { channel: CHANNEL, text: 'x', blocks: Array(4).fill(section('x'.repeat(2401))) },
    ],
  ])('refuses with %s', async (error, args) => {
    expect(await failure(client.apiCall('chat.postMessage', args))).toMatchObject({ ok: false, error });
  });

  it('takes 9,600 characters of block text', async () => {
    const blocks = Array(4).fill(section('x'.repeat(2400)));
    expect(await client.chat.postMessage({ channel: CHANNEL, text: 'x', blocks })).toMatchObject({
      ok: true,
    });
  });

  it('cuts text at 40,000 with a warning; an update of more than 4,000 is msg_too_long', async () => {
    const sent = await client.chat.postMessage({ channel: CHANNEL, text: 'x'.repeat(40_001) });
    expect(sent).toMatchObject({ ok: true, warning: 'message_truncated' });
    expect(slack.messages(CHANNEL)[0]?.text).toHaveLength(40_000);
    const update = (length: number) =>
      client.chat.update({ channel: CHANNEL, ts: String(sent.ts), text: 'x'.repeat(length) });
    expect(await update(4000)).toMatchObject({ ok: true });
    expect(await failure(update(4001))).toMatchObject({ error: 'msg_too_long' });
  });

  it('names each bad block with a JSON pointer', async () => {
    const blocks = [section('x'), { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    const line = 'must be less than 151 characters [json-pointer:/blocks/1/text/text]';
    expect(await failure(client.chat.postMessage({ channel: CHANNEL, text: 'x', blocks }))).toMatchObject({
      error: 'invalid_blocks',
      errors: [line],
      response_metadata: { messages: [`[ERROR] ${line}`] },
    });
  });

  it('refuses data_ blocks on demand, and takes them again', async () => {
    const rows = [[{ type: 'raw_text', text: 'h' }], [{ type: 'raw_text', text: 'v' }]];
    const blocks = [section('x'), { type: 'data_table', caption: 'C', rows }];
    const send = () => client.chat.postMessage({ channel: CHANNEL, text: 'x', blocks });
    slack.setFaults({ refuseDataBlocks: true });
    expect(await failure(send())).toMatchObject({
      error: 'invalid_blocks',
      errors: ['unsupported type: data_table [json-pointer:/blocks/1/type]'],
    });
    slack.setFaults({});
    expect(await send()).toMatchObject({ ok: true });
  });

  it('takes JSON bodies as well as forms', async () => {
    const response = await fetch(`${slack.url}/api/chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: 'Bearer xoxb-sandbox' },
      body: JSON.stringify({ channel: CHANNEL, text: 'json', blocks: [section('json')] }),
    });
    expect(await response.json()).toMatchObject({ ok: true });
    expect(slack.messages(CHANNEL)[0]?.text).toBe('json');
  });
});
