import { fail, type WebApiMethod } from './method.js';
import { readView, viewAnswer } from './view.js';

/** views.push: lays a modal on the one in which the person did what the trigger_id came from; three at most. */
export const viewsPush: WebApiMethod = {
  name: 'views.push',
  token: 'bot',
  run: (context) => {
    const { args, workspace } = context;
    const read = readView(context, 'modal');
    if ('answer' in read) return read.answer;
    const trigger = workspace.triggers.exchange(args.trigger_id);
    if ('error' in trigger) return fail(trigger.error);
    if (workspace.views.stack(trigger.userId).length === 0) return fail('not_found');
    const view = workspace.views.push(read.view, trigger);
    return view ? viewAnswer(workspace, view) : fail('push_limit_reached');
  },
};
