import { fail, type WebApiMethod } from './method.js';
import { readView, storeView } from './view.js';

/** views.publish: a user's Home tab; with `hash` only if nobody changed it meanwhile. */
export const viewsPublish: WebApiMethod = {
  name: 'views.publish',
  token: 'bot',
  run: (context) => {
    const { args, workspace } = context;
    const user = workspace.users.get(String(args.user_id));
    if (!user) return fail('user_not_found');
    const read = readView(context, 'home');
    if ('answer' in read) return read.answer;
    const key = `home:${user.id}`;
    const before = workspace.views.get(key);
    if (args.hash !== undefined && args.hash !== before?.hash) return fail('hash_conflict');
    const id = before ? String(before.id) : workspace.newId('V');
    return storeView(context, read.view, id, [key, id]);
  },
};
