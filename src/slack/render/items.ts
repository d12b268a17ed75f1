import type { types } from '@slack/bolt';
import type { Action, Item } from '../../reports/document.js';
import { cutEnd, cutMiddle } from './cut-text.js';
import { limits } from './limits.js';
import { textOfLine } from './lines.js';
import { changePrefix, labelOf, runButton } from './run-button.js';

/**
 * A line with a button, or with a menu where there are several things to press: in plain text, which Slack does not
 * parse. Where a line does not fit into a menu, one button asks for them. null: nothing to show.
 */
export function renderItem(item: Item, number: number, maxCharacters: number): types.SectionBlock | null {
  const text = cutEnd(textOfLine(item.line), Math.min(limits.sectionText, maxCharacters));
  if (text === '') return null;
  const accessory = accessoryOf(item, number);
  return {
    type: 'section',
    text: { type: 'plain_text', text, emoji: false },
    ...(accessory ? { accessory } : {}),
  };
}

function accessoryOf({ actions, more }: Item, number: number): types.Button | types.Overflow | null {
  const [first, second] = actions;
  if (first && !second) return fitsButton(first) ? runButton(first, number) : null;
  const fits = actions.every(({ command }) => command.length <= limits.optionValue);
  if (first && fits && actions.length <= limits.menuOptions)
    return { type: 'overflow', action_id: `${changePrefix}${number}`, options: actions.map(toOption) };
  return first && fitsButton(more) ? runButton(more, number) : null;
}

function fitsButton({ command }: Action): boolean {
  return command.length <= limits.buttonValue;
}

function toOption(action: Action): types.PlainTextOption {
  const text = cutMiddle(labelOf(action), limits.optionLabel);
  return { text: { type: 'plain_text', text, emoji: false }, value: action.command };
}
