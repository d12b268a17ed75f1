import { webApi } from '@slack/bolt';
import type { Logger } from '../logger.js';
import type { Messenger } from './messenger.js';
import { levels, type RenderedMessage } from './render/blocks.js';
import { escapeMarks } from './render/clean-text.js';
import { leveled } from './renderings.js';
import { blamesContent } from './response-url.js';

/** The way out to one person's direct messages, for questions from where there is no channel, such as Home. */
export function createDirectMessenger(dependencies: {
  client: Pick<webApi.WebClient, 'chat'>;
  logger: Logger;
}): Messenger {
  const { client, logger } = dependencies;
  let undelivered = 0;

  /** Slack's code; '' where it took the message. */
  const post = async (user: string, { text, blocks }: RenderedMessage): Promise<string> => {
    try {
      const withBlocks = blocks.length === 0 ? {} : { blocks };
      await client.chat.postMessage({ channel: user, text, ...withBlocks, unfurl_links: false });
      return '';
    } catch (error) {
      return error instanceof webApi.WebAPIPlatformError ? error.data.error : 'request_failed';
    }
  };

  const sendRendered: Messenger['sendRendered'] = async ({ user }, render, about) => {
    let code = '';
    for (const level of levels) {
      code = await post(user, render(level));
      if (code === '') return true;
      logger.warn({ code, rendering: level, command: about }, 'slack refused a direct message');
      if (!blamesContent(code)) break;
    }
    undelivered += 1;
    logger.error({ code, command: about }, 'an answer could not be delivered');
    return false;
  };

  return {
    sendDocument(target, document, foot) {
      const { render, about } = leveled(document, foot);
      return sendRendered(target, render, about);
    },
    sendRendered,
    async sendLine({ user }, text) {
      const code = await post(user, { text: escapeMarks(text), blocks: [] });
      if (code !== '') logger.warn({ code }, 'a working line could not be delivered');
      return code === '';
    },
    undelivered: () => undelivered,
  };
}
