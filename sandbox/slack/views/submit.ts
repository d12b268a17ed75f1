import { isJson, type Json } from '../blocks/check.js';
import type { Delivery, SlackDouble } from '../contract.js';
import { readView } from '../methods/view.js';
import { parseJson } from '../request-body.js';
import type { Senders } from '../senders.js';
import { clientErrors } from './client-errors.js';
import { deliveryOf, viewInHand, viewInteraction } from './interaction.js';
import { viewElements } from './view-elements.js';
import type { StoredView } from './view-store.js';

type From = NonNullable<Parameters<SlackDouble['submit']>[1]>;

/** Submits the modal on top and does what the acknowledgement says. Throws for a view that cannot be submitted. */
export async function submitView(senders: Senders, viewId: string, { forge }: From = {}): Promise<Delivery> {
  const { workspace, link } = senders;
  const view = viewInHand(workspace, viewId);
  if (view.content.type !== 'modal' || view.content.submit === undefined)
    throw new Error(`View ${viewId} has no submit button.`);
  const errors = clientErrors(view);
  workspace.views.refuse(view, errors);
  if (Object.keys(errors).length > 0)
    return { status: 0, body: '', ackMs: 0, responseUrl: '', failure: 'required' };
  const payload = {
    ...viewInteraction(workspace, view),
    type: 'view_submission',
    response_urls: responseUrls(senders, view),
  };
  const delivery = deliveryOf(await link.send('interactive', payload, { forge }));
  if (delivery.failure !== undefined) return delivery;
  const failure = applyAnswer(senders, viewId, delivery.body);
  return failure === null ? delivery : { ...delivery, failure };
}

/** A response_url for every channel that was chosen in a select with response_url_enabled. */
function responseUrls({ grantUrl }: Senders, { blocks, values, user }: StoredView): Json[] {
  return viewElements(blocks)
    .filter(({ block, element }) => block.type === 'input' && element.response_url_enabled === true)
    .flatMap(({ blockId, actionId }) => {
      const state = values[blockId]?.[actionId];
      const channel = state?.selected_conversation ?? state?.selected_channel;
      if (typeof channel !== 'string') return [];
      const responseUrl = grantUrl({ channel, user, pressedTs: null });
      return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url: responseUrl }];
    });
}

/** Does what an acknowledgement says to the view as it is now; why Slack would not, else null. */
function applyAnswer({ workspace, rules }: Senders, viewId: string, body: string): string | null {
  const { views } = workspace;
  const view = views.find(viewId);
  if (!view) return null;
  const answer = body.trim() === '' ? {} : parseJson(body);
  if (!isJson(answer)) return 'invalid_response';
  if (Object.keys(answer).length === 0) return done(views.close(view));
  if (answer.response_action === 'clear') {
    const [root] = views.stack(view.user);
    return done(views.close(root ?? view));
  }
  if (answer.response_action === 'errors') {
    const errors = readErrors(view, answer.errors);
    return errors ? done(views.refuse(view, errors)) : 'invalid_response';
  }
  if (answer.response_action !== 'update' && answer.response_action !== 'push') return 'invalid_response';
  const read = readView({ args: answer, rules: rules() }, 'modal');
  if ('answer' in read) return 'invalid_view';
  if (answer.response_action === 'update') return done(views.update(view, read.view));
  const trigger = { userId: view.user, channelId: null };
  return views.push(read.view, trigger) ? null : 'push_limit_reached';
}

function done(_change: unknown): null {
  return null;
}

/** Messages by block_id; null unless there is one, each beside an input block of the view. */
function readErrors({ blocks }: StoredView, errors: unknown): Record<string, string> | null {
  if (!isJson(errors) || Object.keys(errors).length === 0) return null;
  const inputs = new Set(blocks.filter(({ type }) => type === 'input').map((block) => block.block_id));
  const lines = Object.entries(errors).filter((line): line is [string, string] => {
    const [blockId, message] = line;
    return inputs.has(blockId) && typeof message === 'string' && message !== '';
  });
  return lines.length === Object.keys(errors).length ? Object.fromEntries(lines) : null;
}
