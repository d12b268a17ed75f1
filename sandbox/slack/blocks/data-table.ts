import { LIMITS } from '../limits.js';
import { type Check, type Finding, type Json, list, number, object, refuse, text } from './check.js';
import { cell, cellCharacters, headerCell } from './table-cell.js';
import { blockFields } from './text-object.js';

const { minRows, maxRows, columns, maxPageSize } = LIMITS.dataTable;
const rows: Check = (value, pointer) => {
  const findings = list(list(cell, columns), maxRows, minRows)(value, pointer);
  if (findings.length > 0 || !Array.isArray(value)) return findings;
  return list(headerCell, columns)(value[0], `${pointer}/0`);
};

function isRectangle(value: Json, pointer: string): Finding[] {
  const lengths = (value.rows as unknown[][]).map((row) => row.length);
  const first = lengths[0] ?? 0;
  const odd = lengths.findIndex((length) => length !== first);
  if (odd >= 0) return refuse(`${pointer}/rows/${odd}`, 'all rows must have the same number of cells');
  const keyColumn = value.row_header_column_index;
  if (typeof keyColumn === 'number' && keyColumn >= first)
    return refuse(`${pointer}/row_header_column_index`, `must be at most ${first - 1}`);
  if (cellCharacters(value.rows) > LIMITS.message.dataTableSum)
    return refuse(`${pointer}/rows`, `must be less than ${LIMITS.message.dataTableSum + 1} characters`);
  return [];
}

/** A table that people sort, filter and page: caption, header row, 1 to 200 rows, all of one length. */
export const dataTable: Check = object(
  {
    ...blockFields('data_table'),
    caption: text(Number.MAX_SAFE_INTEGER),
    rows,
    'page_size?': number({ min: 1, max: maxPageSize, whole: true }),
    'row_header_column_index?': number({ min: 0, whole: true }),
  },
  isRectangle,
);
