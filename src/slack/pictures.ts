import { createHash } from 'node:crypto';
import type { Logger } from '../logger.js';
import type { Files } from './files.js';
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

export function createPictures(dependencies: {
  files: Pick<Files, 'upload' | 'keep'>;
  draw: DrawPicture;
  clock: Clock;
  logger: Logger;
}): Pictures {
  const { files, draw, clock, logger } = dependencies;
  const made = new Map<string, Promise<string | null>>();
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
      const uploaded = await files.upload({ name: `${name}.png`, bytes: await draw(svg) });
      if (uploaded.kind === 'refused') return rest(uploaded.code, undefined);
      const code = await files.keep(uploaded);
      if (code !== null) return rest(code, undefined);
      lastCode = '';
      return uploaded.id;
    } catch (error) {
      return rest('not_drawn', error);
    }
  };

  return {
    async fileOf(svg, name) {
      const key = createHash('sha256').update(svg).digest('hex');
      const known = made.get(key);
      if (known) return known;
      if (clock.now() < restUntilMs) return null;
      const making = upload(svg, name);
      made.set(key, making);
      const [oldest] = made.keys();
      if (made.size > mostKept && oldest !== undefined) made.delete(oldest);
      if ((await making) === null) made.delete(key);
      return making;
    },
    giveUp(fileId) {
      rest('not_shown', undefined);
      for (const [key, making] of made)
        void making.then((id) => {
          if (id === fileId) made.delete(key);
        });
    },
  };
}
