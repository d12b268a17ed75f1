import type { Check } from './day-facts.js';
import { rowsInWords } from './wording.js';

/** What starts at midnight shows for a few minutes in the day before: dropped, and counted here. */
export const checkGhosts: Check = (day, limits) => {
  if (day.ghostRows === 0) return null;
  const reason = `${rowsInWords(day.ghostRows)} of under ${limits.ghostMinutes} minutes at midnight left out`;
  return { check: 'ghosts', severity: 'note', reason, figures: { rows: day.ghostRows } };
};
