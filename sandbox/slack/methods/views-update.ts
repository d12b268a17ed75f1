import { fail, type WebApiMethod } from './method.js';
import { readView, storeView } from './view.js';

/** views.update: replaces an open modal; with `hash` only if nobody changed it meanwhile. */
export const viewsUpdate: WebApiMethod = {
  name: 'views.update',
  token: 'bot',
  run: (context) => {
    const { args, workspace } = context;
    const id = String(args.view_id);
    const before = workspace.views.get(id);
    if (!before) return fail('not_found');
    if (args.hash !== undefined && args.hash !== before.hash) return fail('hash_conflict');
    const read = readView(context, before.type === 'home' ? 'home' : 'modal');
    return 'answer' in read ? read.answer : storeView(context, read.view, id, [id]);
  },
};
