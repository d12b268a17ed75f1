import { fail, type WebApiMethod } from './method.js';
import { readView, viewAnswer } from './view.js';

/** views.publish: a user's Home tab; with `hash` only if nobody changed it meanwhile. */
export const viewsPublish: WebApiMethod = {
  name: 'views.publish',
  token: 'bot',
  run: (context) => {
    const { args, workspace, lasting } = context;
    if (lasting.homeTab === 'off') return fail('not_enabled');
    const user = workspace.users.get(String(args.user_id));
    if (!user) return fail('user_not_found');
    const read = readView(context, 'home');
    if ('answer' in read) return read.answer;
    const before = workspace.views.home(user.id);
    if (args.hash !== undefined && args.hash !== before?.hash) return fail('hash_conflict');
    return viewAnswer(workspace, workspace.views.publish(user.id, read.view));
  },
};
