/** More values of one label than this are an error of ours, or somebody else's words. */
const mostValues = 100;
const plainValue = /^[A-Za-z][A-Za-z0-9_.-]{0,60}$/;

/** What stands in for a value that is not fit for a label. */
const otherValue = 'other';

/**
 * Keeps a label bounded whose values come from elsewhere, such as Slack's codes: the first hundred different words
 * pass, everything else is `other`.
 */
export function createBoundedLabel(): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (!plainValue.test(value) || known.size >= mostValues) return otherValue;
    known.add(value);
    return value;
  };
}
