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
