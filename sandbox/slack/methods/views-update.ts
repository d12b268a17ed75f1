import { fail, type WebApiMethod } from './method.js';
import { readView, viewAnswer } from './view.js';

/** views.update: replaces an open modal, named by view_id or external_id; with `hash` only if nobody changed it meanwhile. */
export const viewsUpdate: WebApiMethod = {
  name: 'views.update',
  token: 'bot',
  run: (context) => {
    const { args, workspace } = context;
    const { views } = workspace;
    const before =
      args.view_id === undefined
        ? views.findByExternalId(String(args.external_id))
        : views.find(String(args.view_id));
    if (!before) return fail('not_found');
    if (args.hash !== undefined && args.hash !== before.hash) return fail('hash_conflict');
    const read = readView(context, before.content.type === 'home' ? 'home' : 'modal');
    return 'answer' in read ? read.answer : viewAnswer(workspace, views.update(before, read.view));
  },
};
