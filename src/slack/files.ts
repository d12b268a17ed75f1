import { webApi } from '@slack/bolt';
import { networkCode } from './response-url.js';

/** A file that Slack has and nobody sees yet; or why it has none. */
export type Uploaded = { kind: 'uploaded'; id: string; title: string } | { kind: 'refused'; code: string };

export interface Files {
  /** Hands Slack the bytes. Never rejects for what Slack or the network does. */
  upload(file: { name: string; bytes: Uint8Array }): Promise<Uploaded>;
  /** Keeps an uploaded file without showing it anywhere, for views to draw it; Slack's code where it will not, else null. */
  keep(file: Extract<Uploaded, { kind: 'uploaded' }>): Promise<string | null>;
  /** Shows an uploaded file in a channel (its own id, no person's) or a thread of it; Slack's code where it will not, else null. */
  show(
    file: Extract<Uploaded, { kind: 'uploaded' }>,
    place: { channel: string; threadTs: string | null; comment?: string },
  ): Promise<string | null>;
}

const uploadLimitMs = 30_000;

/** Needs the scope files:write; without it every upload ends with `missing_scope`. */
export function createFiles(dependencies: {
  client: Pick<webApi.WebClient, 'files'>;
  fetch: webApi.FetchFunction & typeof globalThis.fetch;
}): Files {
  const { client, fetch } = dependencies;

  const complete = async (upload: Parameters<typeof client.files.completeUploadExternal>[0]) => {
    try {
      await client.files.completeUploadExternal(upload);
      return null;
    } catch (error) {
      return codeOf(error);
    }
  };

  return {
    async upload({ name, bytes }) {
      try {
        const place = await client.files.getUploadURLExternal({ filename: name, length: bytes.length });
        const response = await fetch(String(place.upload_url), {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: bytes,
          redirect: 'error',
          signal: AbortSignal.timeout(uploadLimitMs),
        });
        if (!response.ok) return { kind: 'refused', code: `http_${response.status}` };
        return { kind: 'uploaded', id: String(place.file_id), title: name };
      } catch (error) {
        return { kind: 'refused', code: codeOf(error) };
      }
    },
    keep: (file) => complete({ files: [partOf(file)] }),
    show(file, { channel, threadTs, comment = '' }) {
      const place = {
        files: [partOf(file)] as [ReturnType<typeof partOf>],
        channel_id: channel,
        ...(comment === '' ? {} : { initial_comment: comment }),
      };
      return complete(threadTs === null ? place : { ...place, thread_ts: threadTs });
    },
  };
}

function partOf({ id, title }: Extract<Uploaded, { kind: 'uploaded' }>) {
  return { id, title };
}

function codeOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  if (error instanceof webApi.WebAPIRateLimitedError) return 'ratelimited';
  return networkCode(error);
}
