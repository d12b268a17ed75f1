import { KubecentError, NotUnderstood, type Suggestion } from '../errors.js';
import type { Action, Document, Section } from '../reports/document.js';

/**
 * What the asker reads instead of an answer: one sentence, things to press, and a reference that the log has too.
 * Only a KubecentError's `userMessage` is shown; of anything else nothing but the reference is.
 */
export function errorDocument(error: unknown, facts: { line: string; reference: string }): Document {
  const actions = actionsFor(error, facts.line);
  const isTheirs = error instanceof NotUnderstood;
  const sections: Section[] = [];
  if (actions.length > 0) sections.push({ kind: 'actions', actions });
  if (!isTheirs) sections.push({ kind: 'note', lines: [[`Reference ${facts.reference}`]] });
  return {
    title: isTheirs ? 'Not understood' : 'No answer',
    subtitle: '',
    summary: sentenceFor(error, facts.reference),
    command: facts.line,
    sections,
  };
}

function sentenceFor(error: unknown, reference: string): string {
  return error instanceof KubecentError
    ? error.userMessage
    : `Something went wrong on our side (reference ${reference}).`;
}

function actionsFor(error: unknown, line: string): Action[] {
  if (error instanceof NotUnderstood) return error.suggestions.map(toAction);
  const again: Action = { label: 'Try again', command: line };
  const help: Action = { label: 'Help', command: 'help' };
  return error instanceof KubecentError && !error.retryable ? [help] : [again, help];
}

function toAction({ label, command }: Suggestion): Action {
  return { label, command };
}
