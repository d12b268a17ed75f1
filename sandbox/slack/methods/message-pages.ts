import type { Json } from '../blocks/check.js';
import type { ShownMessage } from '../contract.js';
import { messagePayload } from '../message-payload.js';
import type { Channel, Workspace } from '../workspace.js';
import { fail, findChannel, type MethodContext, missingScope } from './method.js';

const MAX_LIMIT = 999;

/** The channel whose messages the bot may read, or Slack's answer that it may not. */
export function readableChannel({
  args,
  workspace,
  scopes,
}: Pick<MethodContext, 'args' | 'workspace' | 'scopes'>): Channel | Json {
  const channel = findChannel(workspace, args.channel);
  const lacking = missingScope(
    scopes,
    channel && channel.directWith !== null ? 'im:history' : 'channels:history',
  );
  if (lacking) return lacking;
  if (!channel) return fail('channel_not_found');
  return channel.botIsMember ? channel : fail('not_in_channel');
}

/** One page of messages within oldest and latest, in the given order, as Slack answers it. `kept`: on every page, outside the count. */
export function messagePage(
  { args, workspace }: Pick<MethodContext, 'args' | 'workspace'>,
  messages: readonly ShownMessage[],
): Json {
  const limit = Number(args.limit ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) return fail('invalid_limit');
  const from = args.cursor === undefined || args.cursor === '' ? 0 : decodeCursor(String(args.cursor));
  if (from === null) return fail('invalid_cursor');
  const within = messages.filter(isWithin(args));
  const next = from + limit;
  const more = next < within.length;
  return {
    ok: true,
    messages: within.slice(from, next).map((message) => listed(workspace, message, args)),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: encodeCursor(next) } } : {}),
  };
}

/** Whether a message lies between `oldest` and `latest`; on them only if `inclusive`. */
function isWithin({ oldest, latest, inclusive }: Json): (message: ShownMessage) => boolean {
  const from = Number(oldest ?? 0);
  const to = latest === undefined || latest === '' ? Number.POSITIVE_INFINITY : Number(latest);
  const closed = isTrue(inclusive);
  return ({ ts }) => {
    const at = Number(ts);
    return closed ? at >= from && at <= to : at > from && at < to;
  };
}

function listed(workspace: Workspace, message: ShownMessage, args: Json): Json {
  const replies = workspace.messages.shared(message.channel).filter((one) => isReplyTo(one, message.ts));
  const thread =
    replies.length === 0
      ? {}
      : { thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts };
  const withMetadata = isTrue(args.include_all_metadata);
  return { ...messagePayload(workspace, message, { withMetadata }), ...thread };
}

/** Whether a message is a reply in the thread of `ts`. */
export function isReplyTo(message: ShownMessage, ts: string): boolean {
  return message.threadTs === ts && message.ts !== ts;
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1';
}

function encodeCursor(next: number): string {
  return Buffer.from(`next:${next}`).toString('base64');
}

function decodeCursor(cursor: string): number | null {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  return match ? Number(match[1]) : null;
}
