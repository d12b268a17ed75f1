import { describe, expect, it } from '@jest/globals';
import { isFromOwnPage } from '../../../../src/api/admin/origin.js';
import {
  beginSession,
  formToken,
  isSameSecret,
  keysOf,
  readSession,
  sessionLifeMs,
  writeSession,
} from '../../../../src/api/admin/session.js';

const nowMs = Date.parse('2026-11-24T09:00:00Z');
const token = 'an-admin-token-of-32-characters!';

describe('a session', () => {
  it('is what its cookie says, until its end', () => {
    const session = beginSession(nowMs);
    const text = writeSession(session);
    expect(readSession(text, nowMs + sessionLifeMs - 1)).toEqual(session);
    expect(readSession(text, nowMs + sessionLifeMs)).toBeNull();
  });

  it.each(['', '.', 'x.1', `${'a'.repeat(24)}.`, `${'a'.repeat(24)}.-1`, `${'a'.repeat(24)}.1e99`])(
    'is none where the cookie says %j',
    (text) => expect(readSession(text, 0)).toBeNull(),
  );

  it('has forms of its own, which another admin token makes worthless', () => {
    const [first, second] = [beginSession(nowMs), beginSession(nowMs)];
    const keys = keysOf(token);
    expect(formToken(keys, first)).toBe(formToken(keysOf(token), first));
    expect(formToken(keys, second)).not.toBe(formToken(keys, first));
    expect(formToken(keysOf(`${token}!`), first)).not.toBe(formToken(keys, first));
    expect(keys.cookie.equals(keys.form)).toBe(false);
  });

  it('is given for the admin token alone, whatever the length of another', () => {
    expect(isSameSecret(token, token)).toBe(true);
    for (const other of ['', token.slice(1), `${token} `, token.toUpperCase(), 'x'.repeat(10_000)])
      expect(isSameSecret(other, token)).toBe(false);
  });
});

describe('a request that changes something', () => {
  const host = 'kubecent.example:8081';
  it.each([
    [{ host, 'sec-fetch-site': 'same-origin' }, true],
    [{ host, 'sec-fetch-site': 'same-site', origin: `https://${host}` }, false],
    [{ host, 'sec-fetch-site': 'cross-site' }, false],
    [{ host, 'sec-fetch-site': 'none' }, false],
    [{ host, origin: `http://${host}` }, true],
    [{ host: host.toUpperCase(), origin: `http://${host}` }, true],
    [{ host, origin: 'http://kubecent.example' }, false],
    [{ host, origin: 'http://evil.example' }, false],
    [{ host, origin: 'null' }, false],
    [{ host }, false],
    [{ origin: `http://${host}` }, false],
  ])('with %j is from our own page: %s', (headers, expected) =>
    expect(isFromOwnPage(headers)).toBe(expected),
  );
});
