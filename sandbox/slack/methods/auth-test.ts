import type { WebApiMethod } from './method.js';

/** auth.test: whose token this is. */
export const authTest: WebApiMethod = {
  name: 'auth.test',
  token: 'bot',
  run: ({ workspace }) => ({
    ok: true,
    url: `https://${workspace.teamDomain}.slack.com/`,
    team: 'Sandbox',
    user: workspace.botName.toLowerCase(),
    team_id: workspace.teamId,
    user_id: workspace.botUserId,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  }),
};
