import { readContent, refusalAnswer } from '../message-content.js';
import { fail, findChannel, type WebApiMethod } from './method.js';

/** chat.postEphemeral: a message that one user sees, in a channel that the bot is in. */
export const chatPostEphemeral: WebApiMethod = {
  name: 'chat.postEphemeral',
  token: 'bot',
  scope: 'chat:write',
  run: ({ args, workspace, rules }) => {
    const channel = findChannel(workspace, args.channel);
    if (!channel) return fail('channel_not_found');
    if (channel.archived) return fail('is_archived');
    if (!channel.botIsMember) return fail('not_in_channel');
    const user = workspace.users.get(String(args.user));
    if (!user) return fail('user_not_in_channel');
    const content = readContent(args, rules);
    if ('error' in content) return refusalAnswer(content);
    const message = workspace.messages.add({
      channel: channel.id,
      ephemeralFor: user.id,
      author: 'app',
      userName: workspace.botName,
      text: content.text,
      blocks: content.blocks,
      threadTs: typeof args.thread_ts === 'string' ? args.thread_ts : null,
    });
    return { ok: true, message_ts: message.ts };
  },
};
