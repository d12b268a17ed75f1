import type { AppAnswer } from '../app-request.js';
import type { Json } from '../blocks/check.js';
import type { Delivery } from '../contract.js';
import type { Workspace } from '../workspace.js';
import { viewPayload } from './view-payload.js';
import type { StoredView } from './view-store.js';

/** What every interaction in a view carries: who, where, the view as filled in, and a trigger for the next view. */
export function viewInteraction(workspace: Workspace, view: StoredView): Json {
  const user = workspace.users.get(view.user);
  const name = user?.name ?? view.user;
  return {
    team: { id: workspace.teamId, domain: workspace.teamDomain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: view.user, username: name, name, team_id: workspace.teamId },
    api_app_id: workspace.appId,
    token: 'sandbox',
    trigger_id: workspace.triggers.issue({ userId: view.user, channelId: null }),
    view: viewPayload(workspace, view),
  };
}

/** What a person works in: their Home tab or the modal on top. Throws for any other. */
export function viewInHand(workspace: Workspace, viewId: string): StoredView {
  const view = workspace.views.find(viewId);
  if (!view) throw new Error(`No view ${viewId} is open.`);
  const onTop = view.content.type === 'home' || workspace.views.stack(view.user).at(-1)?.id === viewId;
  if (!onTop) throw new Error(`Another modal lies on view ${viewId}.`);
  return view;
}

/** The answer of the app to an interaction that has no response_url. */
export function deliveryOf({ status, body, ackMs, failure }: AppAnswer): Delivery {
  return { status, body, ackMs, responseUrl: '', ...(failure ? { failure } : {}) };
}
