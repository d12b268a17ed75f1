import type { Json } from '../blocks/check.js';
import type { Lasting } from '../faults.js';
import type { ContentRules } from '../message-content.js';
import type { Channel, Workspace } from '../workspace.js';
import { directChannelId } from '../workspace.js';

export interface MethodContext {
  args: Json;
  workspace: Workspace;
  rules: ContentRules;
  /** What the bot token has been granted. */
  scopes: readonly string[];
  /** What stays wrong in the workspace until it is set otherwise. */
  lasting: Lasting;
  /** The whole address of a path at the double. */
  addressOf(path: string): string;
  /** A new address for one Socket Mode connection. */
  socketUrl(): string;
}

/** One method of the Web API: which token it wants, and what it answers with HTTP 200. */
export interface WebApiMethod {
  name: string;
  token: 'bot' | 'app' | 'none';
  /** What the bot token must have been granted. */
  scope?: string;
  run(context: MethodContext): Json;
}

/** Slack's `{ok: false, error}`. */
export function fail(error: string): Json {
  return { ok: false, error };
}

/** Slack's answer to a token without the scope; null: it has it. */
export function missingScope(scopes: readonly string[], needed: string): Json | null {
  if (scopes.includes(needed)) return null;
  return { ok: false, error: 'missing_scope', needed, provided: scopes.join(',') };
}

/** The channel named by its id, or the direct messages of the user named by theirs; null: unknown to the bot. */
export function findChannel(workspace: Workspace, id: unknown): Channel | null {
  const name = String(id);
  const channel = workspace.channels.get(workspace.users.has(name) ? directChannelId(name) : name);
  return channel && !channel.deleted ? channel : null;
}
