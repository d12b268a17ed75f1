import { describe, expect, it } from '@jest/globals';
import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { KubecentError } from '../../../src/errors.js';
import { signIn, type Token } from '../../../src/slack/sign-in.js';
import { createFakeClock } from './fake-clock.js';

const refusal = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });

function setUp(outcomes: readonly (Error | null)[], token: Token = 'SLACK_BOT_TOKEN') {
  const clock = createFakeClock();
  const stop = new AbortController();
  const triedAtMs: number[] = [];
  const troubles: string[] = [];
  const startMs = clock.now();
  const attempt = async () => {
    const outcome = outcomes[triedAtMs.length] ?? null;
    triedAtMs.push(clock.now() - startMs);
    if (outcome) throw outcome;
  };
  const result = signIn(attempt, {
    token,
    clock,
    logger: pino({ level: 'silent' }),
    signal: stop.signal,
    onTrouble: (sentence) => troubles.push(sentence),
  });
  return { clock, stop, triedAtMs, troubles, result };
}

describe('signIn', () => {
  it.each(['invalid_auth', 'token_revoked', 'account_inactive', 'missing_scope', 'not_allowed_token_type'])(
    'ends with a way out where Slack says %s',
    async (code) => {
      const { result, triedAtMs } = setUp([refusal(code)]);
      const error = await result.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(KubecentError);
      expect((error as KubecentError).userMessage).toContain(`Slack refused SLACK_BOT_TOKEN (${code}): `);
      expect((error as KubecentError).userMessage.trim()).toMatch(/\.$/);
      expect(triedAtMs).toHaveLength(1);
    },
  );

  it('names the other token where that one is refused', async () => {
    const { result } = setUp([refusal('invalid_auth')], 'SLACK_APP_TOKEN');
    await expect(result).rejects.toThrow(/SLACK_APP_TOKEN.*xapp-.*connections:write/);
  });

  it('says that the address is not Slack’s', async () => {
    const { result } = setUp([new webApi.WebAPIHTTPError(404, 'Not Found', {})]);
    await expect(result).rejects.toThrow(/HTTP 404.*SLACK_API_URL/);
  });

  it.each(['<html><h1>Scheduled maintenance</h1></html>', '', 'Bad gateway at 10.0.0.1'])(
    'does not blame the token where what answers is not Slack (%j), and goes on trying',
    async (page) => {
      const { result, clock, troubles } = setUp([refusal(page)]);
      await clock.advance(1_000);
      expect(await result).toBe(true);
      expect(troubles).toEqual(['What answers is not Slack. Check SLACK_API_URL, and any proxy on the way.']);
    },
  );

  it('goes on with longer and longer pauses while Slack may recover', async () => {
    const { result, clock, triedAtMs, troubles } = setUp([
      new webApi.WebAPIRequestError(new Error('ENOTFOUND slack.com')),
      new webApi.WebAPIHTTPError(503, 'Service Unavailable', {}),
      refusal('internal_error'),
      new webApi.WebAPIRateLimitedError(30),
    ]);
    await clock.advance(60_000);
    expect(await result).toBe(true);
    expect(triedAtMs).toEqual([0, 1_000, 3_000, 7_000, 37_000]);
    expect(troubles).toHaveLength(4);
    expect(troubles.join()).not.toContain('ENOTFOUND');
  });

  it('never waits longer than a minute of its own accord', async () => {
    const { clock, triedAtMs, stop, result } = setUp(
      Array.from({ length: 100 }, () => new webApi.WebAPIHTTPError(500, '', {})),
    );
    await clock.advance(10 * 60_000);
    stop.abort();
    expect(await result).toBe(false);
    const pauses = triedAtMs.slice(1).map((atMs, index) => atMs - (triedAtMs[index] ?? 0));
    expect(Math.max(...pauses)).toBe(60_000);
  });

  it('ends at once when the process stops', async () => {
    const { clock, stop, result } = setUp([new webApi.WebAPIHTTPError(500, '', {})]);
    await clock.advance(1);
    stop.abort();
    expect(await result).toBe(false);
    expect(clock.waiting()).toBe(0);
  });
});
