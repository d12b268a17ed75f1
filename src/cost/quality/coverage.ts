import { isWhole } from '../coverage.js';
import type { Check } from './day-facts.js';
import { countInWords } from './wording.js';

/**
 * Was the cluster seen all day? A closed day with under 1,425 of 1,440 minutes is partial; a live one that lags behind
 * the clock, by more than scraping, querying and our own cache explain, only gets a note.
 */
export const checkCoverage: Check = (day, limits) => {
  const { coveredMinutes, elapsedMinutes, closed } = day;
  const figures = { coveredMinutes, elapsedMinutes };
  const seen = `nodes seen for ${countInWords(coveredMinutes)} of ${countInWords(elapsedMinutes)} minutes`;
  if (closed) {
    if (isWhole(coveredMinutes, elapsedMinutes, limits.wholeDayMinutes)) return null;
    return { check: 'coverage', severity: 'partial', reason: seen, figures };
  }
  if (coveredMinutes >= elapsedMinutes - limits.liveLagMinutes) return null;
  return { check: 'coverage', severity: 'note', reason: `${seen} so far`, figures };
};
