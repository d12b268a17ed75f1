import type { Json } from './blocks/check.js';
import type { ShownMessage } from './contract.js';
import { LIMITS } from './limits.js';
import { type ContentRules, readContent } from './message-content.js';
import type { NewMessage } from './message-store.js';
import type { Workspace } from './workspace.js';

/** What a response_url was handed out for. */
export interface ResponseUrlGrant {
  channel: string;
  user: string;
  /** The message that was pressed; null: a command, which has no message to replace. */
  pressedTs: string | null;
}

export interface HttpAnswer {
  status: number;
  body: Json | string;
  headers?: Readonly<Record<string, string>>;
}

export interface ResponseUrls {
  /** The path of a new response_url. */
  issue(grant: ResponseUrlGrant): string;
  /** A post to that path, or null if no such path was ever handed out. */
  post(path: string, args: Json | null, rules: ContentRules): HttpAnswer | null;
}

const KEPT = 5_000;

/** response_urls: five posts in thirty minutes; a command's only adds messages, a press's replaces the pressed one. */
export function createResponseUrls(workspace: Workspace): ResponseUrls {
  const issued = new Map<string, { grant: ResponseUrlGrant; untilMs: number; posts: number }>();
  return {
    issue(grant) {
      const kind = grant.pressedTs === null ? 'commands' : 'actions';
      const path = `/${kind}/${workspace.teamId}/${workspace.newId('')}/sandbox`;
      issued.set(path, { grant, untilMs: workspace.now() + LIMITS.responseUrl.lifetimeMs, posts: 0 });
      const [oldest] = issued.keys();
      if (issued.size > KEPT && oldest !== undefined) issued.delete(oldest);
      return path;
    },
    post(path, args, rules) {
      const entry = issued.get(path);
      if (!entry) return null;
      if (workspace.now() > entry.untilMs) return { status: 404, body: { ok: false, error: 'expired_url' } };
      if (entry.posts >= LIMITS.responseUrl.posts)
        return { status: 404, body: { ok: false, error: 'used_url' } };
      if (!args) return { status: 400, body: 'invalid_payload' };
      const answer = respond(workspace, entry.grant, args, rules);
      if (answer.status === 200) entry.posts += 1;
      return answer;
    },
  };
}

const DONE: HttpAnswer = { status: 200, body: { ok: true } };

function respond(workspace: Workspace, grant: ResponseUrlGrant, args: Json, rules: ContentRules): HttpAnswer {
  const pressed = grant.pressedTs ? workspace.messages.find(grant.channel, grant.pressedTs) : null;
  if (pressed && isTrue(args.delete_original)) {
    workspace.messages.change(grant.channel, pressed.ts, { deleted: true });
    return DONE;
  }
  const content = readContent(args, rules);
  if ('error' in content) return { status: 400, body: content.error };
  const { text, blocks } = content;
  if (pressed && (args.replace_original === undefined || isTrue(args.replace_original))) {
    if (pressed.deleted) return { status: 404, body: 'message_not_found' };
    workspace.messages.change(grant.channel, pressed.ts, { text, blocks, edited: true });
    return DONE;
  }
  workspace.messages.add(answerMessage(workspace, grant, args, content));
  return DONE;
}

/** A message of the app in answer to a command or a press: for the asker alone unless it says in_channel. */
export function answerMessage(
  workspace: Workspace,
  grant: ResponseUrlGrant,
  args: Json,
  { text, blocks }: Pick<ShownMessage, 'text' | 'blocks'>,
): NewMessage {
  return {
    channel: grant.channel,
    ephemeralFor: args.response_type === 'in_channel' ? null : grant.user,
    author: 'app',
    userName: workspace.botName,
    text,
    blocks,
    threadTs: typeof args.thread_ts === 'string' ? args.thread_ts : null,
  };
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
