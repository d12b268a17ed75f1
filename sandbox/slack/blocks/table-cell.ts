import { byType, type Check, isJson, number, object, oneOf, text } from './check.js';
import { richText } from './rich-text.js';

const cellText = text(Number.MAX_SAFE_INTEGER);
const raw: Record<string, Check> = {
  raw_text: object({ type: oneOf('raw_text'), text: cellText }),
  raw_number: object({ type: oneOf('raw_number'), value: number(), text: cellText }),
};

/** A cell of a header row: no rich text. */
export const headerCell: Check = byType(raw);

/** Any cell: raw text, a number with its text, or rich text. An empty text is refused. */
export const cell: Check = byType({ ...raw, rich_text: richText });

/** Characters of all cells of a table's rows. */
export function cellCharacters(rows: unknown): number {
  if (!Array.isArray(rows)) return 0;
  return rows.flat().reduce((sum: number, entry: unknown) => sum + textLength(entry), 0);
}

/** Characters of every `text` inside a value, at any depth. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry: unknown) => sum + textLength(entry), 0);
  if (!isJson(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, entry]) =>
      sum + (name === 'text' && typeof entry === 'string' ? entry.length : textLength(entry)),
    0,
  );
}
