import type { Filter } from '../cost/filter.js';
import type { Dimension } from '../cost/group.js';
import type { IdleMode } from '../cost/idle.js';
import type { Window } from '../cost/window.js';

/**
 * What a report can be asked with. `by`: what to group by. `from`: the first row to show, as `from=21`. `filters`: conditions on names, `namespace=` to `label:x=`;
 * `cluster` and `namespace`: that condition alone. `why`: a reason in words. `file`: a path. `yes`: do it, not only say it.
 */
export type OptionName =
  | 'by'
  | 'filters'
  | 'cluster'
  | 'namespace'
  | 'top'
  | 'from'
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
  /** The first row to show, counted from 1. */
  from: number;
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
  /** The plain form without the report's name, the window and `from=`: to ask the same of another window. */
  tail: string;
}
