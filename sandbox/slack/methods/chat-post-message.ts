import { readContent, refusalAnswer } from '../message-content.js';
import { fail, findChannel, type WebApiMethod } from './method.js';

/** chat.postMessage: a message for everybody in a channel that the bot is in, or in a direct message. */
export const chatPostMessage: WebApiMethod = {
  name: 'chat.postMessage',
  token: 'bot',
  run: ({ args, workspace, rules }) => {
    const channel = findChannel(workspace, args.channel);
    if (!channel) return fail('channel_not_found');
    if (!channel.botIsMember) return fail('not_in_channel');
    const content = readContent(args, { ...rules, sumBlockTexts: true });
    if ('error' in content) return refusalAnswer(content);
    const message = workspace.messages.add({
      channel: channel.id,
      ephemeralFor: null,
      author: 'app',
      userName: workspace.botName,
      text: content.text,
      blocks: content.blocks,
      threadTs: typeof args.thread_ts === 'string' ? args.thread_ts : null,
    });
    const warning = content.warning
      ? { warning: content.warning, response_metadata: { warnings: [content.warning] } }
      : {};
    return {
      ok: true,
      channel: channel.id,
      ts: message.ts,
      message: {
        type: 'message',
        user: workspace.botUserId,
        bot_id: workspace.botId,
        app_id: workspace.appId,
        team: workspace.teamId,
        ts: message.ts,
        text: message.text,
        blocks: message.blocks,
        ...(args.metadata === undefined ? {} : { metadata: args.metadata }),
      },
      ...warning,
    };
  },
};
