import { webApi } from '@slack/bolt';
import { networkCode } from './response-url.js';

/** A file that Slack has and nobody sees yet; or why it has none. */
export type Uploaded = { kind: 'uploaded'; id: string; title: string } | { kind: 'refused'; code: string };

export interface Files {
  /** Hands Slack the bytes. Never rejects for what Slack or the network does. */
  upload(file: { name: string; text: string }): Promise<Uploaded>;
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
  return {
    async upload({ name, text }) {
      const bytes = Buffer.from(text);
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
    async show({ id, title }, { channel, threadTs, comment = '' }) {
      const place = {
        files: [{ id, title }] as [{ id: string; title: string }],
        channel_id: channel,
        ...(comment === '' ? {} : { initial_comment: comment }),
      };
      try {
        await client.files.completeUploadExternal(
          threadTs === null ? place : { ...place, thread_ts: threadTs },
        );
        return null;
      } catch (error) {
        return codeOf(error);
      }
    },
  };
}

function codeOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  if (error instanceof webApi.WebAPIRateLimitedError) return 'ratelimited';
  return networkCode(error);
}
