import type { App } from '@slack/bolt';
import type { AnswerEvent } from './answer.js';

/** Of direct messages with the app Slack tells by an event of their own, with a mention in them or without. */
const isDirect = (channel: string) => channel.startsWith('D');

/** A mention in a channel is answered in its thread, for all who read there: somebody asked in public. */
export function registerMentions(app: App, answer: AnswerEvent): void {
  app.event('app_mention', async ({ body, context, event }) => {
    if (isDirect(String(event.channel))) return;
    await answer(body, context.botUserId, ({ ts, threadTs }) => ({
      threadTs: threadTs ?? ts,
      threadIsThere: threadTs !== null,
      isPrivate: false,
    }));
  });
}
