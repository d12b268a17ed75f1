import { fail, type WebApiMethod } from './method.js';
import { readView, storeView } from './view.js';

/** views.open: shows a modal to the person whose trigger_id this is, once and within three seconds. */
export const viewsOpen: WebApiMethod = {
  name: 'views.open',
  token: 'bot',
  run: (context) => {
    const read = readView(context, 'modal');
    if ('answer' in read) return read.answer;
    const trigger = context.workspace.triggers.exchange(context.args.trigger_id);
    if ('error' in trigger) return fail(trigger.error);
    const id = context.workspace.newId('V');
    return storeView(context, read.view, id, [id]);
  },
};
