import type { Check } from './day-facts.js';
import { rowsInWords } from './wording.js';

/** Fields that OpenCost could not compute: what they should have held is not known, so the day is held back. */
export const checkNulls: Check = (day) => {
  if (day.nullFields.length === 0) return null;
  const named = day.nullFields.slice(0, 3).join(', ');
  const more = day.nullFields.length > 3 ? ' and others' : '';
  const reason = `${rowsInWords(day.nullRows)} without a figure for ${named}${more}`;
  return {
    check: 'nulls',
    severity: 'held',
    reason,
    figures: { rows: day.nullRows, fields: day.nullFields.length },
  };
};
