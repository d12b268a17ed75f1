import type { App } from '@slack/bolt';
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
  answerLine: AnswerLine;
  /** null: no digests are kept. */
  desk: SubscriptionDesk | null;
  admins: readonly string[];
  digests: DigestMessenger;
  now: () => number;
  clock: Clock;
  logger: Logger;
  track: <T>(work: Promise<T>) => Promise<T>;
}

/** Answers a line in Slack: one of the commands that are no reports, else a report. null: nothing is to be said. */
export function createAnswering(
  app: App,
  { answerLine, desk, admins, digests, now, clock, logger, track }: AnsweringOptions,
): (line: string, context: AnswerContext, asker: Asker) => Promise<Document | null> {
  if (!desk)
    return async (line, context, { user }) => {
      if (/^\s*(subscri|schedule)/i.test(line)) throw noDigests();
      return answerLine(line, { ...context, asker: user });
    };
  const people = createPeople({ client: app.client, admins, clock, logger });
  const openForm = createOpenForm({ client: app.client, desk, people, now });
  const commands = createCommands({ desk, people, openForm, now });
  const tell = async (user: string, workspace: string, document: Document) => {
    const key = `told-${user}-${now()}`;
    return (await digests.send({ workspace, channel: user, threadTs: null, key, document })).kind === 'sent';
  };
  registerForm(app, { desk, people, now, logger, tell, track });

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
