import { isJson, type Json } from './blocks/check.js';
import type { ShownMessage } from './contract.js';
import { filePayload } from './files/file-payload.js';
import { parseJson } from './request-body.js';
import type { Workspace } from './workspace.js';

/** A message as Slack gives it to the app: in answers, in a channel's history, beside a press. */
export function messagePayload(
  workspace: Workspace,
  message: ShownMessage,
  { withMetadata = false }: { withMetadata?: boolean } = {},
): Json {
  return {
    type: 'message',
    ...authorOf(workspace, message),
    team: workspace.teamId,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...filesOf(workspace, message),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.edited ? { edited: { user: workspace.botUserId, ts: message.ts } } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

/** Metadata that a message is posted with, as an object or as JSON text; null: none, or not of Slack's shape. */
export function readMetadata(given: unknown): ShownMessage['metadata'] {
  const metadata = typeof given === 'string' ? parseJson(given) : given;
  if (!isJson(metadata) || !isJson(metadata.event_payload)) return null;
  const { event_type, event_payload } = metadata;
  return typeof event_type === 'string' && event_type !== '' ? { event_type, event_payload } : null;
}

function filesOf(workspace: Workspace, { fileIds }: ShownMessage): Json {
  if (fileIds.length === 0) return {};
  const files = fileIds.flatMap((id) => workspace.files.find(id) ?? []);
  return { files: files.map((file) => filePayload(workspace, file)), upload: false };
}

function authorOf(workspace: Workspace, { author, userName }: ShownMessage): Json {
  if (author === 'app')
    return { user: workspace.botUserId, bot_id: workspace.botId, app_id: workspace.appId };
  const person = [...workspace.users.values()].find(({ name }) => name === userName);
  return { user: person?.id ?? userName };
}
