import { createHmac } from 'node:crypto';
import type { Forgery } from './contract.js';

const OFFSET_S: Record<Forgery, number> = { bad_secret: 0, stale: -6 * 60, future: 60 * 60 };

/** Slack's two signing headers over a raw body: HMAC-SHA256 of "v0:<seconds>:<body>"; `forge` makes them wrong on purpose. */
export function signHeaders(facts: {
  secret: string;
  body: string;
  nowMs: number;
  forge?: Forgery | undefined;
}): Record<string, string> {
  const offsetS = facts.forge ? OFFSET_S[facts.forge] : 0;
  const timestamp = String(Math.floor(facts.nowMs / 1000) + offsetS);
  const secret = facts.forge === 'bad_secret' ? `${facts.secret}-forged` : facts.secret;
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${facts.body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}
