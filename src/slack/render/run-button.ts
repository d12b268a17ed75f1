import type { types } from '@slack/bolt';
import type { Action } from '../../reports/document.js';
import { cleanText } from './clean-text.js';
import { cutMiddle } from './cut-text.js';
import { limits } from './limits.js';

/** What the `action_id` of a button or a list that runs a command line begins with. */
export const runPrefix = 'run:';

/** The same of a button or a menu that changes something: src/slack/actions/snooze.ts makes sure who presses it. */
export const changePrefix = 'snooze:';

/** A button that runs a command line: the line is its value. */
export function runButton(action: Action, number: number): types.Button {
  return {
    type: 'button',
    action_id: `${action.changes ? changePrefix : runPrefix}${number}`,
    text: buttonText(action),
    ...(action.command === '' ? {} : { value: action.command }),
    ...(action.primary ? { style: 'primary' as const } : {}),
  };
}

/** What a button reads, cut to Slack's limit. */
export function buttonText(action: Action): types.PlainTextElement {
  return { type: 'plain_text', text: cutMiddle(labelOf(action), limits.buttonLabel), emoji: false };
}

/** '' where nothing of it can be shown. */
export function labelOf({ label, command }: Action): string {
  return cleanText(label) || cleanText(command);
}
