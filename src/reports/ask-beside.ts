import { resolveWindow } from '../cost/window.js';
import { type CostResult, questionOf } from './cost-result.js';
import { type MonthFigures, monthFigures } from './months.js';
import type { ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';

/** The window together with its baseline: its days are read already. */
export async function askLonger(
  params: ReportParams,
  context: ReportContext,
  main: CostResult,
): Promise<CostResult | null> {
  const { window, baseline } = main.answer.question;
  if (!baseline || window.kind !== 'days' || window.includesToday) return null;
  const both = { ...window, startMs: baseline.startMs };
  const question = { ...questionOf(params, ['cluster', 'namespace'], both), baseline: null };
  return { ...main, answer: await context.costs.ask(question, { brief: true }) };
}

/** Last month and the running one; waited for only a moment, since they stand beside. */
export async function askMonths(
  params: ReportParams,
  context: ReportContext,
): Promise<{ months: MonthFigures[]; monthDaysUnread: number }> {
  const answers = await Promise.all(
    ['lastmonth', 'month'].map((name) => {
      const question = questionOf(params, ['cluster', 'namespace'], resolveWindow(name, context));
      return context.costs.ask({ ...question, baseline: null, series: 'none' }, { brief: true });
    }),
  );
  const months: MonthFigures[] = [];
  for (const answer of answers) {
    if (answer.coveredDays > 0) months.push(monthFigures(answer, months.at(-1) ?? null, context.nowMs));
  }
  return { months, monthDaysUnread: answers.reduce((sum, { unread }) => sum + (unread?.days ?? 0), 0) };
}
