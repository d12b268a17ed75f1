import { LIMITS } from '../limits.js';
import { readContent, refusalAnswer } from '../message-content.js';
import { readMetadata } from '../message-payload.js';
import { fail, findChannel, type WebApiMethod } from './method.js';

/** chat.update: changes a message of the bot; never an ephemeral one, never another's. */
export const chatUpdate: WebApiMethod = {
  name: 'chat.update',
  token: 'bot',
  scope: 'chat:write',
  run: ({ args, workspace, rules }) => {
    const channel = findChannel(workspace, args.channel);
    if (!channel) return fail('channel_not_found');
    const message = workspace.messages.find(channel.id, String(args.ts));
    if (!message || message.deleted || message.ephemeralFor !== null) return fail('message_not_found');
    if (message.author !== 'app') return fail('cant_update_message');
    const content = readContent(args, { ...rules, maxText: LIMITS.message.updateText });
    if ('error' in content) return refusalAnswer(content);
    const { text, blocks } = content;
    workspace.messages.change(channel.id, message.ts, {
      text,
      blocks,
      edited: true,
      ...(args.metadata === undefined ? {} : { metadata: readMetadata(args.metadata) }),
    });
    return {
      ok: true,
      channel: channel.id,
      ts: message.ts,
      text,
      message: { type: 'message', text, blocks },
    };
  },
};
