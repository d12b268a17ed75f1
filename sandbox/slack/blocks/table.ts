import { LIMITS } from '../limits.js';
import { boolean, type Check, list, object, oneOf } from './check.js';
import { cell } from './table-cell.js';
import { blockFields } from './text-object.js';

const column = object({ 'align?': oneOf('left', 'center', 'right'), 'is_wrapped?': boolean });
const skippable: Check = (value, pointer) => (value === null ? [] : column(value, pointer));

/** A plain table: ≤100 rows of ≤20 cells. */
export const table: Check = object({
  ...blockFields('table'),
  rows: list(list(cell, LIMITS.table.columns), LIMITS.table.rows),
  'column_settings?': list(skippable, LIMITS.table.columnSettings),
});
