import type { SlackDouble } from '../slack/contract.js';
import type { ViewFillRequest, ViewOptionsRequest, ViewPressRequest, ViewRequest } from './protocol.js';
import { optionalText, Refused, text } from './requests.js';

type Body = Readonly<Record<string, unknown>>;

/** A modal that is open for this user. Throws `Refused` for any other. */
export function viewRequest(body: Body, slack: SlackDouble): ViewRequest {
  const viewId = text(body, 'viewId');
  const user = text(body, 'user');
  if (!slack.views(user).some((view) => view.id === viewId)) throw new Refused(400, 'unknown view');
  return { viewId, user };
}

export function viewPressRequest(body: Body, slack: SlackDouble): ViewPressRequest {
  return { ...viewRequest(body, slack), ...target(body), ...optionalText(body, 'value') };
}

export function viewFillRequest(body: Body, slack: SlackDouble): ViewFillRequest {
  const { value } = body;
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
  if (typeof value !== 'string' && !isList) throw new Refused(400, 'value is missing');
  return { ...viewRequest(body, slack), ...target(body), value };
}

export function viewOptionsRequest(body: Body, slack: SlackDouble): ViewOptionsRequest {
  return { ...viewRequest(body, slack), ...target(body), typed: text(body, 'typed') };
}

function target(body: Body) {
  return { actionId: text(body, 'actionId'), blockId: text(body, 'blockId') };
}
