import type { Logger } from '../logger.js';
import type { Messenger } from './messenger.js';
import type { Posts } from './posts.js';
import { escapeMarks } from './render/clean-text.js';
import { leveled, type Renderings } from './renderings.js';

/** The way out to one person's direct messages, for questions from where there is no channel, such as Home. */
export function createDirectMessenger({
  posts,
  renderings,
  logger,
}: {
  posts: Pick<Posts, 'post'>;
  renderings: Renderings;
  logger: Logger;
}): Messenger {
  const sendRendered: Messenger['sendRendered'] = async ({ user, workspace }, render, about) => {
    const code = await renderings.send(workspace, { render, about }, [
      (message) => posts.post({ channel: user }, message),
    ]);
    return code === null;
  };
  return {
    sendDocument(target, document, foot) {
      const { render, about } = leveled(document, foot);
      return sendRendered(target, render, about);
    },
    sendRendered,
    async sendLine({ user }, text) {
      const result = await posts.post({ channel: user }, { text: escapeMarks(text), blocks: [] });
      if (result.kind !== 'sent') logger.warn({ code: result.code }, 'a working line could not be delivered');
      return result.kind === 'sent';
    },
    undelivered: renderings.undelivered,
  };
}
