import bolt, { type webApi } from '@slack/bolt';
import type { SlackDouble, SlackDoubleOptions } from '../../../sandbox/slack/contract.js';
import { startSlackDouble } from '../../../sandbox/slack/server.js';

/** A channel that the bot is in, and one that it is not in. */
export const CHANNEL = 'C1';
export const OUTSIDE = 'C2';

/** A Slack with two channels and the users U1 (an admin in Berlin) and U2. */
export function startTestSlack(options: Partial<SlackDoubleOptions> = {}): Promise<SlackDouble> {
  return startSlackDouble({
    signingSecret: 'secret',
    botToken: 'xoxb-sandbox',
    appToken: 'xapp-sandbox',
    channels: [
      { id: CHANNEL, name: 'platform', botIsMember: true },
      { id: OUTSIDE, name: 'random', botIsMember: false },
    ],
    users: [
      { id: 'U1', name: 'alex', admin: true, timeZone: 'Europe/Berlin' },
      { id: 'U2', name: 'sam', admin: false, timeZone: 'UTC' },
    ],
    ...options,
  });
}

const ignore = () => undefined;
const SILENT = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  getLevel: () => bolt.LogLevel.ERROR,
  setName: ignore,
};

/** Slack's own client for the double; without retries unless told otherwise. */
export function clientOf(slack: SlackDouble, token = 'xoxb-sandbox', retries = 0): webApi.WebClient {
  return new bolt.webApi.WebClient(token, {
    slackApiUrl: `${slack.url}/api/`,
    retryConfig: { retries, minTimeout: 1, maxTimeout: 1 },
    rejectRateLimitedCalls: true,
    logger: SILENT,
  });
}

/** Slack's answer to a call that is expected to fail. */
export async function failure(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const error: unknown = await call.then(
    () => new Error('The call succeeded.'),
    (reason: unknown) => reason,
  );
  return (error as { data?: Record<string, unknown> }).data ?? { message: String(error) };
}

/** A section of mrkdwn. */
export function section(text: string) {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}
