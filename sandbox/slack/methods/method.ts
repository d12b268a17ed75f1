import type { Json } from '../blocks/check.js';
import type { ContentRules } from '../message-content.js';
import type { Channel, Workspace } from '../workspace.js';
import { directChannelId } from '../workspace.js';

export interface MethodContext {
  args: Json;
  workspace: Workspace;
  rules: ContentRules;
  /** A new address for one Socket Mode connection. */
  socketUrl(): string;
}

/** One method of the Web API: which token it wants, and what it answers with HTTP 200. */
export interface WebApiMethod {
  name: string;
  token: 'bot' | 'app' | 'none';
  run(context: MethodContext): Json;
}

/** Slack's `{ok: false, error}`. */
export function fail(error: string): Json {
  return { ok: false, error };
}

/** The channel named by its id, or the direct messages of the user named by theirs; null: unknown to the bot. */
export function findChannel(workspace: Workspace, id: unknown): Channel | null {
  const name = String(id);
  return workspace.channels.get(workspace.users.has(name) ? directChannelId(name) : name) ?? null;
}
