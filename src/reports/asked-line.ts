import type { Dimension } from '../cost/group.js';
import { writeConditions } from './conditions.js';
import type { CostResult } from './cost-result.js';
import { writeOption } from './line.js';
import type { SortOrder } from './report-params.js';

/** What is asked otherwise than it was; the rest stays. */
export interface OtherLine {
  report?: string;
  window?: string;
  by?: readonly Dimension[];
  sort?: SortOrder;
}

/** The line that made an answer, written anew with something of it changed; its first row is the first again. */
export function otherLine(result: CostResult, other: OtherLine): string {
  const { answer, top } = result;
  const by = other.by ?? result.by;
  const sort = other.sort ?? result.sort;
  return [
    other.report ?? result.report,
    other.window ?? answer.question.window.name,
    by.length === 0 ? '' : `by=${by.join(',')}`,
    writeConditions(answer.question),
    sort === 'cost' ? '' : writeOption('sort', sort),
    top === null ? '' : `top=${top}`,
  ]
    .filter(Boolean)
    .join(' ');
}
