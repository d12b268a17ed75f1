import type { Json } from '../blocks/check.js';
import { isJson } from '../blocks/check.js';
import type { Delivery, ElementTarget, SlackDouble } from '../contract.js';
import type { Senders } from '../senders.js';
import type { Workspace } from '../workspace.js';
import { offeredIds } from './conversations.js';
import { type Choosable, chosenState, optionsOf } from './element-state.js';
import { deliveryOf, viewInHand, viewInteraction } from './interaction.js';
import { findViewElement } from './view-elements.js';
import { type StoredView, suggestionKey } from './view-store.js';

type From = NonNullable<Parameters<SlackDouble['fill']>[3]>;
type Pressed = Parameters<SlackDouble['pressInView']>[1];

/** Fills in an element of a view; sends block_actions where Slack does, else null. Throws where a person could not. */
export async function fillInView(
  senders: Senders,
  viewId: string,
  target: ElementTarget,
  value: string | readonly string[],
  from: From = {},
): Promise<Delivery | null> {
  const { workspace } = senders;
  const view = viewInHand(workspace, viewId);
  const { block, element } = findViewElement(view.blocks, target);
  const state = chosenState(element, value, choosable(workspace, view, target, element));
  const filled = workspace.views.fill(view, target, state);
  if (block.type === 'input' && block.dispatch_action !== true) return null;
  return sendAction(senders, filled, target, state, from);
}

/** Presses a button of a view, or picks from its overflow menu. Throws where there is none. */
export async function pressInView(
  senders: Senders,
  viewId: string,
  { value, ...target }: Pressed,
  from: From = {},
): Promise<Delivery> {
  const view = viewInHand(senders.workspace, viewId);
  const { element } = findViewElement(view.blocks, target);
  return sendAction(senders, view, target, pressAction(element, value), from);
}

/**
 * The part of an action that says what was pressed: a button's value, or the option that was picked from a menu.
 * Throws for any other element and for an option that is not there.
 */
export function pressAction(element: Json, value: string | undefined): Json {
  const type = String(element.type);
  if (type === 'overflow' || type === 'static_select') {
    const option = optionsOf(element).find((one) => one.value === value);
    if (!option) throw new Error(`This ${type} has no option "${String(value)}".`);
    return { type, selected_option: option };
  }
  if (type !== 'button') throw new Error(`A ${type} cannot be pressed.`);
  const { text, value: own, style } = element;
  return {
    type,
    text,
    ...(own === undefined ? {} : { value: own }),
    ...(style === undefined ? {} : { style }),
  };
}

async function sendAction(
  { workspace, link }: Senders,
  view: StoredView,
  { blockId, actionId }: ElementTarget,
  done: Json,
  { forge }: From,
): Promise<Delivery> {
  const actionTs = (workspace.now() / 1000).toFixed(6);
  const payload = {
    ...viewInteraction(workspace, view),
    type: 'block_actions',
    container: { type: 'view', view_id: view.id },
    actions: [{ ...done, action_id: actionId, block_id: blockId, action_ts: actionTs }],
  };
  return deliveryOf(await link.send('interactive', payload, { forge }));
}

function choosable(workspace: Workspace, view: StoredView, target: ElementTarget, element: Json): Choosable {
  const state = view.values[target.blockId]?.[target.actionId] ?? {};
  return {
    suggested: [
      ...(view.suggested.get(suggestionKey(target)) ?? []),
      ...[state.selected_option, state.selected_options].flat().filter(isJson),
    ],
    has: offeredIds(workspace, element),
  };
}
