import type { FilterTerm } from '../cost/filter.js';
import type { Answer } from '../cost-service/answer.js';
import { NotUnderstood, type UnknownName } from '../errors.js';
import { isReadable, writeFilter } from './line.js';
import type { ReportParams } from './report-params.js';

/** Throws NotUnderstood for the first name of the conditions that exists nowhere in the days read. */
export function refuseUnknownNames(
  report: string,
  params: ReportParams,
  answer: Pick<Answer, 'unknown'>,
  where = 'in these days',
  code = 'UNKNOWN_NAME',
): void {
  const [first, ...others] = answer.unknown;
  if (first) throw unknownName(report, params, [first, ...others], where, code);
}

/** What an unknown cluster was refused with, with the report's own line behind its buttons; any other error as it is. */
export function withLine(report: string, params: ReportParams): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof NotUnderstood)) throw error;
    const [first, ...others] = error.unknown;
    if (!first) throw error;
    throw unknownName(report, params, [first, ...others], 'among those configured', error.code);
  };
}

/**
 * Names the first of the names that do not exist, and offers the same line with each of the nearest in its place,
 * and help. The other wrong names of the line are put right too, or left out: what is offered is understood.
 */
function unknownName(
  report: string,
  params: ReportParams,
  unknown: readonly [UnknownName, ...UnknownName[]],
  where: string,
  code = 'UNKNOWN_NAME',
): NotUnderstood {
  const [{ dimension, value, nearest }, ...others] = unknown;
  const hint = nearest.length > 0 ? ` Nearest: ${nearest.join(', ')}.` : '';
  const window = params.windowAsked ? params.window.name : '';
  const suggestions = nearest.map((name) => {
    const replaced = [{ dimension, value, nearest: [name] }, ...others];
    const command = [report, ...params.words, window, mendedTail(params, replaced)].filter(Boolean).join(' ');
    return { label: name, command };
  });
  const allNames = { label: 'Namespaces', command: ['namespaces', window].filter(Boolean).join(' ') };
  // a report that is of months where nothing is said takes no days
  const takesDays = !params.windowAsked && /^\d+d$/.test(params.window.name);
  const isStrange = dimension === 'namespace' && suggestions.length === 0;
  const days = isStrange && takesDays ? windowLike(value) : '';
  const asWindow = days === '' ? '' : ` As a window it is written ${days}.`;
  const command = [report, ...params.words, days, mendedTail(params, unknown)].filter(Boolean).join(' ');
  const meant = days === '' ? [] : [{ label: days, command }];
  const offered = isStrange ? [...meant, allNames] : suggestions;
  return new NotUnderstood(
    `There is no ${dimension} “${value}” ${where}.${hint}${asWindow}`,
    [...offered.filter(({ command }) => isReadable(command)), { label: 'Help', command: `help ${report}` }],
    code,
  );
}

/** The window that a word like "7dd" may have been meant for; '' for none. */
function windowLike(word: string): string {
  const [, days] = /^(\d{1,3})[a-z]{1,5}$/i.exec(word) ?? [];
  return days !== undefined && Number(days) >= 1 && Number(days) <= 366 ? `${Number(days)}d` : '';
}

/** The line without name and window, each unknown name replaced by the nearest, or left out. */
function mendedTail({ tail, filter }: ReportParams, unknown: readonly UnknownName[]): string {
  const terms = filter.flatMap((term) => mendedTerm(term, unknown));
  const mended = tail.replace(writeFilter(filter), () => writeFilter(terms)).trim();
  return unknown
    .filter(({ dimension, nearest }) => dimension === 'label' && nearest.length > 0)
    .reduce(
      (text, { value, nearest }) => text.replaceAll(`label:${value}`, () => `label:${nearest[0]}`),
      mended,
    );
}

function mendedTerm(term: FilterTerm, unknown: readonly UnknownName[]): FilterTerm[] {
  const values = term.values.flatMap((value) => {
    const found = unknown.find((one) => one.dimension === term.dimension && one.value === value);
    return found ? found.nearest.slice(0, 1) : [value];
  });
  return values.length === 0 ? [] : [{ ...term, values: [...new Set(values)] }];
}
