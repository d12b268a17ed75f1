import { createHash } from 'node:crypto';
import { webApi } from '@slack/bolt';
import type { Logger } from '../logger.js';
import type { DrawPicture } from './picture-thread.js';
import type { Clock } from './ports.js';

/** Pictures that Slack has as files of ours. */
export interface Pictures {
  /** The id of the file with this picture, uploaded once for each content; null: there can be none, which is logged. Never rejects. */
  fileOf(svg: string, name: string): Promise<string | null>;
  /** Slack does not show it: another one is made when it is asked for later. */
  giveUp(fileId: string): void;
}

const mostKept = 50;
/** After a failure no picture is tried for so long. */
const restMs = 10 * 60_000;
const uploadLimitMs = 20_000;

export function createPictures(dependencies: {
  client: Pick<webApi.WebClient, 'files'>;
  draw: DrawPicture;
  clock: Clock;
  logger: Logger;
}): Pictures {
  const { client, draw, clock, logger } = dependencies;
  const files = new Map<string, Promise<string | null>>();
  let restUntilMs = Number.NEGATIVE_INFINITY;
  let lastCode = '';

  const rest = (code: string, err: unknown): null => {
    restUntilMs = clock.now() + restMs;
    if (code !== lastCode)
      logger.warn({ code, err }, 'No picture can be shown in Slack, so days are drawn in letters');
    lastCode = code;
    return null;
  };

  const upload = async (svg: string, name: string): Promise<string | null> => {
    try {
      const png = await draw(svg);
      const filename = `${name}.png`;
      const asked = await client.files.getUploadURLExternal({ filename, length: png.byteLength });
      const { upload_url: url, file_id: id } = asked;
      if (!url || !id) throw new Error('slack gave no place for a file');
      const signal = AbortSignal.timeout(uploadLimitMs);
      const body = new Blob([new Uint8Array(png)], { type: 'image/png' });
      const response = await fetch(url, { method: 'POST', body, signal });
      if (!response.ok) throw new Error(`slack took no file: http_${response.status}`);
      await client.files.completeUploadExternal({ files: [{ id, title: filename }] });
      lastCode = '';
      return id;
    } catch (error) {
      return rest(error instanceof webApi.WebAPIPlatformError ? error.data.error : 'failed', error);
    }
  };

  return {
    async fileOf(svg, name) {
      const key = createHash('sha256').update(svg).digest('hex');
      const known = files.get(key);
      if (known) return known;
      if (clock.now() < restUntilMs) return null;
      const made = upload(svg, name);
      files.set(key, made);
      const [oldest] = files.keys();
      if (files.size > mostKept && oldest !== undefined) files.delete(oldest);
      if ((await made) === null) files.delete(key);
      return made;
    },
    giveUp(fileId) {
      rest('not_shown', undefined);
      for (const [key, made] of files)
        void made.then((id) => {
          if (id === fileId) files.delete(key);
        });
    },
  };
}
