import { isJson, type Json } from './blocks/check.js';
import type { Delivery, SlackDouble } from './contract.js';
import { messagePayload } from './message-payload.js';
import type { Senders } from './senders.js';
import { pressAction } from './views/fill.js';
import { firstChannel, firstUser } from './workspace.js';

type Button = Parameters<SlackDouble['press']>[1];
type From = NonNullable<Parameters<SlackDouble['press']>[2]>;

/** Presses a button of a message, or picks from one of its menus: sends Slack's block_actions to the app. Throws if this user sees no such message or button. */
export async function pressButton(
  { workspace, link, grantUrl }: Senders,
  ts: string,
  button: Button,
  from: From = {},
): Promise<Delivery> {
  const channel = from.channel ? workspace.channels.get(from.channel) : firstChannel(workspace);
  if (!channel || channel.deleted) throw new Error('The Slack double knows no such channel.');
  const message = workspace.messages.find(channel.id, ts);
  if (!message || message.deleted) throw new Error(`No message ${ts} is shown in ${channel.id}.`);
  const userId = from.user ?? message.ephemeralFor ?? firstUser(workspace).id;
  const user = workspace.users.get(userId);
  if (!user) throw new Error(`The Slack double knows no user ${userId}.`);
  if (message.ephemeralFor !== null && message.ephemeralFor !== userId)
    throw new Error(`Only ${message.ephemeralFor} sees message ${ts}.`);
  const element = findElement(message.blocks, button);
  if (!element) throw new Error(`Message ${ts} has no button ${button.blockId}/${button.actionId}.`);
  const responseUrl = grantUrl({ channel: channel.id, user: userId, pressedTs: ts });
  const payload = {
    type: 'block_actions',
    user: { id: user.id, username: user.name, name: user.name, team_id: workspace.teamId },
    api_app_id: workspace.appId,
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: message.ephemeralFor !== null,
    },
    trigger_id: workspace.triggers.issue({ userId, channelId: channel.id }),
    team: { id: workspace.teamId, domain: workspace.teamDomain },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel.id, name: channel.name },
    // an ephemeral message is not sent along
    ...(message.ephemeralFor === null ? { message: messagePayload(workspace, message) } : {}),
    state: { values: {} },
    response_url: responseUrl,
    actions: [action(element, button, workspace.now())],
  };
  const { status, body, ackMs, failure } = await link.send('interactive', payload, { forge: from.forge });
  return { status, body, ackMs, responseUrl, ...(failure ? { failure } : {}) };
}

function action(element: Json, { actionId, blockId, value }: Button, nowMs: number): Json {
  const actionTs = (nowMs / 1000).toFixed(6);
  return { action_id: actionId, block_id: blockId, ...pressAction(element, value), action_ts: actionTs };
}

const PRESSABLE: readonly unknown[] = ['button', 'static_select', 'overflow'];

/** The button or menu of this name: an element, an accessory or a card's action, also inside a container. */
function findElement(blocks: readonly Json[], button: Button): Json | null {
  for (const block of blocks) {
    if (Array.isArray(block.child_blocks)) {
      const inside = findElement(block.child_blocks.filter(isJson), button);
      if (inside) return inside;
    }
    if (block.block_id !== button.blockId) continue;
    const found = [block.elements, block.actions, block.accessory]
      .flat()
      .filter(isJson)
      .find((element) => PRESSABLE.includes(element.type) && element.action_id === button.actionId);
    if (found) return found;
  }
  return null;
}
