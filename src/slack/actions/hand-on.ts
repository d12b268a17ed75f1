import type { App } from '@slack/bolt';
import type { Document } from '../../reports/document.js';
import type { PostToChannel } from '../channel-poster.js';
import type { Files } from '../files.js';
import type { AnswerLine, CsvOf } from '../ports.js';
import type { Foot } from '../render/document.js';
import { actionFoot } from '../render/foot.js';
import { createOpenShareForm, registerShareForm } from '../views/share-form.js';
import { type ActNeeds, registerActs } from './act-buttons.js';
import { createCsvGiving } from './csv-giving.js';
import { type Abilities, actionsFor, directActionsFor, sharedActionsFor } from './message-actions.js';
import { createSharing } from './sharing.js';

export type HandOnNeeds = Omit<ActNeeds, 'sharing' | 'giveCsv' | 'openShareForm'> & {
  /** Reports alone. */
  answerLine: AnswerLine;
  /** null: no tables as files. */
  csvOf: CsvOf | null;
  post: PostToChannel;
  abilities: Abilities;
  files: Files;
  client: App['client'];
};

/** Below an answer that one person sees in a channel, or in their direct messages, and below one that everybody sees. */
export function createFeet(
  abilities: Abilities,
): Record<'own' | 'direct' | 'shared', (document: Document) => Foot> {
  return {
    direct: (document) => actionFoot(document.command, directActionsFor(document, abilities)),
    own: (document) => actionFoot(document.command, actionsFor(document, abilities)),
    shared: (document) => actionFoot(document.command, sharedActionsFor(document, abilities)),
  };
}

/** Joins what can be done with an answer: sharing it, having it sent, as a file, as text, on a schedule. */
export function registerHandOn(app: App, needs: HandOnNeeds): void {
  const { client, logger, csvOf, post, files } = needs;
  const sharing = createSharing(needs);
  registerShareForm(app, { ...needs, sharing });
  registerActs(app, {
    ...needs,
    sharing,
    giveCsv: csvOf && createCsvGiving({ client, csvOf, files, post, logger }),
    openShareForm: createOpenShareForm(client),
  });
}
