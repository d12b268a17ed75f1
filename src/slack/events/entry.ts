import type { webApi } from '@slack/bolt';
import type { Logger } from '../../logger.js';
import { type Clock, pause, type SeenEvents } from '../ports.js';
import { readTypedMessage, type TypedMessage } from './typed-message.js';

/** The message in an event that is to be answered, once; null: it is not for us, and the log says why. Never rejects. */
export type Entry = (body: unknown) => Promise<TypedMessage | null>;

const attempts = 3;
const retryMs = 1_000;

/** Lets in what a person typed in the workspace that the bot's token is of, and each of it once over all processes. */
export function createEntry({
  client,
  seen,
  clock,
  logger,
}: {
  client: Pick<webApi.WebClient, 'auth'>;
  seen: SeenEvents;
  clock: Clock;
  logger: Logger;
}): Entry {
  let workspace: string | null = null;

  /** Asked of Slack once, at the first message; null where it does not say. */
  const ownWorkspace = async (): Promise<string | null> => {
    for (let attempt = 1; workspace === null && attempt <= attempts; attempt += 1) {
      if (attempt > 1) await pause(clock, retryMs);
      try {
        workspace = (await client.auth.test()).team_id ?? null;
      } catch (err) {
        logger.warn({ err }, 'slack does not say whose token this is');
      }
    }
    return workspace;
  };

  return async (body) => {
    const message = readTypedMessage(body);
    if (message === 'ignored') return null;
    if (message === 'malformed') {
      logger.warn('a message was refused: it lacks what each message of slack has');
      return null;
    }
    const { eventId, workspaces } = message;
    const own = await ownWorkspace();
    if (own === null) {
      logger.error({ event: eventId }, 'a message was not answered: its workspace could not be checked');
      return null;
    }
    const foreign = workspaces.find((one) => one !== own);
    if (foreign !== undefined) {
      logger.warn(
        { event: eventId, workspace: foreign },
        'a message was refused: it is of another workspace',
      );
      return null;
    }
    if (await seen.first(eventId)) return message;
    logger.debug({ event: eventId }, 'slack told again of a message');
    return null;
  };
}
