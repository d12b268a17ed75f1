import type { types } from '@slack/bolt';
import type { Action, ActionsSection } from '../../reports/document.js';
import { limits } from './limits.js';
import { renderMenu } from './menus.js';
import { buttonText, labelOf, runButton } from './run-button.js';

/** What that of a button begins with which opens a form about a command line, and of what is in such a form. */
const askPrefix = 'ask:';

/**
 * Buttons that are command lines: the line is the value. One too long for a value is left out.
 * `firstNumber` makes the ids of several rows of buttons differ. null: no button is left.
 */
export function renderButtons(section: ActionsSection, firstNumber: number): types.ActionsBlock | null {
  const fitting = section.actions.filter((action) => action.command.length <= limits.buttonValue);
  const menus = (section.menus ?? []).map((menu, index) =>
    renderMenu(menu, firstNumber + limits.actions * (index + 1)),
  );
  const selects = menus.flatMap(({ select }) => select ?? []);
  const elements = fitting
    .filter((action) => labelOf(action) !== '')
    .slice(0, limits.actions - selects.length)
    .map((action, index) => toButton(action, firstNumber + index));
  const all = [...elements, ...selects, ...menus.flatMap(({ buttons }) => buttons)].slice(0, limits.actions);
  return all.length === 0 ? null : { type: 'actions', elements: all };
}

function toButton(action: Action, number: number): types.Button {
  if (action.form) return { ...runButton(action, number), action_id: `${askPrefix}${action.form}:${number}` };
  if (action.url === undefined || action.url.length > limits.address) return runButton(action, number);
  return { type: 'button', action_id: `link:${number}`, text: buttonText(action), url: action.url };
}
