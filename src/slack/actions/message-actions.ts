import { digestReports } from '../../digests/words.js';
import { commandReport } from '../../reports/command-report.js';
import type { Document } from '../../reports/document.js';
import { limits } from '../render/limits.js';
import { isSameTable } from './schedule-line.js';

/** What can be done with an answer. */
export type MessageAction = 'share' | 'elsewhere' | 'send' | 'csv' | 'copy' | 'schedule';

/** What this Kubecent can do at all. */
export interface Abilities {
  /** It can make tables into files. */
  csv: boolean;
  /** It keeps digests. */
  digests: boolean;
}

/** Reports whose answers tell how to use Kubecent, or change something: nothing to hand on. */
const notHandedOn = ['help', 'reseal'];
/** Answers that a digest can carry, besides reports that it has tables of. */
const digestLike = ['overview', 'digest', ...digestReports];

/**
 * What can be done with a document that somebody asked for: [] for anything that is no answer of a report (help, lists of
 * digests, what a command did), or whose line is too long to come back in a button. Errors are never asked: whoever
 * shows one does not call this.
 */
export function actionsFor({ command }: Document, { csv, digests }: Abilities): MessageAction[] {
  const report = commandReport(command);
  if (report === null || notHandedOn.includes(report) || command.length > limits.buttonValue) return [];
  return [
    'share',
    'send',
    ...(csv ? (['csv'] as const) : []),
    ...(digests && digestLike.includes(report) && isCarried(command) ? (['schedule'] as const) : []),
    'elsewhere',
    'copy',
  ];
}

/** What one can do with an answer in direct messages: it is there, and nobody else is. */
export function directActionsFor(document: Document, abilities: Abilities): MessageAction[] {
  return actionsFor(document, abilities).filter((action) => action !== 'share' && action !== 'send');
}

/** Whether a digest has the table of this line. */
function isCarried(command: string): boolean {
  const [, by] = /^cost\b.* by=(\S+)/.exec(command) ?? [];
  return isSameTable(by === undefined ? [] : by.split(','));
}

/** What everybody can do with an answer that everybody sees. */
export function sharedActionsFor(document: Document, abilities: Abilities): MessageAction[] {
  return actionsFor(document, abilities).filter((action) => action === 'csv');
}
