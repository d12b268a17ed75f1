import type { Dimension } from './group.js';

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

/** One condition, ready to be held against values of its dimension. */
export interface TermTest {
  dimension: Dimension;
  accepts: (value: string) => boolean;
}

/** The conditions of a filter; a row passes when all accept its values. Build them once per question. */
export function termTests(filter: Filter): TermTest[] {
  return filter.map(({ dimension, values, negated }) => {
    const matches = nameMatcher(values);
    // a pattern stands for a name: `label:team!=*` finds what has no team label
    return { dimension, accepts: remembering((value) => (value !== '' && matches(value)) !== negated) };
  });
}

/** The same test, made once for each value: the names in a day are few, its rows many. */
export function remembering(test: (value: string) => boolean): (value: string) => boolean {
  const known = new Map<string, boolean>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const result = test(value);
    known.set(value, result);
    return result;
  };
}

/** True when the filter leaves idle where it is: it names clusters and nodes only (docs/definitions.md, "Idle"). */
export function keepsIdle(filter: Filter): boolean {
  return filter.every((term) => term.dimension === 'cluster' || term.dimension === 'node');
}
