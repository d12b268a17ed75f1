import type { App } from '@slack/bolt';
import { createEventAnswer, type EventNeeds } from './answer.js';
import { registerDirectMessages } from './direct-message.js';
import { registerMentions } from './mention.js';

/** Lines that are typed in messages: mentions in channels, and direct messages. The library acknowledges both by itself. */
export function registerEvents(app: App, needs: EventNeeds): void {
  const answer = createEventAnswer(needs);
  registerMentions(app, answer);
  registerDirectMessages(app, answer);
}
