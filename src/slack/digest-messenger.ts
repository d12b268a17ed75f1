import { webApi } from '@slack/bolt';
import type { DigestMessage, DigestMessenger, LookResult, SendResult } from '../digests/ports.js';
import type { Logger } from '../logger.js';
import type { ChannelPace } from './channel-pace.js';
import { type Clock, pause } from './ports.js';
import type { Level } from './render/blocks.js';
import { renderDocument } from './render/document.js';
import { blamesContent } from './response-url.js';

type Client = Pick<webApi.WebClient, 'chat' | 'conversations'>;

/** What our messages are called in their metadata. */
const eventType = 'kubecent_digest';
const levels: readonly Level[] = ['native', 'plain', 'text'];

/** Slack says no, and says yes later. */
const passing = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'team_added_to_org',
  'org_login_required',
]);
/** Slack tripped over itself: some of it may have been done. */
const unclear = new Set(['internal_error', 'fatal_error', 'request_timeout']);
/** The request never left us. */
const neverSent = new Set(
  'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH UND_ERR_CONNECT_TIMEOUT'.split(' '),
);
const messagesLookedAt = 200;
const pagesLookedAt = 5;
const retryMs = 5_000;
/** Slack's clock and ours may differ. */
const marginMs = 10 * 60_000;
/** A turn that comes later than this is not waited for. */
const longestTurnMs = 5_000;

/**
 * Digests on their way to Slack. The client must not repeat anything by itself: a post whose answer got lost would come
 * twice. Neither method rejects for anything that Slack or the network does.
 */
export function createDigestMessenger(dependencies: {
  client: Client;
  pace: ChannelPace;
  clock: Clock;
  logger: Logger;
}): DigestMessenger {
  const { client, pace, clock, logger } = dependencies;

  const post = async (message: DigestMessage, level: Level): Promise<SendResult> => {
    const { channel, threadTs, key, document } = message;
    const { text, blocks } = renderDocument(document, { level });
    try {
      const { ts } = await client.chat.postMessage({
        channel,
        text,
        ...(blocks.length === 0 ? {} : { blocks }),
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
        metadata: { event_type: eventType, event_payload: { key } },
        unfurl_links: false,
        unfurl_media: false,
      });
      return { kind: 'sent', ts: String(ts) };
    } catch (error) {
      return resultOf(error);
    }
  };

  /** Waits for the channel's turn where it comes soon; 0 where it has come, else how long until it does. */
  const inTurn = async (channel: string): Promise<number> => {
    for (;;) {
      const waitMs = pace.take(channel);
      if (waitMs === 0 || waitMs > longestTurnMs) return waitMs;
      await pause(clock, waitMs);
    }
  };

  const findIn = (messages: readonly Found[], key: string): string | null =>
    messages.find(({ metadata }) => metadata?.event_type === eventType && metadata.event_payload?.key === key)
      ?.ts ?? null;

  const look: DigestMessenger['look'] = async ({ channel, threadTs, key }, ageMs) => {
    const range = {
      channel,
      oldest: String(Math.floor((clock.now() - ageMs - marginMs) / 1_000)),
      limit: messagesLookedAt,
      include_all_metadata: true,
    };
    let cursor = '';
    try {
      for (let page = 0; page < pagesLookedAt; page += 1) {
        const asked = { ...range, ...(cursor === '' ? {} : { cursor }) };
        const answer =
          threadTs === null
            ? await client.conversations.history(asked)
            : await client.conversations.replies({ ...asked, ts: threadTs });
        const ts = findIn((answer.messages ?? []) as Found[], key);
        if (ts !== null) return { kind: 'found', ts };
        cursor = answer.response_metadata?.next_cursor ?? '';
        if (cursor === '') return { kind: 'absent' };
      }
      return { kind: 'cannot-look' };
    } catch (error) {
      return lookResultOf(error);
    }
  };

  return {
    async send(message) {
      const waitMs = await inTurn(message.channel);
      if (waitMs > 0) return { kind: 'later', code: 'pace', waitMs };
      let result: SendResult = { kind: 'later', code: '', waitMs: 0 };
      for (const level of levels) {
        result = await post(message, level);
        if (result.kind !== 'refused' || !blamesContent(result.code)) break;
        logger.warn({ code: result.code, rendering: level }, 'slack refused the blocks of a digest');
      }
      if (result.kind === 'later' && result.code === 'ratelimited') pace.hold(message.channel, result.waitMs);
      if (result.kind !== 'sent') logger.warn({ ...result, key: message.key }, 'a digest was not taken');
      return result;
    },
    look,
  };
}

interface Found {
  ts: string;
  metadata?: { event_type?: string; event_payload?: { key?: unknown } };
}

/** What became of a request to Slack, by the error that its client threw. */
export function resultOf(error: unknown): SendResult {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'later', code: 'ratelimited', waitMs: error.retryAfter * 1_000 };
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error;
    if (passing.has(code)) return { kind: 'later', code, waitMs: retryMs };
    return { kind: unclear.has(code) ? 'unknown' : 'refused', code };
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const code = `http_${error.statusCode}`;
    const isTheirs = error.statusCode >= 500 || error.statusCode === 408 || error.statusCode === 429;
    return isTheirs ? { kind: 'later', code, waitMs: retryMs } : { kind: 'refused', code };
  }
  const code = networkCode(error);
  return neverSent.has(code) ? { kind: 'later', code, waitMs: retryMs } : { kind: 'unknown', code };
}

/** Without the scope, or out of the channel, nobody can look; anything else may be tried again. */
function lookResultOf(error: unknown): LookResult {
  return error instanceof webApi.WebAPIPlatformError &&
    !passing.has(error.data.error) &&
    !unclear.has(error.data.error)
    ? { kind: 'cannot-look' }
    : { kind: 'later' };
}

/** "ECONNRESET": the innermost code that is known. */
function networkCode(error: unknown): string {
  for (
    let at: unknown = error;
    typeof at === 'object' && at !== null;
    at = 'cause' in at ? at.cause : 'original' in at ? at.original : null
  )
    if (
      'code' in at &&
      typeof at.code === 'string' &&
      /^[A-Z_]+$/.test(at.code) &&
      !at.code.startsWith('slack')
    )
      return at.code;
  return 'network_error';
}
