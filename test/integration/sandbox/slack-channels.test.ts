import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { webApi } from '@slack/bolt';
import type { SlackDouble } from '../../../sandbox/slack/contract.js';
import { CHANNEL, clientOf, failure, OUTSIDE, startTestSlack } from './slack-client.js';

const SCOPES = ['chat:write', 'users:read', 'channels:history', 'im:history'];
const PACE_MS = 1000;

type Json = Record<string, unknown>;

let slack: SlackDouble;
let client: webApi.WebClient;
let nowMs: number;

async function start(scopes?: readonly string[]) {
  await slack?.stop();
  nowMs = Date.UTC(2026, 10, 30, 9);
  slack = await startTestSlack({
    now: () => nowMs,
    pacePerChannelMs: PACE_MS,
    ...(scopes ? { scopes } : {}),
  });
  client = clientOf(slack);
}

beforeEach(() => start(SCOPES));
afterEach(() => slack.stop());

/** Posts a second after the last, so that the pace lets it through. */
async function post(text: string, extra: Record<string, unknown> = {}): Promise<string> {
  nowMs += PACE_MS;
  const args = { channel: CHANNEL, text, ...extra };
  const answer: Json = { ...(await client.apiCall('chat.postMessage', args)) };
  return String(answer.ts);
}

async function texts(method: string, args: Record<string, unknown>): Promise<string[]> {
  const answer: Json = { ...(await client.apiCall(method, { channel: CHANNEL, ...args })) };
  return (answer.messages as { text: string }[]).map(({ text }) => text);
}

describe('the history of a channel', () => {
  it('has what everybody sees, newest first, without replies', async () => {
    const first = await post('first');
    await post('reply', { thread_ts: first });
    await post('second');
    await client.chat.postEphemeral({ channel: CHANNEL, user: 'U1', text: 'for one' });
    expect(await texts('conversations.history', {})).toEqual(['second', 'first']);
    expect(await texts('conversations.replies', { ts: first })).toEqual(['first', 'reply']);
    const { messages } = await client.conversations.history({ channel: CHANNEL });
    expect(messages?.[1]).toMatchObject({
      ts: first,
      thread_ts: first,
      reply_count: 1,
      bot_id: 'B0KUBECENT',
      app_id: 'A0KUBECENT',
    });
    expect(messages?.[0]).not.toHaveProperty('thread_ts');
  });

  it('is cut by oldest and latest, which count themselves only when inclusive', async () => {
    const stamps: string[] = [];
    for (const text of ['a', 'b', 'c']) stamps.push(await post(text));
    const [oldest, , latest] = stamps;
    expect(await texts('conversations.history', { oldest, latest })).toEqual(['b']);
    expect(await texts('conversations.history', { oldest, latest, inclusive: true })).toEqual([
      'c',
      'b',
      'a',
    ]);
    expect(await texts('conversations.history', { oldest: latest })).toEqual([]);
  });

  it('comes in pages of at most 999', async () => {
    for (const text of ['a', 'b', 'c']) await post(text);
    const first = await client.conversations.history({ channel: CHANNEL, limit: 2 });
    expect(first).toMatchObject({ has_more: true, messages: [{ text: 'c' }, { text: 'b' }] });
    const cursor = first.response_metadata?.next_cursor;
    const last = await client.apiCall('conversations.history', { channel: CHANNEL, limit: 2, cursor });
    expect(last).toMatchObject({ has_more: false, messages: [{ text: 'a' }] });
    const tooMany = client.conversations.history({ channel: CHANNEL, limit: 1000 });
    expect(await failure(tooMany)).toMatchObject({ error: 'invalid_limit' });
  });

  it('shows metadata where it is asked for, and none that is malformed', async () => {
    const metadata = { event_type: 'digest', event_payload: { key: 'd1:2026-11-30' } };
    await post('with', { metadata });
    await post('without', { metadata: { event_type: 'digest' } });
    expect(slack.messages(CHANNEL).map((message) => message.metadata)).toEqual([metadata, null]);
    const asked = await client.conversations.history({ channel: CHANNEL, include_all_metadata: true });
    expect(asked.messages?.map((message) => message.metadata)).toEqual([undefined, metadata]);
    const plain = await client.conversations.history({ channel: CHANNEL });
    expect(plain.messages?.[1]).not.toHaveProperty('metadata');
  });

  it('needs to be in the channel, and the scope of its kind', async () => {
    const read = (channel: string) => failure(client.conversations.history({ channel }));
    expect(await read(OUTSIDE)).toMatchObject({ error: 'not_in_channel' });
    expect(await read('C9')).toMatchObject({ error: 'channel_not_found' });
    const lost = client.conversations.replies({ channel: CHANNEL, ts: '1.1' });
    expect(await failure(lost)).toMatchObject({ error: 'thread_not_found' });
    await start(['commands', 'chat:write', 'users:read']);
    const provided = 'commands,chat:write,users:read';
    const missing = { error: 'missing_scope', provided };
    expect(await read(CHANNEL)).toMatchObject({ ...missing, needed: 'channels:history' });
    expect(await read('U1')).toMatchObject({ ...missing, needed: 'im:history' });
  });
});

describe('what a token may do', () => {
  it('is what was granted', async () => {
    await start(['chat:write']);
    await post('x');
    expect(await failure(client.users.info({ user: 'U1' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write',
    });
    await start(['users:read']);
    expect(await failure(post('x'))).toMatchObject({ needed: 'chat:write' });
  });
});

describe('a channel', () => {
  const posted = () => failure(post('x'));

  it('may be left, archived and deleted', async () => {
    const info = async () => (await client.conversations.info({ channel: CHANNEL })).channel;
    slack.setChannel(CHANNEL, { botIsMember: false });
    expect(await posted()).toMatchObject({ error: 'not_in_channel' });
    expect(await info()).toMatchObject({ is_member: false, is_archived: false });
    slack.setChannel(CHANNEL, { botIsMember: true, archived: true });
    expect(await posted()).toMatchObject({ error: 'is_archived' });
    expect(await info()).toMatchObject({ is_member: true, is_archived: true });
    slack.setChannel(CHANNEL, { deleted: true });
    expect(await posted()).toMatchObject({ error: 'channel_not_found' });
    expect(slack.channels.map(({ id }) => id)).toEqual([OUTSIDE]);
    expect(() => slack.setChannel('C9', {})).toThrow(/no channel C9/);
  });

  it('takes replies only to what is there', async () => {
    const first = await post('first');
    await post('reply', { thread_ts: first });
    expect(await failure(post('x', { thread_ts: '1.1' }))).toMatchObject({ error: 'thread_not_found' });
    await client.chat.delete({ channel: CHANNEL, ts: first });
    expect(await failure(post('x', { thread_ts: first }))).toMatchObject({ error: 'thread_not_found' });
    expect(slack.messages(CHANNEL)).toHaveLength(2);
  });

  it('takes one message in a while; another channel its own', async () => {
    const say = (channel: string) => client.chat.postMessage({ channel, text: 'x' });
    await say(CHANNEL);
    nowMs += PACE_MS - 1;
    await expect(say(CHANNEL)).rejects.toMatchObject({ retryAfter: 1 });
    await say('U1');
    nowMs += 1;
    await say(CHANNEL);
    expect(slack.calls.map(({ status }) => status)).toEqual([200, 429, 200, 200]);
  });
});
