import type { AppLink } from '../app-link.js';
import { type Finding, isJson, type Json, list } from '../blocks/check.js';
import type { Delivery, ElementTarget, Forgery, SelectOption, SlackDouble } from '../contract.js';
import { plainOption } from '../elements/choices.js';
import { LIMITS } from '../limits.js';
import { messageInteraction, seenMessage } from '../message-interaction.js';
import { findElement } from '../press.js';
import { parseJson } from '../request-body.js';
import type { Senders } from '../senders.js';
import { deliveryOf, viewInHand, viewInteraction } from './interaction.js';
import { findViewElement } from './view-elements.js';
import { suggestionKey } from './view-store.js';

type Suggested = Awaited<ReturnType<SlackDouble['options']>>;
type From = NonNullable<Parameters<SlackDouble['options']>[3]>;
type MessageFrom = NonNullable<Parameters<SlackDouble['messageOptions']>[3]>;

/** Asks the app what an external select offers for what was typed. Throws for another element or too few characters. */
export async function suggestOptions(
  { workspace, link }: Senders,
  viewId: string,
  target: ElementTarget,
  typed: string,
  { forge }: From = {},
): Promise<Suggested> {
  const view = viewInHand(workspace, viewId);
  const { element } = findViewElement(view.blocks, target);
  checkAsks(element, typed);
  const payload = {
    ...viewInteraction(workspace, view),
    type: 'block_suggestion',
    container: { type: 'view', view_id: view.id },
    action_id: target.actionId,
    block_id: target.blockId,
    value: typed,
  };
  const suggested = await askFor(link, payload, forge);
  const now = workspace.views.find(viewId);
  if (now && suggested.delivery.failure === undefined)
    workspace.views.suggest(now, target, suggested.options.map(asJson));
  return suggested;
}

/** The same for an external select of a message. */
export async function suggestInMessage(
  { workspace, link, suggestions }: Senders,
  ts: string,
  target: ElementTarget,
  typed: string,
  from: MessageFrom = {},
): Promise<Suggested> {
  const seen = seenMessage(workspace, ts, from);
  const element = findElement(seen.message.blocks, target);
  if (!element) throw new Error(`Message ${ts} has no element ${target.blockId}/${target.actionId}.`);
  checkAsks(element, typed);
  const payload = {
    ...messageInteraction(workspace, seen),
    type: 'block_suggestion',
    action_id: target.actionId,
    block_id: target.blockId,
    value: typed,
  };
  const suggested = await askFor(link, payload, from.forge);
  if (suggested.delivery.failure === undefined)
    suggestions.set(`${ts} ${suggestionKey(target)}`, suggested.options.map(asJson));
  return suggested;
}

/** Throws where Slack would not ask: for another element, or for too few characters. */
function checkAsks(element: Json, typed: string): void {
  if (!String(element.type).endsWith('external_select'))
    throw new Error(`A ${String(element.type)} asks the app for no options.`);
  const minimum = Number(element.min_query_length ?? LIMITS.select.minQuery);
  if (typed.length < minimum) throw new Error(`Slack asks from ${minimum} characters on.`);
}

async function askFor(link: AppLink, payload: Json, forge: Forgery | undefined): Promise<Suggested> {
  const delivery = deliveryOf(await link.send('interactive', payload, { forge }));
  if (delivery.failure !== undefined) return { delivery, options: [] };
  const options = readOptions(delivery);
  return options
    ? { delivery, options }
    : { delivery: { ...delivery, failure: 'invalid_options' }, options: [] };
}

function asJson({ text, value }: SelectOption): Json {
  return { text, value };
}

const checkOptions = list(plainOption, LIMITS.select.options, 0);

/** The options of an answer, those of groups in their order; null: not what Slack takes. */
function readOptions({ body }: Delivery): readonly SelectOption[] | null {
  const answer = parseJson(body);
  if (!isJson(answer)) return null;
  const groups = Array.isArray(answer.option_groups) ? answer.option_groups.filter(isJson) : null;
  const lists = groups ? groups.map((group) => group.options) : [answer.options];
  if (lists.length > LIMITS.select.groups) return null;
  const findings: Finding[] = lists.flatMap((options) => checkOptions(options, '/options'));
  return findings.length > 0 ? null : lists.flat().filter(isOption);
}

function isOption(option: unknown): option is SelectOption {
  if (!isJson(option)) return false;
  const label: Json = isJson(option.text) ? option.text : {};
  return typeof option.value === 'string' && typeof label.text === 'string';
}
