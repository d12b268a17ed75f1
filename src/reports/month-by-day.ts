import { type Money, moneyToNumber, toCents } from '../cost/money.js';
import { isoMonth } from '../cost/time.js';
import type { Answer } from '../cost-service/answer.js';
import type { Document, Section } from './document.js';
import { moneyCell, showMoney } from './figures.js';
import {
  changeWords,
  monthlyLine,
  noMonthReason,
  progressOf,
  refreshOf,
  subtitleOf,
  withConditions,
} from './monthly-document.js';
import { coverageWords, type MonthByDay, type MonthlyResult } from './months.js';
import { dayName, trustLines } from './trust.js';

/** One month by day, last month's line beside it. */
export function monthByDayDocument(result: MonthlyResult, byDay: MonthByDay): Document {
  const { answer, command, nowMs, months } = result;
  const { currency, question } = answer;
  const name = isoMonth(question.window.startMs);
  const month = months.find(({ startMs }) => startMs === question.window.startMs);
  const title = `Cost by day, ${name}`;
  const head = { title, subtitle: subtitleOf({ ...result, months: [] }), command };
  const days = answer.days.filter(({ startMs }) => startMs >= question.window.startMs);
  const isYoung = result.newest.closedDays === 0;
  const note: Section = { kind: 'note', lines: trustLines({ ...answer, days }, nowMs) };
  const actions: Section = {
    kind: 'actions',
    actions: [
      ...refreshOf(result),
      { label: 'Months', command: monthlyLine('', answer) },
      { label: byDay.beforeName, command: monthlyLine(byDay.beforeName, answer) },
      isYoung
        ? { label: 'Today', command: withConditions('namespaces today', answer) }
        : { label: 'Namespaces', command: withConditions(`namespaces ${name}`, answer) },
    ],
  };
  if (!month || byDay.days.length === 0) {
    const reason = isYoung
      ? 'no day of it is over yet.'
      : noMonthReason(
          answer,
          'OpenCost has no data for this month. It keeps what its Prometheus keeps, often 15 days.',
        );
    const summary = `No costs for ${name}: ${reason}`;
    const sections: Section[] = [{ kind: 'text', lines: [[summary]] }, note, actions];
    return { ...head, summary, sections: [...progressOf(result), ...sections] };
  }
  const total = `${showMoney(month.total, currency)} in ${coverageWords(month)}`;
  const perDay = month.averagePerDay === null ? '' : `, ${showMoney(month.averagePerDay, currency)} a day`;
  const change = changeWords(month, currency);
  const average = change === '' ? perDay : `${perDay}${change} on ${byDay.beforeName}`;
  return {
    ...head,
    summary: `${month.name}: ${total}${average}.`,
    sections: [
      ...progressOf(result),
      { kind: 'text', lines: [[{ text: total, style: 'bold' }, average]] },
      ...chartOf(byDay, name, currency),
      tableOf(byDay, title, answer, month.total),
      note,
      actions,
    ],
  };
}

/** The month before is drawn where it knows most of the same days; fewer would cost the month itself too many. */
function chartOf({ days, before, beforeName }: MonthByDay, name: string, currency: string): Section[] {
  const dayOf = (startMs: number) => new Date(startMs).getUTCDate();
  const known = days.map(({ startMs }) => dayOf(startMs));
  const both = known.filter((day) => before.some(({ startMs }) => dayOf(startMs) === day));
  const compares = both.length >= 2 && both.length * 5 >= known.length * 4;
  const shared = compares ? both : known;
  if (shared.length < 2) return [];
  const values = (list: MonthByDay['days']) =>
    shared.map((day) => moneyToNumber(list.find(({ startMs }) => dayOf(startMs) === day)?.total ?? 0));
  const series = [
    { name, values: values(days) },
    ...(compares ? [{ name: beforeName, values: values(before) }] : []),
  ];
  return [
    {
      kind: 'chart',
      title: `Cost by day, ${currency}`,
      chart: 'line',
      categories: shared.map(String),
      series,
      yLabel: currency,
    },
  ];
}

function tableOf({ days }: MonthByDay, caption: string, answer: Answer, total: Money): Section {
  const { currency } = answer;
  const partial = new Set(
    answer.days.filter(({ state }) => state === 'partial').map(({ startMs }) => startMs),
  );
  return {
    kind: 'table',
    caption,
    currency,
    columns: [
      { title: 'Day', unit: null, total: null },
      { title: 'Cost', unit: 'cents', total: toCents(total) },
    ],
    rows: days.map(({ startMs, total: money }) => ({
      cells: [
        { text: partial.has(startMs) ? `${dayName(startMs)} (partial)` : dayName(startMs) },
        moneyCell(money, currency),
      ],
      command: null,
    })),
    rowNoun: 'days',
  };
}
