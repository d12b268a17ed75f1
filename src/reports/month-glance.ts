import type { Money } from '../cost/money.js';
import { isoMonth } from '../cost/time.js';
import { resolveWindow } from '../cost/window.js';
import type { Answer } from '../cost-service/answer.js';
import { paramsOf } from './answer-line.js';
import { questionOf } from './cost-result.js';
import type { Line } from './document.js';
import { showMoney } from './figures.js';
import { monthLines } from './month-line.js';
import { daysOf } from './monthly.js';
import { coverageWords, type MonthFigures, monthFigures } from './months.js';
import { rowOpener } from './open-row.js';
import type { ReportContext } from './report.js';
import { rowNamer } from './row-names.js';

/** The days of one calendar month that are known. */
export interface MonthDays {
  /** "November 2026". */
  name: string;
  startMs: number;
  currency: string;
  days: readonly { startMs: number; total: Money }[];
}

/** Something that costs money, and the line that opens it. */
export interface GlanceRow {
  /** Untrusted where it comes from a cluster. */
  name: string;
  total: Money;
  command: string | null;
}

/** The running month in a few words, and what it is made of; last month's parts while no day of it is known. */
export interface MonthGlance {
  /** [] where nothing is known. */
  lines: readonly Line[];
  /** null: no day is known. */
  days: MonthDays | null;
  namespaces: readonly GlanceRow[];
  currency: string;
  /** The running day's figures, cluster by cluster: when they were read. */
  today: readonly { cluster: string; asOfMs: number; stale: boolean }[];
  /** Days that are still being read. */
  unreadDays: number;
  failures: readonly { cluster: string; userMessage: string }[];
}

const namespacesNamed = 5;

/** Asks for the running month and the one before. Throws what asking throws. */
export async function collectMonthGlance(
  context: Pick<ReportContext, 'costs' | 'nowMs' | 'weekStarts'>,
): Promise<MonthGlance> {
  const params = paramsOf('namespaces month', context);
  const answers = await Promise.all(
    ['lastmonth', 'month'].map((name) =>
      context.costs.ask({
        ...questionOf(params, ['cluster', 'namespace'], resolveWindow(name, context)),
        baseline: null,
      }),
    ),
  );
  return monthGlance(answers, context.nowMs);
}

/** From the answers of both months, the older first. Pure. */
export function monthGlance(answers: readonly Answer[], nowMs: number): MonthGlance {
  const known = answers.filter(({ coveredDays }) => coveredDays > 0);
  const months: MonthFigures[] = [];
  for (const answer of known) months.push(monthFigures(answer, months.at(-1) ?? null, nowMs));
  const newest = known.at(-1);
  const unreadDays = answers.reduce((sum, { unread }) => sum + (unread?.days ?? 0), 0);
  const currency = newest?.currency ?? '';
  return {
    lines: linesOf(months, unreadDays, currency),
    days: newest && months.length > 0 ? monthDays(newest, months.at(-1) as MonthFigures) : null,
    namespaces: newest ? namespaceRows(newest) : [],
    currency,
    today: answers
      .flatMap(({ days }) => days)
      .filter(({ role, missing }) => role === 'today' && missing === null)
      .map(({ cluster, asOfMs, stale }) => ({ cluster, asOfMs, stale })),
    unreadDays,
    failures: failuresOf(answers),
  };
}

/** The months' line, and where days are missing what is known all the same. */
function linesOf(months: readonly MonthFigures[], unreadDays: number, currency: string): Line[] {
  const whole = monthLines({ months, monthDaysUnread: 0, currency }, { namesCommand: false });
  const rest: Line[] =
    unreadDays === 0
      ? []
      : [
          [
            `${unreadDays} ${unreadDays === 1 ? 'day is' : 'days are'} still being read, so this is not all of it.`,
          ],
        ];
  if (whole.length > 0 || months.length === 0) return [...whole, ...rest];
  const last = months.at(-1) as MonthFigures;
  return [
    ['No day of this month is known yet. The month before: '],
    [{ text: last.name, style: 'bold' }, ` ${showMoney(last.total, currency)} in ${coverageWords(last)}`],
    ...rest,
  ];
}

function monthDays(answer: Answer, { name, startMs }: MonthFigures): MonthDays {
  return { name, startMs, currency: answer.currency, days: daysOf(answer) };
}

function namespaceRows(answer: Answer): GlanceRow[] {
  const nameOf = rowNamer(answer);
  const open = rowOpener(answer, isoMonth(answer.question.window.startMs));
  return answer.rows
    .filter(({ kind, total }) => kind === 'group' && total > 0)
    .slice(0, namespacesNamed)
    .map((row) => ({ name: nameOf(row), total: row.total, command: open(row) }));
}

function failuresOf(answers: readonly Answer[]): MonthGlance['failures'] {
  const first = new Map<string, string>();
  for (const { cluster, userMessage } of answers.flatMap(({ failures }) => failures))
    if (!first.has(cluster)) first.set(cluster, userMessage);
  return [...first].map(([cluster, userMessage]) => ({ cluster, userMessage }));
}
