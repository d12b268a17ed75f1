import type { types } from '@slack/bolt';
import type { Menu } from '../../reports/document.js';
import { cleanText } from './clean-text.js';
import { cutMiddle } from './cut-text.js';
import { limits } from './limits.js';
import { runButton, runPrefix } from './run-button.js';

type Choice = Menu['choices'][number];

/** What a list of command lines became: a select, and buttons for lines that do not fit into one. */
export interface RenderedMenu {
  select: types.StaticSelect | null;
  buttons: types.Button[];
}

/**
 * A list of which one is picked and run. An option's value holds 75 characters and a line up to 2,000, so what all lines
 * begin with stands once, in the `action_id`, and each value is the rest of its line: what is picked is the line itself,
 * whatever has been restarted, upgraded or sealed since. A line whose rest is too long becomes a button.
 */
export function renderMenu({ label, choices }: Menu, firstNumber: number): RenderedMenu {
  const fitting = choices.filter(({ command }) => command !== '' && command.length <= limits.buttonValue);
  const start = sharedStart(fitting.map(({ command }) => command));
  const isShort = ({ command }: Choice) => command.length - start.length <= limits.choiceValue;
  const options = fitting.filter(isShort).map(toOption(start));
  const buttons = fitting
    .filter((choice) => !isShort(choice))
    .slice(0, limits.actions - 1)
    .map((choice, index) => runButton(choice, firstNumber + 1 + index));
  if (options.length === 0) return { select: null, buttons };
  const text = cutMiddle(cleanText(label) || 'Choose …', limits.placeholder);
  const select: types.StaticSelect = {
    type: 'static_select',
    action_id: `${runPrefix}${firstNumber}:${start}`,
    placeholder: { type: 'plain_text', text, emoji: false },
    ...inGroups(options),
  };
  return { select, buttons };
}

/** A list of more than a hundred stands in groups of a hundred. */
function inGroups(
  options: types.PlainTextOption[],
): Pick<types.StaticSelect, 'options'> | Pick<types.StaticSelect, 'option_groups'> {
  if (options.length <= limits.options) return { options };
  const groups = Array.from({ length: Math.ceil(options.length / limits.options) }, (_, index) => {
    const group = options.slice(index * limits.options, (index + 1) * limits.options);
    const first = index * limits.options + 1;
    const text = `${first} to ${first + group.length - 1}`;
    return { label: { type: 'plain_text' as const, text, emoji: false }, options: group };
  });
  return { option_groups: groups };
}

function toOption(start: string): (choice: Choice) => types.PlainTextOption {
  return ({ label, command }) => ({
    text: {
      type: 'plain_text',
      text: cutMiddle(cleanText(label) || cleanText(command) || 'this one', limits.optionLabel),
      emoji: false,
    },
    value: command.slice(start.length),
  });
}

/** What is picked in a list, as a line: the beginning in the list's `action_id`, the rest in the option. */
export function lineOfChoice(actionId: string, value: string): string {
  const [, start = ''] = /^[^:]*:\d+:([\s\S]*)$/.exec(actionId) ?? [];
  return start + value;
}

/** What all lines begin with, whole words only; '' where that would be too long, or has characters that are not shown. */
function sharedStart(lines: readonly string[]): string {
  const [first = '', ...others] = lines;
  let length = first.length;
  for (const line of others) {
    let at = 0;
    while (at < length && at < line.length && first[at] === line[at]) at += 1;
    length = at;
  }
  const start = first.slice(0, first.lastIndexOf(' ', length - 1) + 1);
  const isPlain = start.trimEnd() === cleanText(start);
  return isPlain && start.length <= limits.actionStart ? start : '';
}
