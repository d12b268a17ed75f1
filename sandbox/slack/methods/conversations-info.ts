import { fail, findChannel, type WebApiMethod } from './method.js';

/** conversations.info: a channel's name and whether the bot is in it. */
export const conversationsInfo: WebApiMethod = {
  name: 'conversations.info',
  token: 'bot',
  run: ({ args, workspace }) => {
    const channel = findChannel(workspace, args.channel);
    if (!channel) return fail('channel_not_found');
    const direct = channel.directWith !== null;
    const facts = direct
      ? { id: channel.id, is_im: true, user: channel.directWith }
      : {
          id: channel.id,
          name: channel.name,
          is_channel: true,
          is_im: false,
          is_member: channel.botIsMember,
        };
    return { ok: true, channel: { ...facts, is_archived: channel.archived } };
  },
};
