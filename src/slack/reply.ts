import { KubecentError, NotUnderstood } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Document } from '../reports/document.js';
import type { Asker } from './commands/command.js';
import { errorDocument } from './error-reply.js';
import type { Messenger, ReplyTarget } from './messenger.js';
import { type AnswerContext, type Clock, pause } from './ports.js';
import type { Foot } from './render/document.js';
import { startWorkingLine } from './working-line.js';

/** A response_url lives for thirty minutes: an answer that comes later could not be delivered. */
const answerLimitMs = 25 * 60_000;

/** One line that was typed or pressed, and where its answer belongs. */
export interface Asked {
  line: string;
  target: ReplyTarget;
  /** Opens one form within three seconds. */
  triggerId: string;
  /** False once the asker wants something else in that place; the answer is then dropped. */
  isWanted?: () => boolean;
}

/** Answers a line in Slack. Never rejects. */
export type Reply = (asked: Asked) => Promise<void>;

/**
 * Makes the one flow for commands and presses: within two seconds the answer is the one message; later, one line
 * says what is being done and the answer follows it. An answer takes the pressed message's place; an error never
 * does, so that the old answer and its buttons stay.
 */
export function createReply(dependencies: {
  /** What stands below an answer; absent: nothing. */
  footOf?: (document: Document) => Foot;
  /** null: nothing is to be said. */
  answerLine: (line: string, context: AnswerContext, asker: Asker) => Promise<Document | null>;
  messenger: Pick<Messenger, 'sendDocument' | 'sendLine'>;
  clock: Clock;
  logger: Logger;
  /** A short text for people to quote, new each time. */
  newReference: () => string;
  /** Aborted when the process must end: who still waits is told so. */
  stopping: AbortSignal;
}): Reply {
  const { answerLine, footOf, messenger, clock, logger, newReference, stopping } = dependencies;

  async function answer(
    line: string,
    asker: Asker,
    onProgress: (text: string) => void,
  ): Promise<Document | null> {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, stopping]);
    const limit = pause(clock, answerLimitMs, signal).then((): never => {
      throw stopping.aborted ? restarting() : tookTooLong();
    });
    try {
      return await Promise.race([answerLine(line, { onProgress, signal }, asker), limit]);
    } finally {
      limit.catch(() => undefined);
      over.abort();
    }
  }

  function explain(error: unknown, line: string): Document {
    const reference = newReference();
    const facts = { reference, line: line.slice(0, 200), err: error };
    if (error instanceof NotUnderstood)
      logger.info({ code: error.code, line: facts.line }, 'line not understood');
    else logger.error(facts, 'line could not be answered');
    return errorDocument(error, { line, reference });
  }

  return async ({ line, target, triggerId, isWanted = () => true }) => {
    const working = startWorkingLine({ target, messenger, clock });
    const { user, channel, workspace } = target;
    const asker = { user, channel, workspace, triggerId };
    const outcome = await answer(line, asker, working.setProgress).then(
      (document) => ({ document, target, foot: document ? footOf?.(document) : undefined }),
      (error: unknown) => ({
        document: explain(error, line),
        target: { ...target, replaces: false },
        foot: undefined,
      }),
    );
    await working.end();
    if (!isWanted() || outcome.document === null) return;
    try {
      await messenger.sendDocument(outcome.target, outcome.document, outcome.foot);
    } catch (error) {
      await messenger.sendDocument({ ...target, replaces: false }, explain(error, line));
    }
  };
}

function restarting(): KubecentError {
  return new KubecentError({
    code: 'STOPPING',
    userMessage: 'Kubecent is being restarted and could not finish this. Ask again in a minute.',
    retryable: true,
  });
}

function tookTooLong(): KubecentError {
  return new KubecentError({
    code: 'ANSWER_TOO_LATE',
    userMessage: 'This took longer than 25 minutes and was given up. Ask for fewer days.',
    retryable: true,
  });
}
