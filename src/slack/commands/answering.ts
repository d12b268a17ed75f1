import type { App, webApi } from '@slack/bolt';
import type { SubscriptionDesk } from '../../digests/desk.js';
import type { DigestMessenger } from '../../digests/ports.js';
import { NotUnderstood } from '../../errors.js';
import type { Logger } from '../../logger.js';
import type { Document } from '../../reports/document.js';
import { createPeople } from '../people.js';
import type { AnswerContext, AnswerLine, Clock } from '../ports.js';
import { registerForm } from '../views/form-actions.js';
import { createOpenForm } from '../views/open-form.js';
import type { Asker } from './command.js';
import { commandHelp, helpAsked, withCommands } from './help.js';
import { createCommands, findCommand } from './index.js';

export interface AnsweringOptions {
  client: Pick<webApi.WebClient, 'views' | 'users'>;
  answerLine: AnswerLine;
  /** null: no digests are kept. */
  desk: SubscriptionDesk | null;
  admins: readonly string[];
  digests: DigestMessenger;
  /** Told of somebody whose form was saved. */
  onSaved: (user: string, workspace: string) => Promise<void>;
  now: () => number;
  clock: Clock;
  logger: Logger;
  track: <T>(work: Promise<T>) => Promise<T>;
}

/** Answers a line in Slack: one of the commands that are no reports, else a report. null: nothing is to be said. */
export function createAnswering(
  app: App,
  options: AnsweringOptions,
): (line: string, context: AnswerContext, asker: Asker) => Promise<Document | null> {
  const { client, answerLine, desk, admins, digests, now, clock, logger } = options;
  if (!desk)
    return async (line, context, { user }) => {
      if (/^\s*(subscri|schedule)/i.test(line)) throw noDigests();
      return answerLine(line, { ...context, asker: user });
    };
  const people = createPeople({ client, admins, clock, logger });
  const openForm = createOpenForm({ client, desk, people, now });
  const commands = createCommands({ desk, people, openForm, now });
  const tell = async (user: string, workspace: string, document: Document) => {
    const key = `told-${user}-${now()}`;
    return (await digests.send({ workspace, channel: user, threadTs: null, key, document })).kind === 'sent';
  };
  registerForm(app, { ...options, desk, people, tell });

  return async (line, context, asker) => {
    const found = findCommand(commands, line);
    if (found) return found.command.run(found.rest, asker);
    const asked = helpAsked(commands, line);
    if (asked) return commandHelp(asked);
    const document = await answerLine(line, { ...context, asker: asker.user });
    return document.command === 'help' ? withCommands(document, commands) : document;
  };
}

function noDigests(): NotUnderstood {
  return new NotUnderstood('This Kubecent keeps no digests: it was started without a data folder.', [
    { label: 'Help', command: 'help' },
  ]);
}
