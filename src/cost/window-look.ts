const words = new Set(['today', 'yesterday', 'week', 'lastweek', 'month', 'lastmonth']);

/** A number with a unit of time, whether or not that unit can be asked for: "7d", "0d", "10000d", "24h", "7days?". */
const length =
  /^[-+]?\d+(?:[.,]\d+)?(?:m|h|d|w|y|mins?|minutes?|hours?|days?|weeks?|months?|years?)[?!.,;]*$/;
/** "2026-11", "2026-2-30", "2026-02-30T00:00:00Z", "2026/11/12". */
const date = /^\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?:[t ].*)?[?!.,;]*$/;
/** "12.11.2026", "11/12/2026". */
const dayFirst = /^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$/;
/** Two dates with dots or a comma between them, or one with an end missing. */
const range = /^\d{4}-\d.*(?:\.\.|,)|(?:\.\.|,)\d{4}-\d/;

/**
 * True when a word is meant as a window, well formed or not, so that a mistyped one is answered as a window;
 * false for ordinary names, also those that begin with digits ("3scale", "2048-game").
 */
export function looksLikeWindow(word: string): boolean {
  const plain = word.trim().toLowerCase();
  if (words.has(plain)) return true;
  return [length, date, dayFirst, range].some((form) => form.test(plain));
}
