import type { ShownMessage } from '../contract.js';
import { readContent, refusalAnswer } from '../message-content.js';
import { messagePayload, readMetadata } from '../message-payload.js';
import { fail, findChannel, type WebApiMethod } from './method.js';

/** chat.postMessage: a message for everybody in a channel that the bot is in, or in a direct message. */
export const chatPostMessage: WebApiMethod = {
  name: 'chat.postMessage',
  token: 'bot',
  scope: 'chat:write',
  run: ({ args, workspace, rules }) => {
    const channel = findChannel(workspace, args.channel);
    if (!channel) return fail('channel_not_found');
    if (channel.archived) return fail('is_archived');
    if (!channel.botIsMember) return fail('not_in_channel');
    const content = readContent(args, { ...rules, sumBlockTexts: true });
    if ('error' in content) return refusalAnswer(content);
    const threadTs = typeof args.thread_ts === 'string' ? args.thread_ts : null;
    const isThere = ({ ts }: ShownMessage) => ts === threadTs;
    if (threadTs !== null && !workspace.messages.shared(channel.id).some(isThere))
      return fail('thread_not_found');
    const message = workspace.messages.add({
      channel: channel.id,
      ephemeralFor: null,
      author: 'app',
      userName: workspace.botName,
      text: content.text,
      blocks: content.blocks,
      threadTs,
      metadata: readMetadata(args.metadata),
    });
    const warning = content.warning
      ? { warning: content.warning, response_metadata: { warnings: [content.warning] } }
      : {};
    return {
      ok: true,
      channel: channel.id,
      ts: message.ts,
      message: messagePayload(workspace, message, { withMetadata: true }),
      ...warning,
    };
  },
};
