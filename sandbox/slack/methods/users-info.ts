import { fail, type WebApiMethod } from './method.js';

/** users.info: name, time zone and rights of a person. */
export const usersInfo: WebApiMethod = {
  name: 'users.info',
  token: 'bot',
  scope: 'users:read',
  run: ({ args, workspace }) => {
    const user = workspace.users.get(String(args.user));
    if (!user) return fail('user_not_found');
    return {
      ok: true,
      user: {
        id: user.id,
        team_id: workspace.teamId,
        name: user.name,
        real_name: user.name,
        deleted: false,
        tz: user.timeZone,
        locale: 'en-US',
        profile: { real_name: user.name, display_name: user.name },
        is_admin: user.admin,
        is_owner: false,
        is_bot: false,
        is_restricted: false,
        is_ultra_restricted: false,
      },
    };
  },
};
