import type { Logger } from '../logger.js';
import type { Document } from '../reports/document.js';
import type { Clock } from './ports.js';
import type { Level, RenderedMessage } from './render/blocks.js';
import { escapeMarks } from './render/clean-text.js';
import type { Foot } from './render/document.js';
import { leveled, type Renderings } from './renderings.js';
import { type PostResult, postToResponseUrl } from './response-url.js';

/** Where an answer goes: always to one person alone. */
export interface ReplyTarget {
  responseUrl: string;
  workspace: string;
  channel: string;
  user: string;
  /** True: takes the place of the message that was pressed. A command's answer is always added. */
  replaces: boolean;
  /** The thread that was typed or pressed in; absent or null: the channel itself. */
  threadTs?: string | null;
}

/** Posts for one user into a channel that the bot is in; for when a response_url is closed. */
export type PostEphemeral = (
  place: { channel: string; user: string; threadTs?: string | null },
  message: RenderedMessage,
) => Promise<PostResult>;

/** The one way out to Slack. No method rejects for anything that Slack or the network does. */
export interface Messenger {
  /**
   * Sends an answer. Where Slack refuses its blocks it is sent again without data_ blocks, then as text; where the
   * response_url is closed, into the channel. False: it could not be delivered at all, which is logged and counted.
   */
  sendDocument(target: ReplyTarget, document: Document, foot?: Foot): Promise<boolean>;
  /** The same for a message that is made for this alone; `about`: the line that it is about, for the log. */
  sendRendered(
    target: ReplyTarget,
    render: (level: Level) => RenderedMessage,
    about: string,
  ): Promise<boolean>;
  /** Sends one line of plain text, never replacing anything. False: it was not delivered, which is logged. */
  sendLine(target: ReplyTarget, text: string): Promise<boolean>;
  /** How many answers could not be delivered since the start. */
  undelivered(): number;
}

export function createMessenger(dependencies: {
  renderings: Renderings;
  postEphemeral: PostEphemeral;
  clock: Clock;
  logger: Logger;
  /** For the response_url; the usual one where absent. */
  fetch?: typeof globalThis.fetch;
}): Messenger {
  const { renderings, postEphemeral, clock, logger, fetch } = dependencies;

  const sendDocument: Messenger['sendDocument'] = (target, document, foot) => {
    const { render, about } = leveled(document, foot);
    return sendRendered(target, render, about);
  };

  async function sendRendered(
    target: ReplyTarget,
    render: (level: Level) => RenderedMessage,
    about: string,
  ): Promise<boolean> {
    const code = await renderings.send(target.workspace, { render, about }, [
      (message) => postToResponseUrl(target.responseUrl, payloadOf(target, message), clock, fetch),
      (message) => postEphemeral(target, message),
    ]);
    return code === null;
  }

  async function sendLine(target: ReplyTarget, text: string): Promise<boolean> {
    const message = { text: escapeMarks(text), blocks: [] };
    const payload = payloadOf({ ...target, replaces: false }, message);
    const result = await postToResponseUrl(target.responseUrl, payload, clock, fetch);
    if (result.kind !== 'sent') logger.warn({ code: result.code }, 'a working line could not be delivered');
    return result.kind === 'sent';
  }

  return { sendDocument, sendRendered, sendLine, undelivered: renderings.undelivered };
}

function payloadOf(target: ReplyTarget, { text, blocks }: RenderedMessage): Record<string, unknown> {
  return {
    response_type: 'ephemeral',
    replace_original: target.replaces,
    unfurl_links: false,
    unfurl_media: false,
    // what is replaced stays where it is
    ...(target.threadTs && !target.replaces ? { thread_ts: target.threadTs } : {}),
    text,
    ...(blocks.length === 0 ? {} : { blocks }),
  };
}
