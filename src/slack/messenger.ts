import type { Logger } from '../logger.js';
import type { Document } from '../reports/document.js';
import type { Clock } from './ports.js';
import { type Level, levels, type RenderedMessage } from './render/blocks.js';
import { escapeMarks } from './render/clean-text.js';
import { type Foot, renderDocument } from './render/document.js';
import { type PostResult, postToResponseUrl } from './response-url.js';

/** Where an answer goes: always to one person alone. */
export interface ReplyTarget {
  responseUrl: string;
  workspace: string;
  channel: string;
  user: string;
  /** True: takes the place of the message that was pressed. A command's answer is always added. */
  replaces: boolean;
}

/** Posts for one user into a channel that the bot is in; for when a response_url is closed. */
export type PostEphemeral = (
  place: { channel: string; user: string },
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

const refusalMemoryMs = 10 * 60_000;

export function createMessenger(dependencies: {
  postEphemeral: PostEphemeral;
  clock: Clock;
  logger: Logger;
  /** For the response_url; the usual one where absent. */
  fetch?: typeof globalThis.fetch;
}): Messenger {
  const { postEphemeral, clock, logger, fetch } = dependencies;
  /** Workspaces that refused data_ blocks: until when they get none. */
  const refusedUntilMs = new Map<string, number>();
  let undelivered = 0;

  const firstLevel = (workspace: string) => (clock.now() < (refusedUntilMs.get(workspace) ?? 0) ? 1 : 0);

  const sendDocument: Messenger['sendDocument'] = (target, document, foot) =>
    sendRendered(
      target,
      (level) => renderDocument(document, { level, ...(foot ? { foot } : {}) }),
      document.command,
    );

  async function sendRendered(
    target: ReplyTarget,
    render: (level: Level) => RenderedMessage,
    about: string,
  ): Promise<boolean> {
    const ways = [
      (message: RenderedMessage) =>
        postToResponseUrl(target.responseUrl, payloadOf(target, message), clock, fetch),
      (message: RenderedMessage) => postEphemeral(target, message),
    ];
    const start = firstLevel(target.workspace);
    let level = start;
    let lastCode = '';
    for (const send of ways) {
      for (; ; level += 1) {
        const result = await send(render(levels[level] ?? 'text'));
        if (result.kind === 'sent') {
          if (start === 0 && levels[level] === 'plain')
            refusedUntilMs.set(target.workspace, clock.now() + refusalMemoryMs);
          return true;
        }
        lastCode = result.code;
        logger.warn({ code: lastCode, rendering: levels[level], command: about }, 'slack refused a message');
        if (result.kind === 'lost' || level === levels.length - 1) break;
      }
    }
    undelivered += 1;
    logger.error({ code: lastCode, command: about }, 'an answer could not be delivered');
    return false;
  }

  async function sendLine(target: ReplyTarget, text: string): Promise<boolean> {
    const message = { text: escapeMarks(text), blocks: [] };
    const payload = payloadOf({ ...target, replaces: false }, message);
    const result = await postToResponseUrl(target.responseUrl, payload, clock, fetch);
    if (result.kind !== 'sent') logger.warn({ code: result.code }, 'a working line could not be delivered');
    return result.kind === 'sent';
  }

  return { sendDocument, sendRendered, sendLine, undelivered: () => undelivered };
}

function payloadOf(target: ReplyTarget, { text, blocks }: RenderedMessage): Record<string, unknown> {
  return {
    response_type: 'ephemeral',
    replace_original: target.replaces,
    unfurl_links: false,
    unfurl_media: false,
    text,
    ...(blocks.length === 0 ? {} : { blocks }),
  };
}
