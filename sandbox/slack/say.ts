import type { Json } from './blocks/check.js';
import type { Delivery, ShownMessage, SlackDouble } from './contract.js';
import { sendEvent } from './events.js';
import type { Senders } from './senders.js';
import { type Channel, firstChannel, firstUser, type Workspace } from './workspace.js';

type From = NonNullable<Parameters<SlackDouble['say']>[1]>;

/**
 * Types a message into a channel or the direct messages, and tells the app if it hears of that: app_mention, message.im.
 * Slack tells nothing to an app that lacks the scope or is not in the channel. Throws for an unknown channel, user or thread.
 */
export async function say(senders: Senders, text: string, from: From = {}): Promise<Delivery | null> {
  const { workspace } = senders;
  const channel = from.channel ? workspace.channels.get(from.channel) : firstChannel(workspace);
  const user = from.user ? workspace.users.get(from.user) : firstUser(workspace);
  if (!channel || channel.deleted || !user)
    throw new Error('The Slack double knows no such channel or user.');
  const threadTs = from.threadTs ?? null;
  if (threadTs !== null && !workspace.messages.find(channel.id, threadTs))
    throw new Error(`There is no message ${threadTs} in ${channel.id}.`);
  const message = workspace.messages.add({
    channel: channel.id,
    ephemeralFor: null,
    author: 'person',
    userName: from.bot?.name ?? user.name,
    text,
    blocks: [],
    threadTs,
  });
  const kind = kindOf(senders, channel, text);
  if (!kind) return null;
  const author = from.bot ? { bot_id: from.bot.id, user: from.bot.user } : { user: user.id };
  const event = { ...kind, ...author, ...bodyOf(workspace, message) };
  const { eventId, forge } = from;
  return sendEvent(senders, event, { ...(eventId ? { eventId } : {}), ...(forge ? { forge } : {}) });
}

/** The event that a text here makes; null: the app hears nothing of it. */
function kindOf({ workspace, scopes }: Senders, channel: Channel, text: string): Json | null {
  if (channel.directWith !== null)
    return scopes.includes('im:history') ? { type: 'message', channel_type: 'im' } : null;
  const named = text.includes(`<@${workspace.botUserId}>`);
  return named && channel.botIsMember && scopes.includes('app_mentions:read')
    ? { type: 'app_mention' }
    : null;
}

function bodyOf(workspace: Workspace, { text, ts, channel, threadTs }: ShownMessage): Json {
  const inline = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return {
    text,
    ts,
    channel,
    team: workspace.teamId,
    event_ts: ts,
    client_msg_id: `sandbox-${ts}`,
    blocks: [{ type: 'rich_text', block_id: 'typed', elements: [inline] }],
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
  };
}
