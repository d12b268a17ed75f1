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
let nowMs: number;

beforeEach(async () => {
  nowMs = NOW_MS;
  app = await startAppStub();
  const person = { admin: false, timeZone: 'UTC' };
  slack = await startSlackDouble({
    signingSecret: SECRET,
    botToken: 'xoxb-sandbox',
    requestUrl: app.url,
    now: () => nowMs,
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

describe('a command', () => {
  it('is a signed form of Slack’s fields, with the exact content type', async () => {
    const delivery = await slack.command('pods “payments” 7d ');
    expect(app.form()).toEqual({
      team_id: 'T0KUBECENT',
      team_domain: 'sandbox',
      channel_id: CHANNEL,
      channel_name: 'platform',
      user_id: ASKER,
      user_name: 'alex',
      command: '/kubecent',
      text: 'pods “payments” 7d',
      api_app_id: 'A0KUBECENT',
      is_enterprise_install: 'false',
      response_url: delivery.responseUrl,
      trigger_id: expect.stringMatching(/./),
    });
    const { headers, body } = app.last();
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(headers['x-slack-request-timestamp']).toBe(String(NOW_MS / 1000));
    const sum = createHmac('sha256', SECRET)
      .update(`v0:${NOW_MS / 1000}:${body}`)
      .digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${sum}`);
    expect(delivery).toMatchObject({ status: 200, body: '' });
    expect(delivery.ackMs).toBeGreaterThan(0);
    expect(delivery).not.toHaveProperty('failure');
  });

  it('is forged on demand', async () => {
    const timestamps = [];
    for (const forge of ['stale', 'future', 'bad_secret'] as const) {
      await slack.command('', { forge });
      timestamps.push(Number(app.last().headers['x-slack-request-timestamp']) - NOW_MS / 1000);
    }
    expect(timestamps).toEqual([-360, 3600, 0]);
    const { headers, body } = app.last();
    const sum = createHmac('sha256', SECRET)
      .update(`v0:${NOW_MS / 1000}:${body}`)
      .digest('hex');
    expect(headers['x-slack-signature']).not.toBe(`v0=${sum}`);
  });

  it('typed by another, in a direct message', async () => {
    await slack.command('help', { user: OTHER, channel: 'D2', command: '/costs' });
    expect(app.form()).toMatchObject({
      user_id: OTHER,
      channel_id: 'D2',
      channel_name: 'directmessage',
      command: '/costs',
    });
    await expect(slack.command('', { channel: 'C9' })).rejects.toThrow(/no such channel/);
  });

  it('shows nothing after an empty acknowledgement', async () => {
    await slack.command('help');
    expect(texts()).toEqual([]);
  });

  it('shows text in an acknowledgement to the asker, plain or JSON', async () => {
    app.answer = { status: 200, body: 'plain' };
    await slack.command('help');
    app.answer = { status: 200, body: '{"text":"json"}' };
    await slack.command('help');
    expect(texts()).toEqual(['plain', 'json']);
    expect(texts(OTHER)).toEqual([]);
  });

  it('shows the typed line only after an in_channel acknowledgement', async () => {
    app.answer = { status: 200, body: '{"response_type":"in_channel"}' };
    await slack.command('help');
    expect(slack.messages(CHANNEL, OTHER)).toMatchObject([
      { text: '/kubecent help', author: 'person', userName: 'alex' },
    ]);
  });

  it.each([
    ['http_service_error', { status: 500, body: '' }],
    ['http_client_error', { status: 404, body: '' }],
    ['invalid_command_response', { status: 200, body: '{"blocks":[{"type":"nonsense"}]}' }],
    ['operation_timeout', null],
  ])('shows Slack’s own error for %s, to the asker alone', async (failure, given) => {
    app.answer = given;
    expect(await slack.command('help')).toMatchObject({ failure });
    expect(texts()).toEqual([`/kubecent failed with the error "${failure}"`]);
    expect(texts(OTHER)).toEqual([]);
  });

  it('fails to dispatch where nobody listens', async () => {
    await app.stop();
    expect(await slack.command('help')).toMatchObject({ status: 0, failure: 'dispatch_failed' });
  });
});

describe('answers over the response_url', () => {
  it('only add for a command, five of them, for thirty minutes', async () => {
    const { responseUrl } = await slack.command('help');
    expect((await respond(responseUrl, { text: 'working' })).status).toBe(200);
    await respond(responseUrl, { text: 'answer', replace_original: true });
    expect(texts()).toEqual(['working', 'answer']);
    for (const text of ['3', '4', '5']) await respond(responseUrl, { text });
    const sixth = await respond(responseUrl, { text: '6' });
    expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }]);

    const { responseUrl: late } = await slack.command('help');
    nowMs += 30 * 60_000 + 1;
    const expired = await respond(late, { text: 'late' });
    expect([expired.status, await expired.json()]).toEqual([404, { ok: false, error: 'expired_url' }]);
  });

  it('say invalid_blocks as bare text with 400, and meet faults', async () => {
    const { responseUrl } = await slack.command('help');
    const bad = await respond(responseUrl, { blocks: [{ type: 'nonsense' }] });
    expect([bad.status, await bad.text()]).toEqual([400, 'invalid_blocks']);
    slack.setFaults({ next: [{ method: 'response_url', times: 1, kind: 'server_error' }] });
    expect((await respond(responseUrl, { text: 'x' })).status).toBe(500);
    slack.setFaults({ next: [{ method: '*', times: 1, kind: 'error', detail: 'expired_url' }] });
    expect((await respond(responseUrl, { text: 'x' })).status).toBe(404);
    expect(slack.calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'response_url 400',
      'response_url 500',
      'response_url 404',
    ]);
  });
});

it('tells listeners of every change until they stop listening', async () => {
  let changes = 0;
  const stopListening = slack.onChange(() => {
    changes += 1;
  });
  const { responseUrl } = await slack.command('help');
  await respond(responseUrl, { text: '1' });
  stopListening();
  await respond(responseUrl, { text: '2' });
  expect(changes).toBe(1);
});
