import type { Filter } from '../cost/filter.js';
import type { Dimension } from '../cost/group.js';
import { readLine } from './answer-line.js';
import { writeConditions } from './conditions.js';
import { isReadable, writeOption } from './line.js';
import type { SortOrder } from './report-params.js';

/** What of a line becomes another; the rest stays as it is, and its first row is the first again. */
export interface LineChange {
  window?: string;
  by?: readonly Dimension[];
  filter?: Filter;
  sort?: SortOrder;
}

type Context = Parameters<typeof readLine>[1];

/**
 * The line with something of it changed, in its plain form. A report that cannot group becomes `cost` where a grouping
 * is asked for; an order is left out where the report has none. null: it would be too long to be read. Throws NotUnderstood.
 */
export function changeLine(line: string, change: LineChange, context: Context): string | null {
  const { report, params } = readLine(line, context);
  const by = change.by ?? params.by;
  const groups = report.options.includes('by');
  const name = by.length > 0 && !groups ? 'cost' : report.name;
  const sort = change.sort ?? params.sort;
  const takesSort = name === 'cost' || report.options.includes('sort');
  const words = [
    name,
    ...params.words,
    change.window ?? (params.windowAsked ? params.window.name : ''),
    by.length === 0 ? '' : `by=${by.join(',')}`,
    writeConditions(params, change.filter ?? params.filter),
    !takesSort || sort === 'cost' ? '' : writeOption('sort', sort),
    params.top === null ? '' : `top=${params.top}`,
  ];
  const changed = words.filter(Boolean).join(' ');
  return isReadable(changed) ? readLine(changed, context).params.command : null;
}
