import { messagePage, readableChannel } from './message-pages.js';
import type { WebApiMethod } from './method.js';

/** conversations.history: what everybody sees in a channel, newest first, without the replies in threads. */
export const conversationsHistory: WebApiMethod = {
  name: 'conversations.history',
  token: 'bot',
  run: (context) => {
    const channel = readableChannel(context);
    if ('ok' in channel) return channel;
    const all = context.workspace.messages.shared(String(channel.id));
    return messagePage(
      context,
      all.filter(({ ts, threadTs }) => threadTs === null || threadTs === ts).reverse(),
    );
  },
};
