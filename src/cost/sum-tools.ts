import type { DaySums } from './day-sums.js';
import type { TermTest } from './filter.js';
import type { Dimension } from './group.js';
import type { GroupColumns } from './group-columns.js';
import type { GroupFinder } from './group-finder.js';

/** What is made of a request once, for all days. */
export interface SumTools {
  finder: GroupFinder;
  columns: GroupColumns;
  daySums: DaySums;
  terms: readonly TermTest[];
  /** null: every namespace may be seen. */
  visible: ((namespace: string) => boolean) | null;
  /** Volumes that nobody mounts count. */
  withUnmounted: boolean;
  /** Values seen of each dimension of the filter, in place. */
  seen: ReadonlyMap<Dimension, Set<string>>;
}
