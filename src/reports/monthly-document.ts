import { moneyToNumber, toCents } from '../cost/money.js';
import type { RunRate } from '../cost/run-rate.js';
import { isoMonth, monthName } from '../cost/time.js';
import type { Answer } from '../cost-service/answer.js';
import { conditionsOf } from './conditions.js';
import type { Action, Document, Line, Section, TableRow } from './document.js';
import { moneyCell, showChange, showMoney } from './figures.js';
import { formatNumber } from './format.js';
import { answeredClusters } from './headline.js';
import { coverageWords, type MonthFigures, type MonthlyResult, runRateOf } from './months.js';
import { trustLines } from './trust.js';

const title = 'Months side by side';

/** The running month and those before it, newest first in the words and oldest first in the chart. */
export function monthlyDocument(result: MonthlyResult): Document {
  const { months, answer, command, nowMs } = result;
  const newest = months.at(-1);
  const note: Section = { kind: 'note', lines: trustLines(answer, nowMs) };
  const actions: Section = { kind: 'actions', actions: actionsOf(result) };
  const head = { title, subtitle: subtitleOf(result), command };
  if (!newest) {
    const reason = noMonthReason(answer, 'OpenCost has no data for these months.');
    const summary = `No costs by month: ${reason}`;
    const sections: Section[] = [{ kind: 'text', lines: [[summary]] }, note, actions];
    return { ...head, summary, sections: [...progressOf(result), ...sections] };
  }
  const lines = [...months].reverse().map((month) => monthLine(month, answer.currency));
  const rate = runRateLine(result);
  return {
    ...head,
    summary: `${newest.name}: ${showMoney(newest.total, answer.currency)} in ${coverageWords(newest)}${rate === '' ? '' : `, ${rate}`}.`,
    sections: [
      ...progressOf(result),
      { kind: 'text', lines: [...lines, ...(rate === '' ? [] : [[rate]])] },
      ...chartOf(result),
      tableOf(result),
      note,
      actions,
    ],
  };
}

export function subtitleOf({ months, configuredClusters, answer }: MonthlyResult): string {
  const first = months[0];
  const last = months.at(-1);
  const span =
    first && last && first !== last ? `${first.name} to ${last.name}, closed UTC days` : 'closed UTC days';
  const answered =
    configuredClusters > 1 ? `${answeredClusters(answer)} of ${configuredClusters} clusters` : '';
  return [span, answered, conditionsOf(answer.question)].filter(Boolean).join(' · ');
}

/** "November 2026  $28,361.30 in 22 of 30 days · $1,289.15 a day ▲ 2.7 % · 214 pods on average · 12 namespaces". */
function monthLine(month: MonthFigures, currency: string): Line {
  const average = month.averagePerDay === null ? '' : ` · ${showMoney(month.averagePerDay, currency)} a day`;
  const change = changeWords(month, currency);
  const pods = ` · ${formatNumber('count', Math.round(month.pods * 10) / 10, '')} pods on average`;
  return [
    { text: month.name, style: 'bold' },
    `  ${showMoney(month.total, currency)} in ${coverageWords(month)}${average}${change}${pods} · ${month.namespaces} ${month.namespaces === 1 ? 'namespace' : 'namespaces'}`,
  ];
}

/** " ▲ $34.20 (2.7 %)" of the average day against that of the month before; '' where the two are not compared. */
export function changeWords({ change, averageBefore }: MonthFigures, currency: string): string {
  return change === null || averageBefore === null ? '' : ` ${showChange(change, averageBefore, currency)}`;
}

/** What follows a run rate that was not projected from the month itself. */
export const basisWords: Record<RunRate['basis'], string> = {
  monthToDate: '',
  lastMonth: ', at last month’s average',
  mixed: ', in part at last month’s average',
};

/** "run rate $38,674.50 for November", or last month's average, labelled so. */
function runRateLine({ months, newest, answer }: MonthlyResult): string {
  const rate = runRateOf(newest, months);
  if (!rate) return '';
  const basis = basisWords[rate.basis];
  return `run rate ${showMoney(rate.amount, answer.currency)} for ${monthName(newest.startMs)}${basis}`;
}

function chartOf({ months, answer }: MonthlyResult): Section[] {
  const values = months.filter(({ averagePerDay }) => averagePerDay !== null);
  if (values.length < 2) return [];
  return [
    {
      kind: 'chart',
      title: `Average cost per covered day, ${answer.currency}`,
      chart: 'bar',
      categories: values.map(({ startMs }) => isoMonth(startMs)),
      series: [
        { name: 'a day', values: values.map(({ averagePerDay }) => moneyToNumber(averagePerDay ?? 0)) },
      ],
      yLabel: answer.currency,
    },
  ];
}

function tableOf({ months, answer }: MonthlyResult): Section {
  const { currency } = answer;
  const rows = [...months].reverse().map(
    (month): TableRow => ({
      cells: [
        { text: month.name },
        moneyCell(month.total, currency),
        month.averagePerDay === null ? { number: 0, text: '–' } : moneyCell(month.averagePerDay, currency),
        month.change === null ? { number: 0, text: '–' } : { number: toCents(month.change) },
        { number: month.coveredDays, text: coverageWords(month) },
      ],
      command: monthlyLine(isoMonth(month.startMs), answer),
    }),
  );
  return {
    kind: 'table',
    caption: title,
    currency,
    columns: [
      { title: 'Month', unit: null, total: null },
      { title: 'Cost', unit: 'cents', total: null },
      { title: 'A day', unit: 'cents', total: null },
      { title: 'Change a day', unit: 'signedCents', total: null },
      { title: 'Coverage', unit: 'count', total: null },
    ],
    rows,
    rowNoun: 'months',
  };
}

/** Why there is no figure: it is being read still, OpenCost failed, or as given. */
export function noMonthReason({ unread, failures }: Answer, otherwise: string): string {
  if (unread) return 'the days are still being read from OpenCost. Ask again in a moment.';
  return failures[0]?.userMessage ?? otherwise;
}

/** The same line once more, where a later answer may hold more. */
export function refreshOf({ answer, command }: MonthlyResult): Action[] {
  const again = answer.unread !== null || answer.failures.length > 0;
  return again ? [{ label: 'Refresh', command, primary: true }] : [];
}

export function progressOf({ answer }: MonthlyResult): Section[] {
  if (!answer.unread) return [];
  const { days, total, secondsLeft } = answer.unread;
  return [
    {
      kind: 'progress',
      what: 'days read from OpenCost, so these figures are partial',
      done: total - days,
      total,
      secondsLeft,
    },
  ];
}

function actionsOf(result: MonthlyResult): Action[] {
  const { months, answer } = result;
  return [
    ...refreshOf(result),
    ...[...months]
      .reverse()
      .slice(0, 3)
      .map(({ name, startMs }) => ({ label: name, command: monthlyLine(isoMonth(startMs), answer) })),
    { label: 'Namespaces', command: withConditions('namespaces month', answer) },
  ];
}

/** "monthly 2026-10 namespace=payments": another month under the same conditions; '' asks for all months. */
export function monthlyLine(month: string, answer: Answer): string {
  return withConditions(month === '' ? 'monthly' : `monthly ${month}`, answer);
}

export function withConditions(line: string, { question }: Answer): string {
  return [line, conditionsOf(question)].filter(Boolean).join(' ');
}
