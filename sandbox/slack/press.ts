import { isJson, type Json } from './blocks/check.js';
import type { Delivery, ElementTarget, SlackDouble } from './contract.js';
import { messageInteraction, seenMessage } from './message-interaction.js';
import { messagePayload } from './message-payload.js';
import type { Senders } from './senders.js';
import { offeredIds } from './views/conversations.js';
import { chosenState, keepsState } from './views/element-state.js';
import { pressAction } from './views/fill.js';
import { suggestionKey } from './views/view-store.js';

type Button = Parameters<SlackDouble['press']>[1];
type From = NonNullable<Parameters<SlackDouble['press']>[2]>;

/** Presses a button of a message, or chooses in one of its menus and pickers: sends Slack's block_actions to the app. Throws if this user sees no such message or element. */
export async function pressButton(
  senders: Senders,
  ts: string,
  button: Button,
  from: From = {},
): Promise<Delivery> {
  const { workspace, link, grantUrl } = senders;
  const seen = seenMessage(workspace, ts, from);
  const { channel, message, user } = seen;
  const element = findElement(message.blocks, button);
  if (!element) throw new Error(`Message ${ts} has no button ${button.blockId}/${button.actionId}.`);
  const done = doneWith(senders, message.ts, element, button);
  const { actionId, blockId } = button;
  const responseUrl = grantUrl({ channel: channel.id, user: user.id, pressedTs: ts });
  const payload = {
    ...messageInteraction(workspace, seen),
    type: 'block_actions',
    // an ephemeral message is not sent along
    ...(message.ephemeralFor === null ? { message: messagePayload(workspace, message) } : {}),
    state: { values: keepsState(element.type) ? { [blockId]: { [actionId]: done } } : {} },
    response_url: responseUrl,
    actions: [
      {
        action_id: actionId,
        block_id: blockId,
        ...done,
        action_ts: (workspace.now() / 1000).toFixed(6),
      },
    ],
  };
  const { status, body, ackMs, failure } = await link.send('interactive', payload, { forge: from.forge });
  return { status, body, ackMs, responseUrl, ...(failure ? { failure } : {}) };
}

/** The part of an action that says what was pressed or chosen. Throws where the element does not offer that. */
function doneWith({ workspace, suggestions }: Senders, ts: string, element: Json, button: Button): Json {
  const { value } = button;
  if (PRESSED.includes(element.type))
    return pressAction(element, typeof value === 'string' ? value : undefined);
  const suggested = suggestions.get(`${ts} ${suggestionKey(button)}`) ?? [];
  return chosenState(element, value ?? '', { suggested, has: offeredIds(workspace, element) });
}

const PRESSED: readonly unknown[] = ['button', 'static_select', 'overflow'];

/** The button, menu or picker of this name: an element, an accessory or a card's action, also inside a container. */
export function findElement(blocks: readonly Json[], target: ElementTarget): Json | null {
  for (const block of blocks) {
    if (Array.isArray(block.child_blocks)) {
      const inside = findElement(block.child_blocks.filter(isJson), target);
      if (inside) return inside;
    }
    if (block.block_id !== target.blockId) continue;
    const found = [block.elements, block.actions, block.accessory]
      .flat()
      .filter(isJson)
      .find(
        ({ type, action_id }) =>
          (PRESSED.includes(type) || keepsState(type)) && action_id === target.actionId,
      );
    if (found) return found;
  }
  return null;
}
