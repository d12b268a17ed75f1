import type { Answer } from '../cost-service/answer.js';
import { otherLine } from './asked-line.js';
import { billSplit, partWords } from './bill-split.js';
import { windowActions } from './cost-actions.js';
import { costChart } from './cost-chart.js';
import { costDocument } from './cost-document.js';
import type { CostResult } from './cost-result.js';
import { namedRows, usedColumn } from './cost-table.js';
import type { Document, Line } from './document.js';
import { writeFilter } from './line.js';
import { monthLines } from './month-line.js';
import type { MonthFigures } from './months.js';
import { nextStepLines } from './next-steps.js';
import { rowOpener } from './open-row.js';
import { pagingOf } from './paging.js';
import type { Snooze } from './snoozes.js';

export interface OverviewResult extends CostResult {
  /** The window and its baseline by day, for the chart; null where the window has no baseline. */
  longer: CostResult | null;
  /** What savings are judged on; null where the window has no closed days. */
  savings: Answer | null;
  /** What is snoozed of them; null: nobody knows. */
  snoozes: readonly Snooze[] | null;
  /** Last month and the running one, those that are known. */
  months: readonly MonthFigures[];
  /** Days of both months that are still being read. */
  monthDaysUnread: number;
}

/** Parts of the bill that are the nodes': the first of the two lines. */
const nodeParts = new Set(['used', 'requested, unused', 'GPU', 'idle']);

/** The overview, line by line: total and change, the split of the bill, the largest rows, the month, what to do next. */
export function overviewDocument(result: OverviewResult): Document {
  const { answer, tail } = result;
  const window = answer.question.window.name;
  const line = (...words: string[]) => words.filter(Boolean).join(' ');
  return costDocument(result, {
    title: 'Kubernetes cost',
    nameTitle: 'Namespace',
    rowNoun: 'namespaces',
    open: rowOpener(answer, window),
    split: splitLines(result),
    chart: chartOf(result),
    after: [
      ...monthLines({ ...result, currency: answer.currency }),
      ...(result.savings ? nextStepLines(result.savings, result.snoozes) : []),
    ],
    notes: [],
    paging: pagingOf({ command: otherLine(result, { report: 'namespaces' }), from: 1, top: null }),
    actions: [
      ...(result.monthDaysUnread > 0 && answer.unread === null
        ? [{ label: 'Refresh', command: result.command }]
        : []),
      { label: 'Namespaces', command: line('namespaces', window, tail) },
      { label: 'Pods', command: line('pods', window, tail) },
      { label: 'Savings', command: line('savings', window, writeFilter(answer.question.filter)) },
      { label: 'Months', command: line('monthly', writeFilter(answer.question.filter)) },
      ...windowActions(result),
    ],
    extra: usedColumn,
  });
}

/** "used $3,012.10 (32.0 %) · requested, unused $3,388.40 (36.0 %) · idle …", and storage, network and load balancers below. */
function splitLines({ answer }: OverviewResult): Line[] {
  const parts = billSplit(answer);
  const words = (list: typeof parts) => list.map((part) => partWords(part, answer.currency)).join(' · ');
  return [parts.filter(({ name }) => nodeParts.has(name)), parts.filter(({ name }) => !nodeParts.has(name))]
    .filter((list) => list.length > 0)
    .map((list) => [words(list)]);
}

/** Both the window and its baseline by day, where they are known; else the window alone. */
function chartOf(result: OverviewResult) {
  const chosen =
    result.longer && result.longer.answer.unread === null ? { ...result, ...result.longer } : result;
  return costChart(chosen, namedRows(chosen));
}
