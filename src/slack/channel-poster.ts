import { webApi } from '@slack/bolt';
import type { SendResult } from '../digests/ports.js';
import type { Logger } from '../logger.js';
import type { ChannelPace } from './channel-pace.js';
import { type Clock, pause } from './ports.js';
import { type Level, levels, type RenderedMessage } from './render/blocks.js';
import { blamesContent } from './response-url.js';

/** Slack says no, and says yes later. */
export const passing: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'team_added_to_org',
  'org_login_required',
]);
/** Slack tripped over itself: some of it may have been done. */
export const unclear: ReadonlySet<string> = new Set(['internal_error', 'fatal_error', 'request_timeout']);
/** The request never left us. */
const neverSent = new Set(
  'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH UND_ERR_CONNECT_TIMEOUT'.split(' '),
);
const retryMs = 5_000;
/** A turn that comes later than this is not waited for. */
const longestTurnMs = 5_000;

/** A message that everybody in a channel sees. */
export interface ChannelMessage {
  /** A person's id is their direct messages. */
  channel: string;
  /** In the thread of this message; null: in the channel. */
  threadTs: string | null;
  metadata?: { event_type: string; event_payload: Record<string, string> };
  render(level: Level): RenderedMessage;
}

/** How a post ended; `channel` is where it stands: of a person's id, that of their direct messages. */
export type Posted = Exclude<SendResult, { kind: 'sent' }> | { kind: 'sent'; ts: string; channel: string };

/** Posts once, in the pace of each channel, with simpler blocks where Slack refuses them. Never rejects for what Slack does. */
export type PostToChannel = (message: ChannelMessage) => Promise<Posted>;

/** The client must not repeat anything by itself: a post whose answer got lost would come twice. */
export function createChannelPoster(dependencies: {
  client: Pick<webApi.WebClient, 'chat'>;
  pace: ChannelPace;
  clock: Clock;
  logger: Logger;
}): PostToChannel {
  const { client, pace, clock, logger } = dependencies;

  const post = async (message: ChannelMessage, level: Level): Promise<Posted> => {
    const { channel, threadTs, metadata } = message;
    const { text, blocks } = message.render(level);
    try {
      const posted = await client.chat.postMessage({
        channel,
        text,
        ...(blocks.length === 0 ? {} : { blocks }),
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
        ...(metadata ? { metadata } : {}),
        unfurl_links: false,
        unfurl_media: false,
      });
      return { kind: 'sent', ts: String(posted.ts), channel: posted.channel ?? channel };
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

  return async (message) => {
    const waitMs = await inTurn(message.channel);
    if (waitMs > 0) return { kind: 'later', code: 'pace', waitMs };
    let result: Posted = { kind: 'later', code: '', waitMs: 0 };
    for (const level of levels) {
      result = await post(message, level);
      if (result.kind !== 'refused' || !blamesContent(result.code)) break;
      logger.warn({ code: result.code, rendering: level }, 'slack refused the blocks of a message');
    }
    if (result.kind === 'later' && result.code === 'ratelimited') pace.hold(message.channel, result.waitMs);
    return result;
  };
}

/** What became of a request to Slack, by the error that its client threw. */
export function resultOf(error: unknown): Exclude<Posted, { kind: 'sent' }> {
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
