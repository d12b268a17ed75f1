import type { types } from '@slack/bolt';
import { countOf } from '../../reports/cut-table.js';
import type { TableSection } from '../../reports/document.js';
import { pageActions } from '../../reports/paging.js';
import type { ShownTable } from './cells.js';
import { limits } from './limits.js';
import { renderMenu } from './menus.js';
import { runButton } from './run-button.js';

/**
 * What is pressed below a table: a list of the rows shown that can be opened, and what leads to those that are not
 * shown. Rows in a table cannot be pressed themselves. null: nothing can be pressed.
 */
export function renderTableControls(
  table: TableSection,
  shown: ShownTable,
  firstNumber: number,
): types.ActionsBlock | null {
  const choices = shown.kept.flatMap(({ command }, index) =>
    command === null ? [] : [{ label: shown.rows[index]?.[0]?.text ?? '', command }],
  );
  const pages = table.paging ? pageActions(table.paging, shown.kept.length, countOf(table)) : [];
  const turning = pages
    .filter(({ command }) => command.length <= limits.buttonValue)
    .map((action, index) => runButton(action, firstNumber + index));
  const { select, buttons } = renderMenu({ label: 'Open …', choices }, firstNumber + turning.length);
  const elements = [...(select ? [select] : []), ...turning, ...buttons].slice(0, limits.actions);
  return elements.length === 0 ? null : { type: 'actions', elements };
}
