import { directChannelId } from '../workspace.js';
import { fail, type WebApiMethod } from './method.js';

/** conversations.open: the direct message channel with one user. */
export const conversationsOpen: WebApiMethod = {
  name: 'conversations.open',
  token: 'bot',
  scope: 'im:write',
  run: ({ args, workspace }) => {
    const users = String(args.users ?? '')
      .split(',')
      .filter((user) => user !== '');
    if (users.length === 0) return fail('users_list_not_supplied');
    if (users.length > 1) return fail('method_not_supported_for_channel_type');
    const user = workspace.users.get(users[0] ?? '');
    if (!user) return fail('user_not_found');
    return { ok: true, no_op: true, already_open: true, channel: { id: directChannelId(user.id) } };
  },
};
