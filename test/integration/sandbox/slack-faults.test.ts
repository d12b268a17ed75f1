import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { webApi } from '@slack/bolt';
import type { SlackDouble } from '../../../sandbox/slack/contract.js';
import { CHANNEL, clientOf, failure, startTestSlack } from './slack-client.js';

let slack: SlackDouble;
let client: webApi.WebClient;

beforeEach(async () => {
  slack = await startTestSlack();
  client = clientOf(slack);
});

afterEach(() => slack.stop());

describe('faults', () => {
  const post = (from: webApi.WebClient = client) => from.chat.postMessage({ channel: CHANNEL, text: 'x' });
  const next = (
    kind: 'rate_limited' | 'server_error' | 'reset_before' | 'reset_after' | 'slow' | 'error',
    detail?: string | number,
  ) =>
    slack.setFaults({
      next: [{ method: 'chat.postMessage', times: 1, kind, ...(detail === undefined ? {} : { detail }) }],
    });

  it('limits the rate, with Retry-After', async () => {
    next('rate_limited', 7);
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    expect(slack.messages(CHANNEL)).toHaveLength(0);
    expect(await post()).toMatchObject({ ok: true });
  });

  it('answers 500 and any of Slack’s codes', async () => {
    next('server_error');
    await expect(post()).rejects.toThrow(/500/);
    next('error', 'account_inactive');
    expect(await failure(post())).toMatchObject({ error: 'account_inactive' });
    expect(slack.messages(CHANNEL)).toHaveLength(0);
  });

  it('breaks the connection before the message exists', async () => {
    next('reset_before');
    await expect(post()).rejects.toThrow(/request error/);
    expect(slack.messages(CHANNEL)).toHaveLength(0);
    expect(slack.calls).toMatchObject([{ method: 'chat.postMessage', status: 0 }]);
  });

  it('breaks the connection after it exists: a retry posts twice', async () => {
    next('reset_after');
    await post(clientOf(slack, undefined, 1));
    expect(slack.messages(CHANNEL)).toHaveLength(2);
  });

  it('is slow: a later call is answered first', async () => {
    next('slow', 150);
    const slow = post();
    await client.auth.test();
    expect(slack.messages(CHANNEL)).toHaveLength(0);
    await slow;
    expect(slack.calls.map(({ method }) => method)).toEqual(['auth.test', 'chat.postMessage']);
  });
});
