import type { Logger } from '../../logger.js';
import type { OwnWorkspace } from '../own-workspace.js';
import type { SeenEvents } from '../ports.js';
import { readTypedMessage, type TypedMessage } from './typed-message.js';

/** The message in an event that is to be answered, once; null: it is not for us, and the log says why. Never rejects. */
export type Entry = (body: unknown) => Promise<TypedMessage | null>;

/** Lets in what a person typed in the workspace that the bot's token is of, and each of it once over all processes. */
export function createEntry({
  own,
  seen,
  logger,
}: {
  own: OwnWorkspace;
  seen: SeenEvents;
  logger: Logger;
}): Entry {
  return async (body) => {
    const message = readTypedMessage(body);
    if (message === 'ignored') return null;
    if (message === 'malformed') {
      logger.warn('a message was refused: it lacks what each message of slack has');
      return null;
    }
    const { eventId, workspaces } = message;
    if (!own.isOurs(workspaces)) {
      logger.warn({ event: eventId, workspaces }, 'a message was refused: it is of another workspace');
      return null;
    }
    if (await seen.first(eventId)) return message;
    logger.debug({ event: eventId }, 'slack told again of a message');
    return null;
  };
}
