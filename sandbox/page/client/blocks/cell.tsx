import { type Json, number, string } from '../json.js';
import { richPlainText } from '../text/rich-text.js';
import { RichText } from './rich-text.js';

/** The text of a table cell: what is sorted as words, filtered and shown. */
export function cellText(cell: Json): string {
  if (cell.type === 'rich_text') return richPlainText(cell);
  const text = string(cell.text);
  return text === '' && cell.type === 'raw_number' ? String(number(cell.value) ?? '') : text;
}

export function Cell({ cell }: { cell: Json }) {
  return cell.type === 'rich_text' ? <RichText block={cell} /> : cellText(cell);
}
