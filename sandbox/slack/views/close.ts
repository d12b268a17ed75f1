import type { Delivery, SlackDouble } from '../contract.js';
import type { Senders } from '../senders.js';
import { deliveryOf, viewInteraction } from './interaction.js';

type From = NonNullable<Parameters<SlackDouble['closeView']>[1]>;

/** Closes a modal and all that lies on it; each with notify_on_close sends view_closed, the top first. The last of these, or null. */
export async function closeView(
  { workspace, link }: Senders,
  viewId: string,
  { forge }: From = {},
): Promise<Delivery | null> {
  const view = workspace.views.find(viewId);
  if (view?.content.type !== 'modal') throw new Error(`No modal ${viewId} is open.`);
  const closed = workspace.views.close(view);
  let last: Delivery | null = null;
  for (const one of closed) {
    if (one.content.notify_on_close !== true) continue;
    const { trigger_id: _none, ...facts } = viewInteraction(workspace, one);
    const payload = { ...facts, type: 'view_closed', is_cleared: closed.length > 1 };
    last = deliveryOf(await link.send('interactive', payload, { forge }));
  }
  return last;
}
