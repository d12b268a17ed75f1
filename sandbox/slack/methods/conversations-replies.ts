import { isReplyTo, messagePage, readableChannel } from './message-pages.js';
import { fail, type WebApiMethod } from './method.js';

/** conversations.replies: a message and the replies in its thread, oldest first. */
export const conversationsReplies: WebApiMethod = {
  name: 'conversations.replies',
  token: 'bot',
  run: (context) => {
    const channel = readableChannel(context);
    if ('ok' in channel) return channel;
    const asked = String(context.args.ts);
    const all = context.workspace.messages.shared(String(channel.id));
    const found = all.find(({ ts }) => ts === asked);
    if (!found) return fail('thread_not_found');
    const root = found.threadTs ?? found.ts;
    return messagePage(
      context,
      all.filter((message) => message.ts === root || isReplyTo(message, root)),
    );
  },
};
