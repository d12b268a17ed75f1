import type { types } from '@slack/bolt';
import type { TableSection } from '../../reports/document.js';
import { countShown, largestThatFits } from './blocks.js';
import { type ShownTable, showTable, type WrittenRows } from './cells.js';
import { cleanText } from './clean-text.js';
import { countCharacters, cutEnd } from './cut-text.js';
import { limits } from './limits.js';
import { renderTableControls } from './table-controls.js';

/** A table as a block of equally wide letters, for where data_ blocks are refused, and what can be pressed below it; no blocks as for the data table. */
export function renderPlainTable(
  table: TableSection,
  maxCharacters: number,
  firstNumber: number,
): [] | [types.RichTextBlock, ...types.ActionsBlock[]] {
  const caption = cutEnd(cleanText(table.caption) || 'Table', limits.tableCaption);
  const blocksOf = (shown: ShownTable): [types.RichTextBlock, ...types.ActionsBlock[]] => {
    const controls = renderTableControls(table, shown, firstNumber);
    return [toBlock(caption, align(shown)), ...(controls ? [controls] : [])];
  };
  const shown = cutToFit(table, (tried) => countShown(blocksOf(tried)) <= maxCharacters);
  return shown === null ? [] : blocksOf(shown);
}

function toBlock(caption: string, lines: readonly string[]): types.RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'text', text: caption, style: { bold: true } }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: lines.join('\n') }] },
    ],
  };
}

/** The lines of a table, header first, with as many rows as fit into `maxCharacters`; null: not even two fit. */
export function writeTable(table: TableSection, maxCharacters: number): string[] | null {
  const shown = cutToFit(table, (tried) => align(tried).join('\n').length <= maxCharacters);
  return shown && align(shown);
}

/** As many rows as fit; null: not even two do. */
function cutToFit(table: TableSection, fits: (shown: ShownTable) => boolean): ShownTable | null {
  if (table.rows.length === 0 || table.columns.length === 0) return null;
  const most = Math.min(table.rows.length + 1, limits.plainTableRows);
  const written: WrittenRows = new Map();
  const count = largestThatFits(most, (rows) => fits(showTable(table, rows, written)));
  return count < Math.min(2, table.rows.length) ? null : showTable(table, count, written);
}

/** Words to the left, figures to the right. */
function align(shown: ShownTable): string[] {
  const rows = [shown.header, ...shown.rows.map((row) => row.map((cell) => cell.text))];
  const widths = shown.header.map((_, column) =>
    Math.max(...rows.map((row) => countCharacters(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((text, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - countCharacters(text));
        return shown.numeric[column] ? space + text : text + space;
      })
      .join('  ')
      .trimEnd(),
  );
}
