import { isoMonth, monthName } from '../cost/time.js';
import type { Line } from './document.js';
import { showChange, showMoney } from './figures.js';
import { basisWords } from './monthly-document.js';
import { coverageWords, type MonthFigures, runRateOf } from './months.js';

/** Last month and the running one, those that are known, and how many of their days are still being read. */
export interface RunningMonth {
  months: readonly MonthFigures[];
  monthDaysUnread: number;
  currency: string;
}

/**
 * "November $28,361.30 in 22 of 30 days · ▲ 2.7 % a day on October · run rate $38,674.50"; [] where nothing is known.
 * `namesCommand`: with the line that tells more, where nothing beside it does.
 */
export function monthLines(
  { months, monthDaysUnread, currency }: RunningMonth,
  { namesCommand = true } = {},
): Line[] {
  const running = months.find((month) => month.running);
  if (monthDaysUnread > 0)
    return [[`This month: ${monthDaysUnread} days of it and of the last are still being read`]];
  if (!running) return [];
  const change =
    running.change === null || running.averageBefore === null
      ? ''
      : ` · ${showChange(running.change, running.averageBefore, currency)} a day on the month before`;
  const rate = runRateOf(running, months);
  const rateWords = rate ? ` · run rate ${showMoney(rate.amount, currency)}${basisWords[rate.basis]}` : '';
  const coverage = coverageWords(running);
  const command = namesCommand ? ` (monthly ${isoMonth(running.startMs)})` : '';
  return [
    [
      { text: monthName(running.startMs), style: 'bold' },
      ` ${showMoney(running.total, currency)} in ${coverage}${change}${rateWords}${command}`,
    ],
  ];
}
