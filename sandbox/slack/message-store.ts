import { withIds } from './block-ids.js';
import type { ShownMessage } from './contract.js';

/** A message before it is stored; without metadata or files: none. */
export type NewMessage = Omit<ShownMessage, 'ts' | 'edited' | 'deleted' | 'metadata' | 'fileIds'> &
  Partial<Pick<ShownMessage, 'metadata' | 'fileIds'>>;
type Change = Partial<Pick<ShownMessage, 'text' | 'blocks' | 'edited' | 'deleted' | 'metadata'>>;

export interface MessageStore {
  add(message: NewMessage): ShownMessage;
  /** The message; null if there is none. */
  find(channel: string, ts: string): ShownMessage | null;
  /** The message as it is after the change; null if there is none. */
  change(channel: string, ts: string, change: Change): ShownMessage | null;
  /** Oldest first: what everybody sees, and what only `user` sees. */
  list(channel: string, user: string): readonly ShownMessage[];
  /** Oldest first: what everybody sees, without what was deleted. */
  shared(channel: string): readonly ShownMessage[];
}

const KEPT_PER_CHANNEL = 2_000;

/** Messages by channel, the newest 2,000 of each; `changed` is called after every change. */
export function createMessageStore(now: () => number, changed: () => void): MessageStore {
  const channels = new Map<string, ShownMessage[]>();
  let count = 0;
  const of = (channel: string) => channels.get(channel) ?? [];
  return {
    add(message) {
      count += 1;
      const ts = `${Math.floor(now() / 1000)}.${String(count).padStart(6, '0')}`;
      const added: ShownMessage = {
        metadata: null,
        fileIds: [],
        ...message,
        blocks: withIds(message.blocks, String(count)),
        ts,
        edited: false,
        deleted: false,
      };
      channels.set(message.channel, [...of(message.channel), added].slice(-KEPT_PER_CHANNEL));
      changed();
      return added;
    },
    find(channel, ts) {
      return of(channel).find((message) => message.ts === ts) ?? null;
    },
    change(channel, ts, change) {
      const messages = of(channel);
      const index = messages.findIndex((message) => message.ts === ts);
      const before = messages[index];
      if (!before) return null;
      count += 1;
      const after = { ...before, ...change, blocks: withIds(change.blocks ?? before.blocks, String(count)) };
      channels.set(channel, messages.with(index, after));
      changed();
      return after;
    },
    list(channel, user) {
      return of(channel).filter((message) => message.ephemeralFor === null || message.ephemeralFor === user);
    },
    shared(channel) {
      return of(channel).filter((message) => message.ephemeralFor === null && !message.deleted);
    },
  };
}
