import type { KubecentError } from '../../errors.js';
import type { Document } from '../../reports/document.js';
import type { PostToChannel } from '../channel-poster.js';
import type { AnswerContext, AnswerLine } from '../ports.js';
import { postError } from '../post-errors.js';
import { renderDocument } from '../render/document.js';
import { sharedFoot } from '../render/foot.js';
import { noLongerOffered } from './buttons.js';
import { type Abilities, actionsFor, type MessageAction, sharedActionsFor } from './message-actions.js';

export interface Sharing {
  /**
   * Asks the line again and hands back what it says now. Throws what asking throws, and NotUnderstood where
   * its answer does not offer this action: a line that somebody made up.
   */
  ask(line: string, action: MessageAction, context: AnswerContext): Promise<Document>;
  /** Posts what the line says now for everybody there to see. Throws KubecentError. */
  share(
    line: string,
    to: { channel: string; threadTs: string | null; by: string },
    context?: AnswerContext,
  ): Promise<void>;
  /** The same for one person, in their direct messages. Throws KubecentError. */
  send(line: string, user: string, context: AnswerContext): Promise<void>;
}

/** Hands on answers. What is handed on is asked anew, so that a button does what it says also after a restart. */
export function createSharing(dependencies: {
  /** Reports alone: a button can hold any line. */
  answerLine: AnswerLine;
  post: PostToChannel;
  abilities: Abilities;
  now: () => number;
}): Sharing {
  const { answerLine, post, abilities, now } = dependencies;

  const ask: Sharing['ask'] = async (line, action, context) => {
    const document = await answerLine(line, context);
    if (!actionsFor(document, abilities).includes(action)) throw noLongerOffered();
    return document;
  };

  const postAnswer = async (
    document: Document,
    to: { channel: string; threadTs: string | null; by: string | null },
  ): Promise<KubecentError | null> => {
    const shared = sharedActionsFor(document, abilities);
    const foot = sharedFoot(document.command, shared, { user: to.by, atMs: now() });
    const posted = await post({ ...to, render: (level) => renderDocument(document, { level, foot }) });
    return posted.kind === 'sent' ? null : postError(posted);
  };

  return {
    ask,
    async share(line, to, context = {}) {
      const failed = await postAnswer(await ask(line, 'share', context), to);
      if (failed) throw failed;
    },
    async send(line, user, context) {
      const document = await ask(line, 'send', context);
      const failed = await postAnswer(document, { channel: user, threadTs: null, by: null });
      if (failed) throw failed;
    },
  };
}
