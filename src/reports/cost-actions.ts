import type { Dimension } from '../cost/group.js';
import { otherLine } from './asked-line.js';
import type { CostResult } from './cost-result.js';
import type { Action, Menu } from './document.js';
import { openCostAddress } from './open-cost-address.js';
import { type SortOrder, sortOrders } from './report-params.js';

/** The same report over other windows, "namespaces 30d cluster=prod", and a form for dates. */
export function windowActions(result: CostResult): Action[] {
  const windows = [
    { label: 'Today', window: 'today' },
    { label: '7 days', window: '7d' },
    { label: '30 days', window: '30d' },
    { label: '90 days', window: '90d' },
    { label: 'This month', window: 'month' },
  ];
  return [
    ...windows
      .filter(({ window }) => window !== result.answer.question.window.name)
      .map(({ label, window }) => ({ label, command: otherLine(result, { window }) })),
    { label: 'Dates…', command: otherLine(result, {}), form: 'dates' },
  ];
}

/** The same question by something else. */
export function otherGroupings(result: CostResult, by: readonly Dimension[]): Action[] {
  const others: Dimension[] = ['namespace', 'controller', 'node'];
  return others
    .filter((dimension) => !by.includes(dimension))
    .map((dimension) => ({
      label: `By ${dimension}`,
      command: otherLine(result, { report: 'cost', by: [dimension] }),
    }));
}

/** A form to group and to narrow with; in OpenCost's own page, where there is one, the same. */
export function askActions(result: CostResult): Action[] {
  const command = otherLine(result, {});
  const address = openCostAddress(result);
  return [
    { label: 'Group and filter…', command, form: 'question' },
    ...(address === null ? [] : [{ label: 'Open in OpenCost', command, url: address }]),
  ];
}

const sortWords: Readonly<Record<SortOrder, string>> = {
  cost: 'Cost',
  change: 'Change',
  name: 'Name',
  used: 'Used',
};

/** The other orders that the rows can stand in. */
export function sortMenu(result: CostResult): Menu {
  return {
    label: 'Sort by …',
    choices: sortOrders
      .filter((sort) => sort !== result.sort)
      .map((sort) => ({ label: sortWords[sort], command: otherLine(result, { sort }) })),
  };
}
