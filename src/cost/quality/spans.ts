import type { Check } from './day-facts.js';
import { rowsInWords } from './wording.js';

/** Rows without a span are dropped; if they carried money, reconciliation misses it. */
export const checkSpans: Check = (day) => {
  if (day.spanlessRows === 0) return null;
  const reason = `${rowsInWords(day.spanlessRows)} left out that ${day.spanlessRows === 1 ? 'lasts' : 'last'} no time`;
  return { check: 'spans', severity: 'note', reason, figures: { rows: day.spanlessRows } };
};
