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

/** Where the answer to one line goes. No method rejects for anything that Slack or the network does. */
export interface Outlet {
  /** `foot`: what stands below it. */
  sendAnswer(document: Document, foot?: Foot): Promise<unknown>;
  sendError(document: Document): Promise<unknown>;
  /** Says that somebody is at it. */
  sendLine(text: string): Promise<unknown>;
}

/** Answers a line through an outlet. Never rejects. */
export type Flow = (asked: {
  line: string;
  asker: Asker;
  outlet: Outlet;
  isWanted?: (() => boolean) | undefined;
}) => Promise<void>;

export interface FlowNeeds {
  /** What stands below an answer; absent: nothing. */
  footOf?: (document: Document) => Foot;
  /** null: nothing is to be said. */
  answerLine: (line: string, context: AnswerContext, asker: Asker) => Promise<Document | null>;
  clock: Clock;
  logger: Logger;
  /** A short text for people to quote, new each time. */
  newReference: () => string;
  /** Aborted when the process must end: who still waits is told so. */
  stopping: AbortSignal;
}

/**
 * The flow for commands and presses, whose answers one person sees. An answer takes the pressed message's place; an
 * error never does, so that the old answer and its buttons stay.
 */
export function createReply({
  messenger,
  ...needs
}: FlowNeeds & { messenger: Pick<Messenger, 'sendDocument' | 'sendLine'> }): Reply {
  const flow = createFlow(needs);
  return ({ line, target, triggerId, isWanted }) => {
    const { user, channel, workspace } = target;
    const outlet: Outlet = {
      sendAnswer: (document, foot) => messenger.sendDocument(target, document, foot),
      sendError: (document) => messenger.sendDocument({ ...target, replaces: false }, document),
      sendLine: (text) => messenger.sendLine(target, text),
    };
    return flow({ line, asker: { user, channel, workspace, triggerId }, outlet, isWanted });
  };
}

/**
 * Makes the one flow for all lines: within two seconds the answer is the one message; later, one line says what is
 * being done and the answer follows it.
 */
export function createFlow(dependencies: FlowNeeds): Flow {
  const { answerLine, footOf, clock, logger, newReference, stopping } = dependencies;

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

  return async ({ line, asker, outlet, isWanted = () => true }) => {
    const working = startWorkingLine({ sendLine: outlet.sendLine, clock });
    const send = await answer(line, asker, working.setProgress).then(
      (document) => async () => {
        if (document !== null) await outlet.sendAnswer(document, footOf?.(document));
      },
      (error: unknown) => {
        const document = explain(error, line);
        return () => outlet.sendError(document);
      },
    );
    await working.end();
    if (!isWanted()) return;
    try {
      await send();
    } catch (error) {
      await outlet.sendError(explain(error, line));
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
