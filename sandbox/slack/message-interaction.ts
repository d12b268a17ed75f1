import type { Json } from './blocks/check.js';
import type { ShownMessage } from './contract.js';
import { type Channel, firstChannel, firstUser, type User, type Workspace } from './workspace.js';

/** A message in its channel, and the person who does something to it. */
export interface SeenMessage {
  channel: Channel;
  message: ShownMessage;
  user: User;
}

/** The message as this person sees it (whom an ephemeral one is for, where nobody is named). Throws if they see none. */
export function seenMessage(
  workspace: Workspace,
  ts: string,
  from: { channel?: string; user?: string },
): SeenMessage {
  const channel = from.channel ? workspace.channels.get(from.channel) : firstChannel(workspace);
  if (!channel || channel.deleted) throw new Error('The Slack double knows no such channel.');
  const message = workspace.messages.find(channel.id, ts);
  if (!message || message.deleted) throw new Error(`No message ${ts} is shown in ${channel.id}.`);
  const userId = from.user ?? message.ephemeralFor ?? firstUser(workspace).id;
  const user = workspace.users.get(userId);
  if (!user) throw new Error(`The Slack double knows no user ${userId}.`);
  if (message.ephemeralFor !== null && message.ephemeralFor !== userId)
    throw new Error(`Only ${message.ephemeralFor} sees message ${ts}.`);
  return { channel, message, user };
}

/** What every interaction with a message carries: who, where, and a trigger for a modal. */
export function messageInteraction(workspace: Workspace, { channel, message, user }: SeenMessage): Json {
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: workspace.teamId },
    api_app_id: workspace.appId,
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.ephemeralFor !== null,
      ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    },
    trigger_id: workspace.triggers.issue({ userId: user.id, channelId: channel.id }),
    team: { id: workspace.teamId, domain: workspace.teamDomain },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel.id, name: channel.name },
  };
}
