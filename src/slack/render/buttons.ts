import type { types } from '@slack/bolt';
import type { Action, ActionsSection } from '../../reports/document.js';
import { cleanText } from './clean-text.js';
import { cutMiddle } from './cut-text.js';
import { limits } from './limits.js';

/** What the `action_id` of a button that runs a command line begins with. */
export const runPrefix = 'run:';

/** The same of a button or a menu that changes something: src/slack/actions/snooze.ts makes sure who presses it. */
export const changePrefix = 'snooze:';

/**
 * Buttons that are command lines: the line is the value. One too long for a value is left out.
 * `firstNumber` makes the ids of several rows of buttons differ. null: no button is left.
 */
export function renderButtons(section: ActionsSection, firstNumber: number): types.ActionsBlock | null {
  const fitting = section.actions.filter((action) => action.command.length <= limits.buttonValue);
  const elements = fitting
    .filter((action) => labelOf(action) !== '')
    .slice(0, limits.actions)
    .map((action, index) => toButton(action, firstNumber + index));
  return elements.length === 0 ? null : { type: 'actions', elements };
}

export function toButton(action: Action, number: number): types.Button {
  const text = cutMiddle(labelOf(action), limits.buttonLabel);
  return {
    type: 'button',
    action_id: `${action.changes ? changePrefix : runPrefix}${number}`,
    text: { type: 'plain_text', text, emoji: false },
    ...(action.command === '' ? {} : { value: action.command }),
    ...(action.primary ? { style: 'primary' as const } : {}),
  };
}

export function labelOf(action: Action): string {
  return cleanText(action.label) || cleanText(action.command);
}
