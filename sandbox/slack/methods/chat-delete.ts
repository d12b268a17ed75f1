import { fail, findChannel, type WebApiMethod } from './method.js';

/** chat.delete: removes a message of the bot; never an ephemeral one, never another's. */
export const chatDelete: WebApiMethod = {
  name: 'chat.delete',
  token: 'bot',
  scope: 'chat:write',
  run: ({ args, workspace }) => {
    const channel = findChannel(workspace, args.channel);
    if (!channel) return fail('channel_not_found');
    const message = workspace.messages.find(channel.id, String(args.ts));
    if (!message || message.deleted || message.ephemeralFor !== null) return fail('message_not_found');
    if (message.author !== 'app') return fail('cant_delete_message');
    workspace.messages.change(channel.id, message.ts, { deleted: true });
    return { ok: true, channel: channel.id, ts: message.ts };
  },
};
