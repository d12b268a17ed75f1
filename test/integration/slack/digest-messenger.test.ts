import { afterEach, describe, expect, it } from '@jest/globals';
import { webApi } from '@slack/bolt';
import type { SlackDoubleOptions } from '../../../sandbox/slack/contract.js';
import { startSlackDouble } from '../../../sandbox/slack/server.js';
import { boltLogger } from '../../../src/logger.js';
import { createChannelPace } from '../../../src/slack/channel-pace.js';
import { createChannelPoster } from '../../../src/slack/channel-poster.js';
import { createDigestMessenger } from '../../../src/slack/digest-messenger.js';
import { silent } from '../../support/databases.js';

const secrets = { signingSecret: 'a-signing-secret-of-32-characters', botToken: 'xoxb-1-test' };
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A messenger on a clock of its own: waiting moves it. */
async function start(options: Partial<SlackDoubleOptions> = {}, post?: () => Promise<never>) {
  const channels = ['C0PLATFORM', 'C0OTHER000'].map((id) => ({ id, name: id, botIsMember: true }));
  const slack = await startSlackDouble({ ...secrets, channels, ...options });
  stops.push(slack.stop);
  const time = { nowMs: Date.now() };
  const clock = {
    now: () => time.nowMs,
    after(delayMs: number, run: () => void) {
      time.nowMs += delayMs;
      setImmediate(run);
      return () => undefined;
    },
  };
  const client = new webApi.WebClient(secrets.botToken, {
    slackApiUrl: `${slack.url}/api/`,
    timeout: 2_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(silent),
  });
  // what a broken connection says does not get into the world of a test
  if (post) client.chat.postMessage = post;
  const messenger = createDigestMessenger({
    client,
    post: createChannelPoster({ client, pace: createChannelPace(clock.now), clock, logger: silent }),
    clock,
    logger: silent,
  });
  const send = (channel = 'C0PLATFORM', key = 'k1') =>
    messenger.send({
      workspace: 'T1',
      channel,
      threadTs: null,
      key,
      document: {
        title: 'Cost',
        subtitle: '',
        summary: 'It costs $1.00.',
        command: 'digest',
        sections: [
          {
            kind: 'chart',
            title: 'Cost',
            chart: 'line',
            categories: ['1 Nov', '2 Nov'],
            series: [{ name: 'a', values: [1, 2] }],
            yLabel: 'USD',
          },
        ],
      },
    });
  const posts = () => slack.calls.filter(({ method }) => method === 'chat.postMessage');
  return { slack, time, messenger, send, posts };
}

describe('a digest on its way to Slack', () => {
  it('carries its key, and is found by it where the history may be read', async () => {
    const { messenger, send } = await start({ scopes: ['chat:write', 'channels:history'] });
    const sent = await send();
    expect(sent).toMatchObject({ kind: 'sent' });
    const look = (key: string) => messenger.look({ channel: 'C0PLATFORM', threadTs: null, key }, 1_000);
    expect(await look('k1')).toEqual({ kind: 'found', ts: sent.kind === 'sent' && sent.ts });
    expect(await look('k2')).toEqual({ kind: 'absent' });
  });

  it('is not looked for where nobody allowed it', async () => {
    const { messenger } = await start();
    expect(await messenger.look({ channel: 'C0PLATFORM', threadTs: null, key: 'k1' }, 1_000)).toEqual({
      kind: 'cannot-look',
    });
  });

  it('waits for its turn: one a second in a channel, others are not held up', async () => {
    const { send, time } = await start();
    const startedMs = time.nowMs;
    await send('C0PLATFORM', 'a');
    await send('C0OTHER000', 'b');
    expect(time.nowMs).toBe(startedMs);
    await send('C0PLATFORM', 'c');
    expect(time.nowMs - startedMs).toBeGreaterThanOrEqual(1_000);
  });

  it('leaves a channel alone for as long as Slack asks, and no other', async () => {
    const { slack, send, posts } = await start();
    slack.setFaults({ next: [{ method: 'chat.postMessage', times: 1, kind: 'rate_limited', detail: 30 }] });
    expect(await send()).toEqual({ kind: 'later', code: 'ratelimited', waitMs: 30_000 });
    const again = await send();
    expect(again).toMatchObject({ kind: 'later', code: 'pace' });
    expect(posts()).toHaveLength(1);
    expect(await send('C0OTHER000')).toMatchObject({ kind: 'sent' });
  });

  it.each([
    ['server_error', undefined, { kind: 'later', code: 'http_500' }],
    ['reset_before', undefined, { kind: 'unknown' }],
    ['reset_after', undefined, { kind: 'unknown' }],
    ['slow', 3_000, { kind: 'unknown' }],
    ['error', 'service_unavailable', { kind: 'later', code: 'service_unavailable' }],
    ['error', 'fatal_error', { kind: 'unknown', code: 'fatal_error' }],
    ['error', 'is_archived', { kind: 'refused', code: 'is_archived' }],
    ['error', 'token_revoked', { kind: 'refused', code: 'token_revoked' }],
  ] as const)('is sent once only where Slack answers with %s %s', async (kind, detail, result) => {
    const { slack, send, posts } = await start();
    const fault = { method: 'chat.postMessage', times: 9, kind, ...(detail === undefined ? {} : { detail }) };
    slack.setFaults({ next: [fault] });
    expect(await send()).toMatchObject(result);
    expect(posts().length).toBeLessThanOrEqual(1);
  });

  it('is sent in letters where Slack does not take its chart', async () => {
    const { slack, send, posts } = await start();
    slack.setFaults({ refuseDataBlocks: true });
    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(posts().map(({ status, answer }) => [status, (answer as { ok: boolean }).ok])).toEqual([
      [200, false],
      [200, true],
    ]);
  });

  it.each([
    ['ECONNREFUSED', { kind: 'later', code: 'ECONNREFUSED' }],
    ['UND_ERR_SOCKET', { kind: 'unknown', code: 'UND_ERR_SOCKET' }],
  ])('is tried again after %s only if it never left', async (code, result) => {
    const failed = new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
    const error = Object.assign(new Error('A request error occurred', { cause: failed }), {
      code: 'slack_webapi_request_error',
    });
    const { send } = await start({}, () => Promise.reject(error));
    expect(await send()).toMatchObject(result);
  });
});
