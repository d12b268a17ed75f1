import type { webApi } from '@slack/bolt';
import { type Posted as PostOutcome, resultOf } from './channel-poster.js';
import { type Clock, pause } from './ports.js';
import type { RenderedMessage } from './render/blocks.js';
import { blamesContent, type PostResult } from './response-url.js';

/** A place for a message: a channel, or the thread of the message `threadTs` in it. */
export interface PostPlace {
  channel: string;
  threadTs?: string | null;
}

/** A message that was posted, and where it stands: of a person's id, that of their direct messages; or why it was not. */
export type Posted = { kind: 'sent'; ts: string; channel: string } | Exclude<PostResult, { kind: 'sent' }>;

/** Messages by the Web API. No method rejects for anything that Slack or the network does. */
export interface Posts {
  /** For everybody who reads there. A post whose answer got lost is not repeated: it might come twice. */
  post(place: PostPlace, message: RenderedMessage): Promise<Posted>;
  /** Puts a message in the place of one of ours. */
  update(place: PostPlace, ts: string, message: RenderedMessage): Promise<Posted>;
  /** For one person in a channel; Slack shows it in a thread only where somebody has replied in it. */
  postEphemeral(place: PostPlace & { user: string }, message: RenderedMessage): Promise<PostResult>;
  /** Removes one of ours. */
  remove(place: PostPlace, ts: string): Promise<PostResult>;
}

const mostAttempts = 3;
const longestWaitMs = 15_000;

export function createPosts({
  client,
  clock,
}: {
  client: Pick<webApi.WebClient, 'chat'>;
  clock: Clock;
}): Posts {
  /** Asks again, a few times, while Slack says that it asks to wait or that nothing was done. */
  const attempt = async (channel: string, call: () => Promise<unknown>): Promise<Posted> => {
    for (let left = mostAttempts - 1; ; left -= 1) {
      const result = await once(channel, call);
      if (result.kind === 'sent') return result;
      if (result.kind === 'refused' && blamesContent(result.code)) return result;
      if (result.kind !== 'later' || left === 0 || result.waitMs > longestWaitMs)
        return { kind: 'lost', code: result.code };
      await pause(clock, result.waitMs);
    }
  };

  return {
    post: ({ channel, threadTs = null }, message) =>
      attempt(channel, () =>
        client.chat.postMessage({
          channel,
          ...contentOf(message),
          ...(threadTs === null ? {} : { thread_ts: threadTs }),
          unfurl_links: false,
          unfurl_media: false,
        }),
      ),
    update: ({ channel }, ts, message) =>
      // an update would else read names as links and mentions, which a post does not
      attempt(channel, () => client.chat.update({ channel, ts, parse: 'none', ...contentOf(message) })),
    postEphemeral: ({ channel, user, threadTs = null }, message) =>
      attempt(channel, () =>
        client.chat.postEphemeral({
          channel,
          user,
          ...contentOf(message),
          ...(threadTs === null ? {} : { thread_ts: threadTs }),
        }),
      ),
    remove: ({ channel }, ts) => attempt(channel, () => client.chat.delete({ channel, ts })),
  };
}

async function once(asked: string, call: () => Promise<unknown>): Promise<PostOutcome> {
  try {
    const { ts = '', channel = asked } = Object(await call()) as { ts?: unknown; channel?: unknown };
    return { kind: 'sent', ts: String(ts), channel: String(channel) };
  } catch (error) {
    return resultOf(error);
  }
}

function contentOf({ text, blocks }: RenderedMessage): { text: string; blocks?: RenderedMessage['blocks'] } {
  return blocks.length === 0 ? { text } : { text, blocks };
}
