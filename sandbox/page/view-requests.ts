import type { SlackDouble } from '../slack/contract.js';
import type { ViewFillRequest, ViewOptionsRequest, ViewPressRequest, ViewRequest } from './protocol.js';
import { chosen, optionalText, Refused, text } from './requests.js';

type Body = Readonly<Record<string, unknown>>;

/** A modal that is open for this user, or their Home tab. Throws `Refused` for any other. */
export function viewRequest(body: Body, slack: SlackDouble): ViewRequest {
  const viewId = text(body, 'viewId');
  const user = text(body, 'user');
  const own = [...slack.views(user), slack.home(user)];
  if (!own.some((view) => view?.id === viewId)) throw new Refused(400, 'unknown view');
  return { viewId, user };
}

export function viewPressRequest(body: Body, slack: SlackDouble): ViewPressRequest {
  return { ...viewRequest(body, slack), ...target(body), ...optionalText(body, 'value') };
}

export function viewFillRequest(body: Body, slack: SlackDouble): ViewFillRequest {
  return { ...viewRequest(body, slack), ...target(body), value: chosen(body) };
}

export function viewOptionsRequest(body: Body, slack: SlackDouble): ViewOptionsRequest {
  return { ...viewRequest(body, slack), ...target(body), typed: text(body, 'typed') };
}

function target(body: Body) {
  return { actionId: text(body, 'actionId'), blockId: text(body, 'blockId') };
}
