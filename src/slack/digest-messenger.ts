import { webApi } from '@slack/bolt';
import type { DigestMessenger, LookResult } from '../digests/ports.js';
import type { Logger } from '../logger.js';
import type { Document } from '../reports/document.js';
import { type PostToChannel, passing, unclear } from './channel-poster.js';
import type { Clock } from './ports.js';
import { type Foot, renderDocument } from './render/document.js';

/** What our messages are called in their metadata. */
const eventType = 'kubecent_digest';
const messagesLookedAt = 200;
const pagesLookedAt = 5;
/** Slack's clock and ours may differ. */
const marginMs = 10 * 60_000;

/** Digests on their way to Slack. Neither method rejects for anything that Slack or the network does. */
export function createDigestMessenger(dependencies: {
  client: Pick<webApi.WebClient, 'conversations'>;
  post: PostToChannel;
  /** What stands below a digest; absent: nothing. */
  footOf?: (document: Document) => Foot;
  clock: Clock;
  logger: Logger;
}): DigestMessenger {
  const { client, post, footOf, clock, logger } = dependencies;

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
    async send({ channel, threadTs, key, document }) {
      const foot = footOf?.(document);
      const result = await post({
        channel,
        threadTs,
        metadata: { event_type: eventType, event_payload: { key } },
        render: (level) => renderDocument(document, { level, ...(foot ? { foot } : {}) }),
      });
      if (result.kind === 'sent') return { kind: 'sent', ts: result.ts };
      logger.warn({ ...result, key }, 'a digest was not taken');
      return result;
    },
    look,
  };
}

interface Found {
  ts: string;
  metadata?: { event_type?: string; event_payload?: { key?: unknown } };
}

/** Without the scope, or out of the channel, nobody can look; anything else may be tried again. */
function lookResultOf(error: unknown): LookResult {
  return error instanceof webApi.WebAPIPlatformError &&
    !passing.has(error.data.error) &&
    !unclear.has(error.data.error)
    ? { kind: 'cannot-look' }
    : { kind: 'later' };
}
