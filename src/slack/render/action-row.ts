import type { types } from '@slack/bolt';
import type { MessageAction } from '../actions/message-actions.js';
import { limits } from './limits.js';

/** What the `action_id` of a button that does something with an answer begins with. */
export const actPrefix = 'act:';
/** The menu behind the buttons; what was picked is the first word of its value. */
const moreId = `${actPrefix}more`;

const labels: Readonly<Record<MessageAction, string>> = {
  share: 'Share',
  send: 'Send me this',
  csv: 'CSV',
  schedule: 'Schedule',
  elsewhere: 'Share elsewhere',
  copy: 'Copy as text',
};

const inMenu: readonly MessageAction[] = ['elsewhere', 'copy'];

/**
 * One row of what can be done with the answer to `line`, which is the value of each button. A menu holds what is wanted
 * seldom; where the line is too long for a menu, that is buttons too. null: there is nothing to do.
 */
export function renderActionRow(line: string, actions: readonly MessageAction[]): types.ActionsBlock | null {
  const menu = actions.filter((action) => inMenu.includes(action));
  const values = menu.map((action) => `${action} ${line}`);
  const menuFits = menu.length > 0 && values.every(({ length }) => length <= limits.optionValue);
  const buttons = menuFits ? actions.filter((action) => !menu.includes(action)) : actions;
  const elements: types.ActionsBlock['elements'] = buttons.map((action) => ({
    type: 'button',
    action_id: `${actPrefix}${action}`,
    text: { type: 'plain_text', text: labels[action], emoji: false },
    value: line,
  }));
  if (menuFits)
    elements.push({
      type: 'overflow',
      action_id: moreId,
      options: menu.map((action) => ({
        text: { type: 'plain_text', text: labels[action], emoji: false },
        value: `${action} ${line}`,
      })),
    });
  return elements.length === 0 ? null : { type: 'actions', elements };
}

/** What a press on the row says: what to do, with the answer to which line; null: it says nothing that is known. */
export function readPress(action: {
  action_id: string;
  value?: string | undefined;
  selected_option?: { value?: string | undefined } | null;
}): { action: MessageAction; line: string } | null {
  const isMenu = action.action_id === moreId;
  const value = isMenu ? (action.selected_option?.value ?? '') : (action.value ?? '');
  const space = value.indexOf(' ');
  const name = isMenu ? value.slice(0, Math.max(0, space)) : action.action_id.slice(actPrefix.length);
  const line = isMenu ? value.slice(space + 1) : value;
  return name in labels && line !== '' ? { action: name as MessageAction, line } : null;
}
