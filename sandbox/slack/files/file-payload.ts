import type { Json } from '../blocks/check.js';
import type { Workspace } from '../workspace.js';
import { filetypeOf, isPicture } from './file-kind.js';
import type { StoredFile } from './file-store.js';

const PNG_SIZE_AT = { width: 16, height: 20 };

/** A file as Slack gives it to the app; one that is not processed yet has no type. */
export function filePayload(workspace: Workspace, file: StoredFile, processed = true): Json {
  const { id, name, title, mimetype, user, bytes, length } = file;
  const { teamId, teamDomain } = workspace;
  const path = `${teamId}-${id}/${encodeURIComponent(name)}`;
  return {
    id,
    created: Math.floor(file.createdMs / 1000),
    timestamp: Math.floor(file.createdMs / 1000),
    name,
    title,
    mimetype: processed ? mimetype : '',
    filetype: processed ? filetypeOf(name) : '',
    user,
    size: bytes?.length ?? length,
    mode: 'hosted',
    is_external: false,
    is_public: file.sharedIn.length > 0,
    url_private: `https://files.slack.com/files-pri/${path}`,
    url_private_download: `https://files.slack.com/files-pri/${teamId}-${id}/download/${encodeURIComponent(name)}`,
    permalink: `https://${teamDomain}.slack.com/files/${user}/${id}/${encodeURIComponent(name)}`,
    ...(file.altText === '' ? {} : { alt_txt: file.altText }),
    ...(processed && bytes && isPicture(mimetype) ? sizeOf(mimetype, bytes) : {}),
    channels: channelsOf(workspace, file, false),
    ims: channelsOf(workspace, file, true),
    shares: sharesOf(workspace, file),
  };
}

/** Width and height in pixels, of PNG alone. */
function sizeOf(mimetype: string, bytes: Uint8Array): Json {
  if (mimetype !== 'image/png' || bytes.length < PNG_SIZE_AT.height + 4) return {};
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { original_w: view.getUint32(PNG_SIZE_AT.width), original_h: view.getUint32(PNG_SIZE_AT.height) };
}

function channelsOf(workspace: Workspace, { sharedIn }: StoredFile, direct: boolean): string[] {
  const ids = sharedIn.map(({ channel }) => channel);
  return [...new Set(ids)].filter((id) => isDirect(workspace, id) === direct);
}

function sharesOf(workspace: Workspace, { sharedIn }: StoredFile): Json {
  const shares: Record<string, Record<string, Json[]>> = {};
  for (const { channel, ts, threadTs } of sharedIn) {
    const kind = isDirect(workspace, channel) ? 'private' : 'public';
    const share = { ts, ...(threadTs === null ? {} : { thread_ts: threadTs }) };
    shares[kind] = { ...shares[kind], [channel]: [...(shares[kind]?.[channel] ?? []), share] };
  }
  return shares;
}

function isDirect(workspace: Workspace, channel: string): boolean {
  return typeof workspace.channels.get(channel)?.directWith === 'string';
}
