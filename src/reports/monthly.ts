import { z } from 'zod';
import { moneyToNumber } from '../cost/money.js';
import { dayMs, isoDate, isoMonth, shiftMonth } from '../cost/time.js';
import { monthsBack, resolveWindow } from '../cost/window.js';
import type { Answer } from '../cost-service/answer.js';
import { NotUnderstood } from '../errors.js';
import { questionOf, refuseFailure } from './cost-result.js';
import { monthByDayDocument } from './month-by-day.js';
import { monthlyDocument } from './monthly-document.js';
import { type MonthFigures, type MonthlyResult, monthFigures, runRateOf } from './months.js';
import { defineReport, type ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';
import { refuseUnknownNames, withLine } from './unknown-name.js';
import { answerFrame, frameToJson } from './wire.js';

/** The running month and so many before it. */
const monthsBefore = 5;

const monthWire = z.strictObject({
  month: z.string(),
  total_cost: z.number(),
  idle_cost: z.number(),
  average_daily_cost: z.number().nullable(),
  average_daily_change: z.number().nullable(),
  covered_days: z.number(),
  days: z.number(),
  average_pods: z.number(),
  namespaces: z.number(),
  running: z.boolean(),
});

/** Months side by side, or one month by day: docs/definitions.md, "Month". */
export const monthly = defineReport<MonthlyResult>({
  name: 'monthly',
  aliases: ['months', 'mo'],
  summary: 'Months side by side; one month by day',
  examples: ['monthly', 'monthly lastmonth', 'monthly namespace!=kube-*'],
  bareWord: 'namespace',
  takesWindow: true,
  takesMonths: true,
  defaultWindow: 'month',
  options: ['filters', 'idle', 'held'],
  path: '/cost/monthly',
  result: z.strictObject({
    months: z.array(monthWire),
    run_rate: z.strictObject({ amount: z.number(), basis: z.string() }).nullable(),
    by_day: z.array(z.strictObject({ date: z.string(), total_cost: z.number() })).nullable(),
    ...answerFrame,
  }),
  collect: collectMonths,
  present: (result) => (result.byDay ? monthByDayDocument(result, result.byDay) : monthlyDocument(result)),
  toJson(result) {
    const rate = runRateOf(result.newest, result.months);
    return {
      months: result.months.map(monthToJson),
      run_rate: rate && {
        amount: moneyToNumber(rate.amount),
        basis: basisNames[rate.basis],
      },
      by_day:
        result.byDay?.days.map(({ startMs, total }) => ({
          date: isoDate(startMs),
          total_cost: moneyToNumber(total),
        })) ?? null,
      ...frameToJson(result.answer),
    };
  },
  toCsv({ months, byDay, answer }) {
    if (byDay) {
      const rows = byDay.days.map(({ startMs, total }) => [
        isoDate(startMs),
        answer.currency,
        moneyToNumber(total),
      ]);
      return { header: ['date', 'currency', 'total_cost'], rows };
    }
    const rows = months.map((month) => [
      answer.currency,
      // numbers stay numbers: a minus in a text would be taken for a formula and defused
      ...Object.values(monthToJson(month)).map((value) =>
        typeof value === 'boolean' ? String(value) : (value ?? ''),
      ),
    ]);
    return { header: ['currency', ...Object.keys(monthWire.shape)], rows };
  },
});

const basisNames = { monthToDate: 'month_to_date', lastMonth: 'last_month', mixed: 'mixed' } as const;

function monthToJson(month: MonthFigures) {
  return {
    month: isoMonth(month.startMs),
    total_cost: moneyToNumber(month.total),
    idle_cost: moneyToNumber(month.idle),
    average_daily_cost: month.averagePerDay === null ? null : moneyToNumber(month.averagePerDay),
    average_daily_change: month.change === null ? null : moneyToNumber(month.change),
    covered_days: Math.round(month.coveredDays * 1e4) / 1e4,
    days: month.days,
    average_pods: Math.round(month.pods * 100) / 100,
    namespaces: month.namespaces,
    running: month.running,
  };
}

async function collectMonths(params: ReportParams, context: ReportContext): Promise<MonthlyResult> {
  const { nowMs, costs } = context;
  const asked = params.windowAsked ? askedMonth(params) : null;
  const windows = asked
    ? [resolveWindow(isoMonth(asked.startMs - dayMs), context), asked]
    : monthsBack(nowMs, monthsBefore + 1);
  context.onProgress('reading OpenCost');
  // the newest first: where OpenCost is slow, it is what is there when the waiting ends
  const newestFirst = await Promise.all(
    [...windows].reverse().map((window) =>
      costs.ask(
        {
          ...questionOf(params, ['cluster', 'namespace'], window),
          baseline: null,
          series: asked ? 'day' : 'none',
        },
        {
          onProgress: (done, total) =>
            context.onProgress(`reading OpenCost: ${isoMonth(window.startMs)}, ${done} of ${total} days`),
        },
      ),
    ),
  ).catch(withLine('monthly', params));
  const answers = newestFirst.reverse();
  const newest = answers.at(-1) as Answer;
  refuseFailure(answers);
  refuseUnknown(params, answers);
  const months: MonthFigures[] = [];
  for (const answer of answers) {
    if (answer.coveredDays > 0) months.push(monthFigures(answer, monthBefore(months, answer), nowMs));
  }
  return {
    months,
    newest: monthFigures(newest, monthBefore(months, newest), nowMs),
    monthsWithoutData: answers.length - months.length,
    answer: {
      ...newest,
      currency: answers.findLast(({ currency }) => currency !== '')?.currency ?? '',
      days: answers.flatMap(({ days }) => days),
      failures:
        newest.failures.length > 0
          ? newest.failures
          : answers.flatMap(({ failures }) => failures).slice(0, 1),
      unread: unreadOf(answers),
    },
    byDay: asked
      ? { days: daysOf(newest), before: daysOf(answers[0] as Answer), beforeName: windows[0]?.name ?? '' }
      : null,
    configuredClusters: costs.clusters.length,
    nowMs,
    command: params.command,
  };
}

/** The month just before, where it has figures: another one is no comparison. */
function monthBefore(months: readonly MonthFigures[], answer: Answer): MonthFigures | null {
  const startMs = shiftMonth(answer.question.window.startMs, -1);
  return months.find((month) => month.startMs === startMs) ?? null;
}

function askedMonth({ window }: ReportParams) {
  const date = new Date(window.startMs);
  const isMonth =
    window.kind === 'days' && date.getUTCDate() === 1 && /^(month|lastmonth|\d{4}-\d{2})$/.test(window.name);
  if (isMonth) return window;
  throw new NotUnderstood(
    `monthly takes a month, such as 2026-10 or lastmonth, not ${window.name}.`,
    ['monthly', 'monthly lastmonth', `namespaces ${window.name}`].map((command) => ({
      label: command,
      command,
    })),
    'NOT_A_MONTH',
  );
}

/** A name that is unknown in every month read. */
function refuseUnknown(params: ReportParams, answers: readonly Answer[]): void {
  const read = answers.filter(({ days }) => days.some((day) => day.missing === null));
  const everywhere = (read.at(-1)?.unknown ?? []).filter((entry) =>
    read.every((answer) =>
      answer.unknown.some(({ dimension, value }) => dimension === entry.dimension && value === entry.value),
    ),
  );
  refuseUnknownNames('monthly', params, { unknown: everywhere }, 'in these months');
}

function unreadOf(answers: readonly Answer[]): Answer['unread'] {
  const unread = answers.flatMap(({ unread }) => (unread ? [unread] : []));
  if (unread.length === 0) return null;
  const seconds = unread.flatMap(({ secondsLeft }) => (secondsLeft === null ? [] : [secondsLeft]));
  return {
    days: unread.reduce((sum, { days }) => sum + days, 0),
    total: answers.reduce((sum, { days }) => sum + days.length, 0),
    secondsLeft: seconds.length > 0 ? Math.max(...seconds) : null,
  };
}

/** Cost of each day that is in the figures. */
export function daysOf(answer: Answer): { startMs: number; total: number }[] {
  const known = new Set(
    answer.days
      .filter((day) => day.role === 'window' && day.missing === null)
      .filter((day) => day.state !== 'quarantined' || answer.question.includeHeld)
      .map((day) => day.startMs),
  );
  return answer.seriesDays.flatMap((startMs, index) => {
    if (!known.has(startMs)) return [];
    const rows = answer.rows.reduce((sum, row) => sum + (row.byDay[index] ?? 0), 0);
    return [{ startMs, total: rows + (answer.idleByDay[index] ?? 0) }];
  });
}
