import type { Logger } from '../logger.js';
import type { Document } from '../reports/document.js';
import type { Posts } from './posts.js';
import { explainRefusal } from './refusal.js';
import { escapeMarks } from './render/clean-text.js';
import type { Foot } from './render/document.js';
import { leveled, type Renderings, type Way } from './renderings.js';
import type { Outlet } from './reply.js';

/** Where a message was typed, and so where its answer belongs. */
export interface AnswerPlace {
  workspace: string;
  channel: string;
  user: string;
  /** The thread of the answer; null: none. */
  threadTs: string | null;
  /** False: the answer begins that thread. */
  threadIsThere: boolean;
  /** Nobody but the asker reads there. */
  isPrivate: boolean;
}

export interface OutletNeeds {
  posts: Posts;
  renderings: Renderings;
  logger: Logger;
}

/**
 * Posts the answer where it was asked for, in the place of the working line where there is one. What went wrong is for
 * the asker alone; so is an answer that Slack does not let us post there.
 */
export function createOutlet({ posts, renderings, logger }: OutletNeeds, place: AnswerPlace): Outlet {
  const { workspace, channel, user, threadTs, threadIsThere, isPrivate } = place;
  let line: { channel: string; ts: string } | null = null;

  const take = (at: { channel: string; ts: string }): Way => {
    return async (message) => {
      const result = await posts.update(at, at.ts, message);
      if (result.kind === 'sent') line = null;
      return result;
    };
  };
  const post: Way = (message) => posts.post(place, message);
  // Slack shows nobody a message for one person in a thread that has no replies yet
  const whisper: Way = (message) =>
    posts.postEphemeral({ channel, user, threadTs: threadIsThere ? threadTs : null }, message);
  const writeTo: Way = (message) => posts.post({ channel: user }, message);

  /** The line is gone, or says what is sent: it must not go on saying that somebody is at it. */
  const removeLine = async (): Promise<void> => {
    if (line === null) return;
    const result = await posts.remove(line, line.ts);
    if (result.kind === 'sent') line = null;
    else logger.warn({ code: result.code }, 'a working line could not be removed');
  };
  const inPlaceOfLine = (): Way[] => (line === null ? [] : [take(line)]);

  const sendHere = async (document: Document, foot?: Foot): Promise<void> => {
    const code = await renderings.send(workspace, leveled(document, foot), [
      ...inPlaceOfLine(),
      post,
      ...(isPrivate ? [] : [whisper]),
    ]);
    await removeLine();
    if (code === null || isPrivate) return;
    const told = await posts.post({ channel: user }, textOnly(explainRefusal(code)));
    if (told.kind !== 'sent')
      logger.warn({ code: told.code }, 'nobody could be told that an answer was lost');
  };

  return {
    sendAnswer: sendHere,
    async sendError(document) {
      if (isPrivate) return sendHere(document);
      await removeLine();
      await renderings.send(workspace, leveled(document), [...inPlaceOfLine(), whisper, writeTo]);
    },
    async sendLine(text) {
      const result = await posts.post(place, textOnly(text));
      if (result.kind === 'sent') line = result;
      else logger.warn({ code: result.code }, 'a working line could not be delivered');
    },
  };
}

function textOnly(text: string) {
  return { text: escapeMarks(text), blocks: [] };
}
