import type { types } from '@slack/bolt';
import type { TableSection } from '../../reports/document.js';
import { countShown, largestThatFits } from './blocks.js';
import { type ShownTable, showTable, type WrittenRows } from './cells.js';
import { cleanText } from './clean-text.js';
import { cutMiddle } from './cut-text.js';
import { limits } from './limits.js';
import { renderTableControls } from './table-controls.js';

/**
 * Slack's sortable table, with as many rows as fit into `maxCharacters`; the last row then sums up the rest. Below it what
 * can be pressed, whose words count too. A column sorts by number only where each of its cells is one, hence
 * `raw_number` for whole columns alone. No blocks: the table has no rows, no columns, or not even two rows fit.
 */
export function renderDataTable(
  table: TableSection,
  maxCharacters: number,
  firstNumber: number,
): [] | [types.DataTableBlock, ...types.ActionsBlock[]] {
  if (table.rows.length === 0 || table.columns.length === 0) return [];
  // One row more than there are: a table that fits may show the odd cent of a total in a row of its own.
  const most = Math.min(table.rows.length + 1, limits.dataTableRows - 1);
  const written: WrittenRows = new Map();
  const blocksOf = (rows: number): [types.DataTableBlock, ...types.ActionsBlock[]] => {
    const shown = showTable(table, rows, written);
    const controls = renderTableControls(table, shown, firstNumber);
    return [toBlock(table, shown), ...(controls ? [controls] : [])];
  };
  const room = Math.min(maxCharacters, limits.dataTableCharacters);
  const count = largestThatFits(most, (rows) => countShown(blocksOf(rows)) <= room);
  return count < Math.min(2, table.rows.length) ? [] : blocksOf(count);
}

function toBlock(table: TableSection, shown: ShownTable): types.DataTableBlock {
  const rows = shown.rows.map((row) =>
    row.map(({ text, value }): types.RawTextElement | types.RawNumberElement =>
      value === null ? { type: 'raw_text', text } : { type: 'raw_number', value, text },
    ),
  );
  return {
    type: 'data_table',
    caption: cutMiddle(cleanText(table.caption) || 'Table', limits.tableCaption),
    page_size: limits.dataTablePage,
    row_header_column_index: 0,
    rows: [shown.header.map((text) => ({ type: 'raw_text' as const, text })), ...rows],
  };
}
