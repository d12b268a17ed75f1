import type { Filter } from '../cost/filter.js';
import type { Dimension } from '../cost/group.js';
import type { IdleMode } from '../cost/idle.js';
import type { Window } from '../cost/window.js';

/** What a report can be asked with. `by`: what to group by. `filters`: conditions on names, `namespace=` to `label:x=`. */
export type OptionName = 'by' | 'filters' | 'top' | 'sort' | 'idle' | 'today' | 'held';

export const sortOrders = ['cost', 'change', 'name', 'used'] as const;
export type SortOrder = (typeof sortOrders)[number];

/** A command line, understood. */
export interface ReportParams {
  window: Window;
  /** False: the report's default. */
  windowAsked: boolean;
  filter: Filter;
  /** What to group by, as asked; [] where nothing was. */
  by: readonly Dimension[];
  /** Rows to show at most; null: as many as fit. */
  top: number | null;
  sort: SortOrder;
  idle: IdleMode;
  includeHeld: boolean;
  /** Bare words that are neither window nor option; only where the report takes them as commands. */
  words: readonly string[];
  /** The same line in its plain form: what buttons and titles say. */
  command: string;
  /** The plain form without the report's name and the window: to ask the same of another window. */
  tail: string;
}
