import { isJson, type Json } from '../blocks/check.js';
import { isPicture } from '../files/file-kind.js';
import type { StoredFile } from '../files/file-store.js';
import { type Content, readContent, refusalAnswer } from '../message-content.js';
import type { Channel, Workspace } from '../workspace.js';
import { fail, type MethodContext, type WebApiMethod } from './method.js';

/** Slack's answer that says no. */
interface Refused {
  refused: Json;
}

interface Uploaded {
  file: StoredFile;
  title: string;
}

/** files.completeUploadExternal: uploaded files become known, and are shared in one message of a channel if one is named. */
export const filesCompleteUploadExternal: WebApiMethod = {
  name: 'files.completeUploadExternal',
  token: 'bot',
  scope: 'files:write',
  run: (context) => {
    const { args, workspace, lasting } = context;
    const uploads = readUploads(workspace, args.files);
    if ('refused' in uploads) return uploads.refused;
    const { all } = uploads;
    if (lasting.fileUploads === 'images_only' && !all.every(({ file }) => isPicture(file.mimetype)))
      return fail('file_uploads_except_images_disabled');
    const target = readTarget(context);
    if ('refused' in target) return target.refused;
    const said = readComment(context);
    if ('refused' in said) return said.refused;
    for (const { file, title } of all) workspace.files.complete(file.id, title);
    if (target.channel) shareIn(workspace, target.channel, target.threadTs, said, all);
    return { ok: true, files: all.map(({ file, title }) => ({ id: file.id, title })) };
  },
};

/** The named files, every one uploaded and not complete yet; otherwise Slack's answer. */
function readUploads(workspace: Workspace, given: unknown): { all: readonly Uploaded[] } | Refused {
  if (!Array.isArray(given) || given.length === 0 || !given.every(isJson)) return refuse('invalid_arguments');
  const all: Uploaded[] = [];
  for (const { id, title } of given) {
    const file = workspace.files.find(id);
    if (!file || file.bytes === null || file.completedMs !== null) return refuse('file_not_found');
    all.push({ file, title: typeof title === 'string' && title !== '' ? title : file.name });
  }
  return { all };
}

/** Where the files are shared; channel null: nowhere. A user's id is no channel here. */
function readTarget({
  args,
  workspace,
}: MethodContext): { channel: Channel | null; threadTs: string | null } | Refused {
  const threadTs = typeof args.thread_ts === 'string' && args.thread_ts !== '' ? args.thread_ts : null;
  if (args.channel_id === undefined || args.channel_id === '')
    return threadTs === null ? { channel: null, threadTs } : refuse('invalid_arguments');
  const channel = workspace.channels.get(String(args.channel_id));
  if (!channel || channel.deleted) return refuse('channel_not_found');
  if (channel.archived) return refuse('is_archived');
  if (!channel.botIsMember) return refuse('not_in_channel');
  if (threadTs !== null && !workspace.messages.shared(channel.id).some(({ ts }) => ts === threadTs))
    return refuse('thread_not_found');
  return { channel, threadTs };
}

/** What stands above the files: the comment, or blocks where there is none. */
function readComment({ args, rules }: MethodContext): Pick<Content, 'text' | 'blocks'> | Refused {
  const comment = typeof args.initial_comment === 'string' ? args.initial_comment : '';
  if (comment !== '' || args.blocks === undefined) return { text: comment, blocks: [] };
  const content = readContent({ text: comment, blocks: args.blocks }, rules);
  return 'error' in content ? { refused: refusalAnswer(content) } : content;
}

function refuse(error: string): Refused {
  return { refused: fail(error) };
}

function shareIn(
  workspace: Workspace,
  channel: Channel,
  threadTs: string | null,
  { text, blocks }: Pick<Content, 'text' | 'blocks'>,
  all: readonly Uploaded[],
): void {
  const message = workspace.messages.add({
    channel: channel.id,
    ephemeralFor: null,
    author: 'app',
    userName: workspace.botName,
    text,
    blocks,
    threadTs,
    fileIds: all.map(({ file }) => file.id),
  });
  for (const { file } of all)
    workspace.files.share(file.id, { channel: channel.id, ts: message.ts, threadTs });
}
