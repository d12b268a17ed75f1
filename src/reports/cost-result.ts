import { type Dimension, qualifiedDimensions } from '../cost/group.js';
import { startOfUtcDay } from '../cost/time.js';
import { baselineWindow, resolveWindow, type Window } from '../cost/window.js';
import type { Answer } from '../cost-service/answer.js';
import { everything, type Question } from '../cost-service/question.js';
import { KubecentError } from '../errors.js';
import type { ReportContext } from './report.js';
import type { ReportParams, SortOrder } from './report-params.js';
import { refuseUnknownNames, withLine } from './unknown-name.js';

/** What a report on costs collects: one answer and how it was asked. Plain JSON. */
export interface CostResult {
  answer: Answer;
  nowMs: number;
  /** The report's name, the plain command and its part without name and window. */
  report: string;
  command: string;
  tail: string;
  top: number | null;
  /** The first row to show, counted from 1. */
  from: number;
  sort: SortOrder;
  /** Rows behind `from` that can be shown where it was asked; null: all. */
  mostRows: number | null;
  /** True: no closed day is known yet, and today so far stands in. */
  todayInstead: boolean;
  configuredClusters: number;
  /** What to group by, as asked; [] where nothing was. */
  by: readonly Dimension[];
  /** Of clusters whose OpenCost has a page of its own, its address without a slash at its end. */
  pages: Readonly<Record<string, string>>;
}

/** Makes a question of a command line. `groupBy` is widened so that equal names of different places stay apart. */
export function questionOf(
  params: ReportParams,
  groupBy: readonly Dimension[],
  window = params.window,
): Question {
  return {
    clusters: null,
    window,
    groupBy: qualifiedDimensions(groupBy),
    filter: params.filter,
    idle: params.idle,
    baseline: baselineWindow(window),
    series: 'day',
    capacity: false,
    includeHeld: params.includeHeld,
    scope: everything,
  };
}

/**
 * Asks for costs by `groupBy`. Where no closed day is known yet, asks for today so far instead.
 * Throws NotUnderstood for names that exist nowhere in the days read.
 */
export async function collectCosts(
  report: string,
  params: ReportParams,
  context: ReportContext,
  groupBy: readonly Dimension[],
): Promise<CostResult> {
  const ask = (window: Window) =>
    context.costs
      .ask(questionOf(params, groupBy, window), {
        onProgress: (done, total) => context.onProgress(`reading OpenCost: ${done} of ${total} days`),
      })
      .catch(withLine(report, params));
  context.onProgress('reading OpenCost');
  const first = await ask(params.window);
  const todayInstead = first.today !== null && hasNoClosedDay(first);
  const answer = todayInstead ? await ask(todayWindow(context)) : first;
  refuseFailure([answer]);
  refuseUnknownNames(report, params, answer);
  return { answer, report, ...askedWith(params, context), todayInstead };
}

/** More than a message holds. A table of 100,000 rows takes as long as a second to write. */
const mostRowsInSlack = 500;

/** How it was asked, and of how many clusters. */
export function askedWith({ command, tail, top, from, sort, by }: ReportParams, context: ReportContext) {
  const { clusters } = context.costs;
  const pages = Object.fromEntries(clusters.flatMap(({ name, page }) => (page ? [[name, page]] : [])));
  return {
    ...{ command, tail, top, from, sort, by, pages },
    nowMs: context.nowMs,
    mostRows: context.surface === 'slack' ? mostRowsInSlack : null,
    configuredClusters: clusters.length,
  };
}

function hasNoClosedDay(answer: Answer): boolean {
  return answer.days.every((day) => day.role !== 'window' || day.missing === 'empty');
}

function todayWindow({ nowMs, weekStarts }: ReportContext): Window {
  return resolveWindow('today', { nowMs: Math.max(nowMs, startOfUtcDay(nowMs)), weekStarts });
}

/** Throws what OpenCost said where not one day could be read: there is nothing to report on then. */
export function refuseFailure(answers: readonly Answer[]): void {
  const days = answers.flatMap((answer) => answer.days);
  const failure = answers.flatMap((answer) => answer.failures)[0];
  if (!failure || days.some((day) => day.missing !== 'failed')) return;
  const several = new Set(days.map((day) => day.cluster)).size > 1;
  const userMessage = several ? `${failure.cluster}: ${failure.userMessage}` : failure.userMessage;
  throw new KubecentError({ code: failure.code, userMessage, retryable: true, cause: failure.cause });
}
