import { z } from 'zod';
import { moneyToNumber } from '../cost/money.js';
import type { Answer } from '../cost-service/answer.js';
import { askLonger, askMonths } from './ask-beside.js';
import { billSplit } from './bill-split.js';
import { costCsv } from './cost-csv.js';
import { type CostResult, collectCosts } from './cost-result.js';
import { type MonthFigures, runRateOf } from './months.js';
import { type OverviewResult, overviewDocument } from './overview-document.js';
import { defineReport, type ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';
import { savingsQuestion } from './savings-question.js';
import { readSnoozes } from './snoozes.js';
import { answerFrame, costList, costRowWire, frameToJson, rowsToJson } from './wire.js';

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
  list: costList('namespaces'),
  toJson: ({ months, ...result }, part) => ({
    namespaces: rowsToJson(result, part),
    split: billSplit(result.answer).map(({ name, money }) => ({ name, cost: moneyToNumber(money) })),
    month: monthToJson(months),
    ...frameToJson(result.answer),
  }),
  toCsv: ({ answer }) => costCsv({ answer, sort: 'cost' }),
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
  const [longer, savings, months, snoozes] = await Promise.all([
    askLonger(params, context, main),
    askSavings(params, context, main),
    askMonths(params, context),
    readSnoozes(context),
  ]);
  return { ...main, longer, savings, snoozes, ...months };
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
