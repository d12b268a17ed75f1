import type { Check } from './day-facts.js';
import { rowsInWords } from './wording.js';

/** Rows that lie wholly outside the window that was asked for: the answer belongs to another question. */
export const checkOtherDay: Check = (day) => {
  if (day.otherDayRows === 0) return null;
  const reason = `${rowsInWords(day.otherDayRows)} of another time than was asked for`;
  return { check: 'other-day', severity: 'held', reason, figures: { rows: day.otherDayRows } };
};
