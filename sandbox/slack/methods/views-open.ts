import { fail, type WebApiMethod } from './method.js';
import { readView, viewAnswer } from './view.js';

/** views.open: shows a modal to the person whose trigger_id this is, once and within three seconds. */
export const viewsOpen: WebApiMethod = {
  name: 'views.open',
  token: 'bot',
  run: (context) => {
    const { args, workspace } = context;
    const read = readView(context, 'modal');
    if ('answer' in read) return read.answer;
    const externalId = String(read.view.external_id ?? '');
    if (externalId !== '' && workspace.views.findByExternalId(externalId))
      return fail('duplicate_external_id');
    const trigger = workspace.triggers.exchange(args.trigger_id);
    if ('error' in trigger) return fail(trigger.error);
    return viewAnswer(workspace, workspace.views.open(read.view, trigger));
  },
};
