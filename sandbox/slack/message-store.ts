import type { ShownMessage } from './contract.js';

type NewMessage = Omit<ShownMessage, 'ts' | 'edited' | 'deleted'>;
type Change = Partial<Pick<ShownMessage, 'text' | 'blocks' | 'edited' | 'deleted'>>;

export interface MessageStore {
  add(message: NewMessage): ShownMessage;
  /** The message; null if there is none. */
  find(channel: string, ts: string): ShownMessage | null;
  /** The message as it is after the change; null if there is none. */
  change(channel: string, ts: string, change: Change): ShownMessage | null;
  /** Oldest first: what everybody sees, and what only `user` sees. */
  list(channel: string, user: string): readonly ShownMessage[];
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
      const added = { ...message, blocks: withIds(message.blocks, count), ts, edited: false, deleted: false };
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
      const after = { ...before, ...change, blocks: withIds(change.blocks ?? before.blocks, count) };
      channels.set(channel, messages.with(index, after));
      changed();
      return after;
    },
    list(channel, user) {
      return of(channel).filter((message) => message.ephemeralFor === null || message.ephemeralFor === user);
    },
  };
}

type Json = Readonly<Record<string, unknown>>;

/** Slack makes up a block_id and an action_id where the app gave none. */
function withIds(blocks: readonly Json[], seed: number): readonly Json[] {
  return blocks.map((block, index) => {
    const named = 'block_id' in block ? block : { ...block, block_id: `b${seed}_${index}` };
    const filled = Array.isArray(named.elements)
      ? {
          ...named,
          elements: named.elements.map((element, at) => withActionId(element, `a${seed}_${index}_${at}`)),
        }
      : named;
    return 'accessory' in filled
      ? { ...filled, accessory: withActionId(filled.accessory, `a${seed}_${index}`) }
      : filled;
  });
}

const PASSIVE = /^(image|plain_text|mrkdwn|card|rich_text_.*)$/;

function withActionId(element: unknown, actionId: string): unknown {
  if (typeof element !== 'object' || element === null) return element;
  const passive = 'type' in element && PASSIVE.test(String(element.type));
  return passive || 'action_id' in element ? element : { ...element, action_id: actionId };
}
