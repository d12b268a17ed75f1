import { type Dimension, dimensionValue, type NamedRow } from './group.js';

/** One condition: `namespace=pay*,shop` or `label:team!=data`. */
export interface FilterTerm {
  dimension: Dimension;
  /** true: none of the values may match (`!=`). */
  negated: boolean;
  /** Exact names, or patterns with `*`. At least one. */
  values: readonly string[];
}

/** All terms must hold. Empty: everything. */
export type Filter = readonly FilterTerm[];

/** A test of one name against `values`, ignoring case; `*` stands for any text. */
export function nameMatcher(values: readonly string[]): (name: string) => boolean {
  const exact = new Set(values.filter((value) => !value.includes('*')).map((value) => value.toLowerCase()));
  const patterns = values.filter((value) => value.includes('*')).map(wildcardMatcher);
  return (name) => {
    const lower = name.toLowerCase();
    return exact.has(lower) || patterns.some((matches) => matches(lower));
  };
}

/** Greedy two-pointer matching: linear in practice, and no regular expression made of a person's text. */
function wildcardMatcher(pattern: string): (lower: string) => boolean {
  const pieces = pattern.toLowerCase().split('*');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  const middle = pieces.slice(1, -1);
  return (lower) => {
    if (lower.length < first.length + last.length) return false;
    if (!lower.startsWith(first) || !lower.endsWith(last)) return false;
    const end = lower.length - last.length;
    let from = first.length;
    for (const piece of middle) {
      const found = lower.indexOf(piece, from);
      if (found < 0 || found + piece.length > end) return false;
      from = found + piece.length;
    }
    return true;
  };
}

/** A test of one row of a day against the whole filter. Build it once per question. */
export function rowMatcher(
  filter: Filter,
): (row: NamedRow, cluster: string, labelSets: readonly Readonly<Record<string, string>>[]) => boolean {
  const terms = filter.map((term) => ({ ...term, matches: nameMatcher(term.values) }));
  return (row, cluster, labelSets) => {
    for (const term of terms) {
      const value = dimensionValue(row, term.dimension, cluster, labelSets);
      // a pattern stands for a name: `label:team!=*` finds what has no team label
      if ((value !== '' && term.matches(value)) === term.negated) return false;
    }
    return true;
  };
}

/** True when the filter leaves idle where it is: it names clusters and nodes only (docs/definitions.md, "Idle"). */
export function keepsIdle(filter: Filter): boolean {
  return filter.every((term) => term.dimension === 'cluster' || term.dimension === 'node');
}
