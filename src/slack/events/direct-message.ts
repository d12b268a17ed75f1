import type { App } from '@slack/bolt';
import type { AnswerEvent } from './answer.js';

/** A message to the app is a line. It is answered below it; in a thread only where it was typed in one. */
export function registerDirectMessages(app: App, answer: AnswerEvent): void {
  app.event('message', async ({ body, context, event }) => {
    if (event.channel_type !== 'im') return;
    await answer(body, context.botUserId, ({ threadTs }) => ({
      threadTs,
      threadIsThere: threadTs !== null,
      isPrivate: true,
    }));
  });
}
