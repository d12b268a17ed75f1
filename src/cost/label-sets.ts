/** Sets of labels, each kept once; rows carry the index. */
export interface LabelSets {
  /** The index of an equal set, whatever the order of its names. */
  intern(labels: Readonly<Record<string, string>>): number;
  readonly sets: readonly Readonly<Record<string, string>>[];
}

/** An empty dictionary of label sets. */
export function createLabelSets(): LabelSets {
  const sets: Readonly<Record<string, string>>[] = [];
  const byText = new Map<string, number>();
  const intern = (labels: Readonly<Record<string, string>>): number => {
    const asWritten = JSON.stringify(labels);
    const known = byText.get(asWritten);
    if (known !== undefined) return known;
    const entries = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
    const sorted = Object.fromEntries(entries);
    const canonical = JSON.stringify(sorted);
    const index = byText.get(canonical) ?? sets.push(sorted) - 1;
    byText.set(canonical, index);
    byText.set(asWritten, index);
    return index;
  };
  return { intern, sets };
}
