import { webcrypto } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { signHeaders } from '../../../sandbox/slack/signature.js';

const NOW_MS = 1_531_420_618_900;
const BODY =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';

/** The same sum by another road: Web Crypto instead of node:crypto's HMAC. */
async function hmacHex(secret: string, text: string): Promise<string> {
  const bytes = (value: string) => new TextEncoder().encode(value);
  const key = await webcrypto.subtle.importKey(
    'raw',
    bytes(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return Buffer.from(await webcrypto.subtle.sign('HMAC', key, bytes(text))).toString('hex');
}

describe('signHeaders', () => {
  it('equals the worked example of Slack’s documentation', () => {
    expect(
      signHeaders({ secret: '8f742231b10e8888abcd99yyyzzz85a5', body: BODY, nowMs: 1_531_420_618_000 }),
    ).toEqual({
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    });
  });

  it('signs the raw body in UTF-8', async () => {
    const body = 'text=“café”';
    const headers = signHeaders({ secret: 'secret', body, nowMs: NOW_MS });
    expect(headers['x-slack-signature']).toBe(`v0=${await hmacHex('secret', `v0:1531420618:${body}`)}`);
  });

  it('forges: another secret, six minutes old, an hour ahead, each otherwise right', async () => {
    const sign = (forge: 'bad_secret' | 'stale' | 'future') =>
      signHeaders({ secret: 'secret', body: BODY, nowMs: NOW_MS, forge });
    expect(sign('bad_secret')['x-slack-signature']).not.toBe(
      `v0=${await hmacHex('secret', `v0:1531420618:${BODY}`)}`,
    );
    expect(sign('bad_secret')['x-slack-request-timestamp']).toBe('1531420618');
    for (const [forge, timestamp] of [
      ['stale', 1_531_420_618 - 360],
      ['future', 1_531_420_618 + 3600],
    ] as const) {
      const headers = sign(forge);
      expect(headers['x-slack-request-timestamp']).toBe(String(timestamp));
      expect(headers['x-slack-signature']).toBe(`v0=${await hmacHex('secret', `v0:${timestamp}:${BODY}`)}`);
    }
  });
});
