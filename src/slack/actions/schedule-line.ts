import { digestReports } from '../../digests/words.js';
import { paramsOf } from '../../reports/answer-line.js';
import { commandReport } from '../../reports/command-report.js';
import { writeFilter } from '../../reports/line.js';

/** The line that opens the form of a subscription, filled in with what a report's line asks. Throws NotUnderstood. */
export function scheduleLine(line: string, nowMs: number): string {
  const { command, filter, by } = paramsOf(line, { nowMs, weekStarts: 'monday' });
  const report = commandReport(command);
  const hasTable = (digestReports as readonly string[]).includes(report ?? '') && isSameTable(by);
  return ['subscribe form weekly mon 09:00', hasTable ? report : '', writeFilter(filter)]
    .filter(Boolean)
    .join(' ');
}

/** A digest's table of cost is by cluster: cost by anything else is not what it would send. */
export function isSameTable(by: readonly string[]): boolean {
  return by.length === 0 || (by.length === 1 && by[0] === 'cluster');
}
