import { z } from 'zod';
import { moneyToNumber } from '../cost/money.js';
import { resolveWindow } from '../cost/window.js';
import type { Answer } from '../cost-service/answer.js';
import { billSplit } from './bill-split.js';
import { type CostResult, collectCosts, questionOf } from './cost-result.js';
import { type MonthFigures, monthFigures, runRateOf } from './months.js';
import { type OverviewResult, overviewDocument } from './overview-document.js';
import { defineReport, type ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';
import { rowNamer } from './row-names.js';
import { savingsQuestion } from './savings-question.js';
import { answerFrame, costCsv, costRowWire, frameToJson, rowsToJson } from './wire.js';

const monthWire = z.strictObject({
  name: z.string(),
  total_cost: z.number(),
  covered_days: z.number(),
  days: z.number(),
  run_rate: z.number().nullable(),
});

/** What it costs, what changed, what to do: the first thing to open in the morning. */
export const overview = defineReport<OverviewResult>({
  name: 'overview',
  aliases: ['summary', 'start'],
  summary: 'What it costs, what changed, what to do',
  examples: ['overview', 'overview 30d', 'overview cluster=*'],
  bareWord: 'namespace',
  takesWindow: true,
  defaultWindow: '7d',
  options: ['filters', 'idle', 'today', 'held'],
  path: '/overview',
  result: z.strictObject({
    namespaces: z.array(costRowWire),
    split: z.array(z.strictObject({ name: z.string(), cost: z.number() })),
    month: monthWire.nullable(),
    ...answerFrame,
  }),
  collect: collectOverview,
  present: overviewDocument,
  toJson: ({ answer, months }) => ({
    namespaces: rowsToJson(answer, rowNamer(answer)),
    split: billSplit(answer).map(({ name, money }) => ({ name, cost: moneyToNumber(money) })),
    month: monthToJson(months),
    ...frameToJson(answer),
  }),
  toCsv: ({ answer }) => costCsv(answer, rowNamer(answer)),
});

function monthToJson(months: readonly MonthFigures[]) {
  const running = months.find((month) => month.running);
  if (!running) return null;
  const rate = runRateOf(running, months);
  return {
    name: running.name,
    total_cost: moneyToNumber(running.total),
    covered_days: Math.round(running.coveredDays * 1e4) / 1e4,
    days: running.days,
    run_rate: rate && moneyToNumber(rate.amount),
  };
}

/** The main figures are waited for; the longer chart and the months only for a moment, since they stand beside. */
async function collectOverview(params: ReportParams, context: ReportContext): Promise<OverviewResult> {
  const main = await collectCosts('overview', params, context, ['cluster', 'namespace']);
  const [longer, savings, ...months] = await Promise.all([
    askLonger(params, context, main),
    askSavings(params, context, main),
    ...askMonths(params, context),
  ]);
  const known: MonthFigures[] = [];
  for (const answer of months) {
    if (answer.coveredDays > 0) known.push(monthFigures(answer, known.at(-1) ?? null, context.nowMs));
  }
  const monthDaysUnread = months.reduce((sum, { unread }) => sum + (unread?.days ?? 0), 0);
  return { ...main, longer, savings, months: known, monthDaysUnread };
}

/** The window together with its baseline: its days are read already. */
async function askLonger(
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

/** Judged on the same days; null where they are no closed days. */
async function askSavings(
  params: ReportParams,
  context: ReportContext,
  { answer }: CostResult,
): Promise<Answer | null> {
  const { window } = answer.question;
  if (window.kind !== 'days' || window.includesToday) return null;
  return context.costs.ask(savingsQuestion(params, window), { brief: true });
}

function askMonths(params: ReportParams, context: ReportContext): Promise<Answer>[] {
  return ['lastmonth', 'month'].map((name) =>
    context.costs.ask(
      {
        ...questionOf(params, ['cluster', 'namespace'], resolveWindow(name, context)),
        baseline: null,
        series: 'none',
      },
      { brief: true },
    ),
  );
}
