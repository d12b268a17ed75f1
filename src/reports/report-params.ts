import type { Filter } from '../cost/filter.js';
import type { Dimension } from '../cost/group.js';
import type { IdleMode } from '../cost/idle.js';
import type { Window } from '../cost/window.js';

/**
 * What a report can be asked with. `by`: what to group by. `filters`: conditions on names, `namespace=` to `label:x=`;
 * `cluster` and `namespace`: that condition alone. `why`: a reason in words. `file`: a path. `yes`: do it, not only say it.
 */
export type OptionName =
  | 'by'
  | 'filters'
  | 'cluster'
  | 'namespace'
  | 'top'
  | 'sort'
  | 'idle'
  | 'today'
  | 'held'
  | 'why'
  | 'file'
  | 'yes';

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
  /** What the report is to do instead of showing something; null: show. */
  action: string | null;
  /** As typed; null where not given. */
  why: string | null;
  file: string | null;
  yes: boolean;
  /** Bare words that are neither window nor option: commands, or the action and what it takes. */
  words: readonly string[];
  /** The same line in its plain form: what buttons and titles say. */
  command: string;
  /** The plain form without the report's name and the window: to ask the same of another window. */
  tail: string;
}
