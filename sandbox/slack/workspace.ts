import type { SlackDoubleOptions } from './contract.js';
import { createFileStore, type FileStore } from './files/file-store.js';
import { createMessageStore, type MessageStore } from './message-store.js';
import { createTriggers, type Triggers } from './triggers.js';
import { createViewStore, type ViewStore } from './views/view-store.js';

export interface Channel {
  id: string;
  name: string;
  botIsMember: boolean;
  archived: boolean;
  /** The app is told that there is no such channel. */
  deleted: boolean;
  /** A direct message between the bot and this user; null: a channel. */
  directWith: string | null;
}

export interface User {
  id: string;
  name: string;
  admin: boolean;
  timeZone: string;
}

/** Everything that the workspace knows: people, channels, messages, and what it has handed out. */
export interface Workspace {
  now(): number;
  teamId: string;
  teamDomain: string;
  appId: string;
  botId: string;
  botUserId: string;
  botName: string;
  channels: ReadonlyMap<string, Channel>;
  users: ReadonlyMap<string, User>;
  messages: MessageStore;
  files: FileStore;
  triggers: Triggers;
  views: ViewStore;
  /** Changes a channel. Throws for an unknown one. */
  setChannel(id: string, change: Partial<Pick<Channel, 'botIsMember' | 'archived' | 'deleted'>>): void;
  /** A new id with this prefix, such as "V". */
  newId(prefix: string): string;
}

const CHANNELS = [
  { id: 'C0PLATFORM', name: 'platform', botIsMember: true },
  { id: 'C0RANDOM00', name: 'random', botIsMember: false },
];
const USERS = [
  { id: 'U0ALEX0000', name: 'alex', admin: true, timeZone: 'Europe/Berlin' },
  { id: 'U0SAM00000', name: 'sam', admin: false, timeZone: 'Australia/Sydney' },
];

/** The direct message channel of a user: the bot can always write there. */
export function directChannelId(userId: string): string {
  return `D${userId.slice(1)}`;
}

/** A workspace with the given (or two made-up) channels and users; `changed` is called after every change of messages, channels or views. */
export function createWorkspace(options: SlackDoubleOptions, changed: () => void): Workspace {
  const now = options.now ?? Date.now;
  const users = options.users ?? USERS;
  const present = { archived: false, deleted: false };
  const all: Channel[] = [
    ...(options.channels ?? CHANNELS).map((channel) => ({ ...channel, ...present, directWith: null })),
    ...users.map((user) => ({
      ...present,
      id: directChannelId(user.id),
      name: 'directmessage',
      botIsMember: true,
      directWith: user.id,
    })),
  ];
  const channels = new Map(all.map((channel) => [channel.id, channel]));
  let issued = 0;
  const newId = (prefix: string) => {
    issued += 1;
    return `${prefix}${String(issued).padStart(9, '0')}`;
  };
  return {
    now,
    teamId: 'T0KUBECENT',
    teamDomain: 'sandbox',
    appId: 'A0KUBECENT',
    botId: 'B0KUBECENT',
    botUserId: 'U0KUBECENT',
    botName: 'Kubecent',
    channels,
    users: new Map(users.map((user) => [user.id, user])),
    messages: createMessageStore(now, changed),
    files: createFileStore(now, newId, changed),
    triggers: createTriggers(now),
    views: createViewStore(now, newId, changed),
    setChannel(id, change) {
      const channel = channels.get(id);
      if (!channel) throw new Error(`The Slack double knows no channel ${id}.`);
      channels.set(id, { ...channel, ...change });
      changed();
    },
    newId,
  };
}

/** The first of the channels, where people type unless told otherwise. */
export function firstChannel(workspace: Workspace): Channel {
  const [channel] = workspace.channels.values();
  if (!channel) throw new Error('The Slack double has no channel.');
  return channel;
}

/** The first of the users, who types unless told otherwise. */
export function firstUser(workspace: Workspace): User {
  const [user] = workspace.users.values();
  if (!user) throw new Error('The Slack double has no user.');
  return user;
}
