import { isWhole } from '../coverage.js';
import type { Check } from './day-facts.js';
import { countInWords } from './wording.js';

/** Today may lag behind the clock by this much before it is worth a word: scraping, querying and our own cache. */
const liveLagMinutes = 30;

/** Was the cluster seen all day? A closed day with under 1,425 of 1,440 minutes is partial; a live one only gets a note. */
export const checkCoverage: Check = (day) => {
  const { coveredMinutes, elapsedMinutes, closed } = day;
  const figures = { coveredMinutes, elapsedMinutes };
  const seen = `nodes seen for ${countInWords(coveredMinutes)} of ${countInWords(elapsedMinutes)} minutes`;
  if (closed) {
    if (isWhole(coveredMinutes, elapsedMinutes)) return null;
    return { check: 'coverage', severity: 'partial', reason: seen, figures };
  }
  if (coveredMinutes >= elapsedMinutes - liveLagMinutes) return null;
  return { check: 'coverage', severity: 'note', reason: `${seen} so far`, figures };
};
