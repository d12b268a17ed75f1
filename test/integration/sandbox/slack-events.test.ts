import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SlackDouble } from '../../../sandbox/slack/contract.js';
import { type AppStub, startAppStub } from './slack-app-stub.js';
import { CHANNEL, clientOf, failure, OUTSIDE, startTestSlack } from './slack-client.js';

let slack: SlackDouble;
let app: AppStub;

beforeAll(async () => {
  app = await startAppStub();
  slack = await startTestSlack({ requestUrl: app.url });
});
afterAll(async () => {
  await slack.stop();
  await app.stop();
});

const hello = () => `<@${slack.botUserId}> namespaces 7d`;

it('a mention in a channel of the app is told to it, with its thread', async () => {
  const first = await slack.say(hello());
  const [message] = slack.messages(CHANNEL);
  expect(message).toMatchObject({ author: 'person', userName: 'alex', text: hello() });
  expect(app.last().headers).toMatchObject({ 'content-type': 'application/json' });
  expect(app.payload()).toMatchObject({
    event_id: first?.eventId,
    event: { type: 'app_mention', user: 'U1', text: hello(), channel: CHANNEL, ts: message?.ts },
  });
  expect(app.payload().event).not.toHaveProperty('thread_ts');
  await slack.say(hello(), { user: 'U2', threadTs: String(message?.ts) });
  expect(app.payload()).toMatchObject({ event: { user: 'U2', thread_ts: message?.ts } });
  await expect(slack.say(hello(), { threadTs: '1.000001' })).rejects.toThrow(/no message 1.000001/);
});

it('direct messages are told as such, also those of other apps, and never its own', async () => {
  await slack.say('help', { channel: slack.directChannel('U2'), user: 'U2' });
  const direct = { type: 'message', channel_type: 'im', channel: 'D2', text: 'help' };
  expect(app.payload()).toMatchObject({ event: { ...direct, user: 'U2' } });
  expect(app.payload().event).not.toHaveProperty('bot_id');
  await slack.say('help', { channel: 'D2', bot: { id: 'B9', user: 'U9', name: 'Other' } });
  expect(app.payload()).toMatchObject({ event: { ...direct, bot_id: 'B9', user: 'U9' } });
  const count = app.seen.length;
  await clientOf(slack).chat.postMessage({ channel: 'D2', text: hello() });
  expect(app.seen).toHaveLength(count);
});

it('nothing is told of other texts, of channels without it, and without the scope', async () => {
  const count = app.seen.length;
  expect(await slack.say('hello')).toBeNull();
  expect(await slack.say(hello(), { channel: OUTSIDE })).toBeNull();
  const poor = await startTestSlack({ requestUrl: app.url, scopes: ['chat:write'] });
  expect(await poor.say(hello())).toBeNull();
  expect(await poor.say('help', { channel: 'D1' })).toBeNull();
  await poor.stop();
  expect(app.seen).toHaveLength(count);
  expect(slack.messages(OUTSIDE).at(-1)).toMatchObject({ text: hello() });
});

it('an event is sent again to the letter', async () => {
  const sent = await slack.say(hello(), { eventId: 'Ev77' });
  await slack.retry(String(sent?.eventId), 2);
  const [first, second] = app.seen.slice(-2);
  expect(second?.body).toBe(first?.body);
  expect(first?.headers).not.toHaveProperty('x-slack-retry-num');
  expect(second?.headers).toMatchObject({ 'x-slack-retry-num': '2' });
  await expect(slack.retry('Ev0')).rejects.toThrow(/no event Ev0/);
});

it('the tab of messages is opened without a view, and Home can be switched off', async () => {
  const publish = () =>
    clientOf(slack).apiCall('views.publish', { user_id: 'U1', view: { type: 'home', blocks: [] } });
  await publish();
  await slack.openHome('U1', 'messages');
  expect(app.payload()).toMatchObject({ event: { type: 'app_home_opened', tab: 'messages', channel: 'D1' } });
  expect(app.payload().event).not.toHaveProperty('view');
  slack.setFaults({ homeTab: 'off' });
  expect(await failure(publish())).toMatchObject({ error: 'not_enabled' });
  slack.setFaults({ next: [{ method: 'views.publish', times: 1, kind: 'error', detail: 'hash_conflict' }] });
  expect(await failure(publish())).toMatchObject({ error: 'hash_conflict' });
  expect(await publish()).toMatchObject({ ok: true });
});
