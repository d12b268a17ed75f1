/** A message that somebody typed, as Slack tells of it. */
export interface TypedMessage {
  /** Slack's id for the event: the same where it is told again. */
  eventId: string;
  /** Where it was typed. */
  workspace: string;
  /** All that Slack names beside it: that one and, in a channel that workspaces share, the author's. */
  workspaces: string[];
  channel: string;
  user: string;
  /** As typed, in Slack's own markup. */
  text: string;
  ts: string;
  /** The thread it stands in; null: none. */
  threadTs: string | null;
}

/** Messages of these kinds are typed by a person all the same. */
const typedKinds = new Set<unknown>([undefined, 'thread_broadcast']);

/**
 * Reads what Slack sent. `ignored`: nobody typed it just now: it is by a program, an edit, a file, a notice.
 * `malformed`: it lacks something that each message has.
 */
export function readTypedMessage(body: unknown): TypedMessage | 'ignored' | 'malformed' {
  const { event_id: eventId, team_id: workspace, event } = fieldsOf(body);
  const fields = fieldsOf(event);
  if (!typedKinds.has(fields.subtype) || fields.hidden === true) return 'ignored';
  if (fields.bot_id || fields.bot_profile || fields.edited) return 'ignored';
  const { channel, user, text, ts, thread_ts: threadTs = null } = fields;
  if (user === 'USLACKBOT') return 'ignored';
  if (!isName(eventId) || !isName(workspace) || !isName(channel) || !isName(user)) return 'malformed';
  if (typeof text !== 'string' || !isTime(ts) || (threadTs !== null && !isTime(threadTs))) return 'malformed';
  const named = [workspace, fields.team, fields.user_team, fields.source_team];
  return { eventId, workspace, workspaces: named.filter(isName), channel, user, text, ts, threadTs };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** An id of Slack's. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^\w{1,100}$/.test(value);
}

/** What Slack calls a message by: "1764137000.000100". */
function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,12}\.\d{1,9}$/.test(value);
}
