import { webApi } from '@slack/bolt';
import { KubecentError } from '../errors.js';
import type { Logger } from '../logger.js';
import { type Clock, pause } from './ports.js';

/** Which of the tokens an attempt uses. */
export type Token = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN';

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** What Slack answers while it is not well, or busy moving a workspace. */
const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'org_login_required',
  'team_added_to_org',
]);

/**
 * Tries `attempt` until it works, waiting from 1 s up to 60 s between attempts, as long as Slack may recover.
 * Throws SLACK_TOKEN_REFUSED with a way out where it cannot. Resolves to false when `signal` was aborted first.
 */
export async function signIn(
  attempt: () => Promise<unknown>,
  context: {
    token: Token;
    clock: Clock;
    logger: Logger;
    signal: AbortSignal;
    onTrouble: (sentence: string) => void;
  },
): Promise<boolean> {
  const { token, clock, logger, signal, onTrouble } = context;
  const stopped = aborted(signal);
  for (let waitMs = firstWaitMs; !signal.aborted; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      await Promise.race([attempt(), stopped]);
      return !signal.aborted;
    } catch (error) {
      if (signal.aborted) return false;
      const trouble = explainTrouble(error, token);
      if (!trouble.passes) {
        throw new KubecentError({ code: 'SLACK_TOKEN_REFUSED', userMessage: trouble.sentence, cause: error });
      }
      onTrouble(trouble.sentence);
      const nextMs = Math.max(waitMs, trouble.waitMs);
      logger.warn({ reason: trouble.sentence, nextTryInMs: nextMs }, 'slack cannot be reached, trying again');
      await pause(clock, nextMs, signal);
    }
  }
  return false;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

interface Trouble {
  sentence: string;
  /** True: the same attempt may work later. */
  passes: boolean;
  /** How long Slack asked to wait. */
  waitMs: number;
}

function explainTrouble(error: unknown, token: Token): Trouble {
  if (error instanceof webApi.WebAPIPlatformError) return explainCode(error.data.error, token);
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return {
      sentence: 'Slack asks to wait before signing in.',
      passes: true,
      waitMs: error.retryAfter * 1_000,
    };
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const passes = error.statusCode >= 500 || error.statusCode === 408 || error.statusCode === 429;
    const wayOut = passes ? '' : ' Check SLACK_API_URL, and any proxy on the way.';
    return {
      sentence: `Slack's address answered with HTTP ${error.statusCode}.${wayOut}`,
      passes,
      waitMs: 0,
    };
  }
  return { sentence: 'Slack cannot be reached over the network.', passes: true, waitMs: 0 };
}

/** Where the answer is no JSON, the library hands over its text as the code: a page of something on the way. */
function explainCode(code: string, token: Token): Trouble {
  if (!/^[a-z][a-z_]*$/.test(code)) {
    const sentence = 'What answers is not Slack. Check SLACK_API_URL, and any proxy on the way.';
    return { sentence, passes: true, waitMs: 0 };
  }
  if (passing.has(code)) return { sentence: `Slack is not well (${code}).`, passes: true, waitMs: 0 };
  return { sentence: `Slack refused ${token} (${code}): ${wayOut(code, token)}`, passes: false, waitMs: 0 };
}

function wayOut(code: string, token: Token): string {
  const page =
    token === 'SLACK_BOT_TOKEN'
      ? 'copy the Bot User OAuth Token (xoxb-…) from "OAuth & Permissions" of the app'
      : 'make an app-level token (xapp-…) with the scope connections:write under "Basic Information" of the app';
  switch (code) {
    case 'token_revoked':
    case 'account_inactive':
    case 'token_expired':
      return `it is no longer valid. Install the app again, then ${page}.`;
    case 'missing_scope':
    case 'no_permission':
      return 'it lacks a scope. Update the app from manifest.yml and install it again.';
    case 'not_allowed_token_type':
      return `it is a token of another kind: ${page}.`;
    default:
      return `${page}.`;
  }
}
