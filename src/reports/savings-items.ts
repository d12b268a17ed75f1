import { savingId } from '../cost/savings/identity.js';
import type { Recommendation } from '../cost/savings/kind.js';
import type { Action, Document, Item, Line, Menu, Section } from './document.js';
import { subtitleOf } from './headline.js';
import { savingNamer } from './savings-names.js';
import type { SavingsResult } from './savings-result.js';

/** A recommendation's line with what can be done with it beside asking. */
export function snoozable(result: SavingsResult, recommendation: Recommendation, line: Line): Item {
  const id = savingId(recommendation);
  return {
    line,
    actions: snoozeActions(result, id),
    more: { label: 'Snooze', command: deedLine(result, `snooze ${id}`) },
  };
}

function snoozeActions(result: SavingsResult, id: string): Action[] {
  const line = (words: string) => deedLine(result, words);
  return [
    { label: 'Snooze 7 days', command: line(`snooze ${id} 7d`), changes: 'at once' },
    { label: 'Snooze 30 days', command: line(`snooze ${id} 30d`), changes: 'at once' },
    { label: 'Snooze for ever …', command: line(`snooze ${id} forever`), changes: 'with a reason' },
    { label: 'Dismiss …', command: line(`dismiss ${id}`), changes: 'with a reason' },
  ];
}

/** As many as a list shows without groups. */
const mostListed = 100;

/** A list of those that have no line of their own, to ask for how long one of them is to be snoozed. */
export function snoozeMenus(result: SavingsResult, others: readonly Recommendation[]): Menu[] {
  if (!result.canSnooze || others.length === 0) return [];
  const nameOf = savingNamer(result.answer);
  const choices = others.slice(0, mostListed).map((recommendation) => ({
    label: nameOf(recommendation),
    command: deedLine(result, `snooze ${savingId(recommendation)}`),
  }));
  return [{ label: 'Snooze another …', choices }];
}

/** The line that takes a snooze back and asks the same again. */
export function undoAction(asked: Pick<SavingsResult, 'tail' | 'windowName'>, id: string): Action {
  return { label: 'Undo', command: deedLine(asked, `undo ${id}`), changes: 'at once' };
}

/** A deed before the window and the conditions that were asked for: the answer to it is the same question's. */
function deedLine({ windowName, tail }: Pick<SavingsResult, 'windowName' | 'tail'>, words: string): string {
  const window = windowName === '' ? '' : `window=${windowName}`;
  return ['savings', words, window, tail].filter(Boolean).join(' ');
}

/** What the line has done, above everything else; [] where it only asked. */
export function doneSections({ done }: SavingsResult): Section[] {
  if (!done) return [];
  const { line, undo } = done;
  if (!undo) return [{ kind: 'text', lines: [line] }];
  return [{ kind: 'items', items: [{ line, actions: [undo], more: undo }] }];
}

/** Asks for how long one recommendation is to be snoozed. */
export function offerDocument(result: SavingsResult, recommendation: Recommendation): Document {
  const name = savingNamer(result.answer)(recommendation);
  const summary = `Snooze ${name}: for how long?`;
  return {
    title: 'Savings',
    subtitle: subtitleOf(result),
    summary,
    command: result.command,
    sections: [
      { kind: 'text', lines: [[summary]] },
      {
        kind: 'actions',
        actions: [
          ...snoozeActions(result, savingId(recommendation)),
          { label: 'Back', command: result.command },
        ],
      },
    ],
  };
}
