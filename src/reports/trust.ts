import { clockTime, dayAndMonth, dayMs, isoDate, weekdayName } from '../cost/time.js';
import type { Answer, DayReport } from '../cost-service/answer.js';
import type { Line } from './document.js';
import { showMoney } from './figures.js';
import { formatNumber } from './format.js';
import { writeFilter } from './line.js';

/** How many days are named one by one before they are only counted. */
const daysNamed = 4;

/**
 * How far an answer can be trusted, in lines of small print: days complete, not final, partial, held back, missing,
 * clusters that did not answer, what was left out and why, and whose prices these are.
 */
export function trustLines(answer: Answer, nowMs: number): Line[] {
  const days = answer.days.filter((day) => day.role === 'window');
  const several = new Set(answer.days.map((day) => day.cluster)).size > 1;
  const name = (day: DayReport) =>
    several ? `${day.cluster} ${dayName(day.startMs)}` : dayName(day.startMs);
  const reasons = [
    ...heldBack(answer, name),
    ...listed(days, (day) => day.state === 'partial', name, 'partial', partialReason),
    ...acceptedDays(days, name),
    ...restatedDays(answer, days, name),
    ...missingDays(days, name, several ? 'cluster-days' : 'days'),
    ...answer.failures.map((failure) => `${failure.cluster}: ${failure.userMessage}`),
    ...staleLine(answer.days, nowMs),
    ...idleLine(answer),
  ];
  return [
    [
      [completeness(answer, days, several), reconciled(days), 'OpenCost’s prices, not your invoice']
        .filter(Boolean)
        .join(' · '),
    ],
    ...reasons.map((reason) => [reason]),
  ];
}

/** "All 7 days complete, last 2 not final". */
function completeness(answer: Answer, days: readonly DayReport[], several: boolean): string {
  const closed = days.filter((day) => day.state !== 'live');
  if (days.length > 0 && closed.length === 0) return 'Today is not over';
  if (answer.question.window.kind === 'instants') return instantsWords(days);
  const noun = several ? 'cluster-days' : closed.length === 1 ? 'day' : 'days';
  const whole = closed.filter((day) => day.state === 'sealed' || day.state === 'final');
  const open = new Set(whole.filter((day) => day.state === 'sealed').map((day) => day.startMs)).size;
  const notFinal = open === 0 ? '' : `, last ${open === 1 ? 'day' : `${open} days`} not final`;
  if (closed.length === 0) return '';
  if (whole.length === closed.length)
    return `All ${closed.length} ${noun} complete${notFinal}`.replace('All 1 day', 'The day is');
  return `${whole.length} of ${closed.length} ${noun} complete${notFinal}`;
}

/** Hours that were asked live belong to no day of their own. */
function instantsWords(days: readonly DayReport[]): string {
  const whole = days.filter((day) => day.state === 'sealed' || day.state === 'final');
  return days.length > 0 && whole.length === days.length ? 'seen from end to end' : '';
}

function reconciled(days: readonly DayReport[]): string {
  const summed = days.filter((day) => !['missing', 'quarantined'].includes(day.state));
  const apart = (day: DayReport) =>
    day.findings.some(({ check }) => check === 'reconciliation' || check === 'assets');
  if (summed.length === 0 || summed.some(apart)) return '';
  return 'adds up with OpenCost’s nodes and disks';
}

function heldBack(answer: Answer, name: (day: DayReport) => string): string[] {
  const held = answer.days.filter((day) => day.state === 'quarantined');
  const included = answer.question.includeHeld
    ? 'held back but included as asked'
    : 'held back, not in these figures';
  return held.map((day) => {
    const reasons = day.findings.filter(({ severity }) => severity === 'held').map(({ reason }) => reason);
    const what = day.role === 'baseline' ? 'held back, left out of the comparison' : included;
    return `${name(day)} ${what}: ${reasons.join('; ')}`;
  });
}

function partialReason(day: DayReport): string {
  const reason = day.findings.find(({ severity }) => severity === 'partial')?.reason;
  return reason ?? `${Math.round(day.coveredMinutes)} of ${(day.endMs - day.startMs) / 60_000} minutes seen`;
}

function listed(
  days: readonly DayReport[],
  test: (day: DayReport) => boolean,
  name: (day: DayReport) => string,
  word: string,
  reason: (day: DayReport) => string,
): string[] {
  const found = days.filter(test);
  if (found.length > daysNamed) return [`${found.length} days ${word}: ${runsOfDays(found)}`];
  return found.map((day) => `${name(day)} ${word}: ${reason(day)}`);
}

function acceptedDays(days: readonly DayReport[], name: (day: DayReport) => string): string[] {
  return days.flatMap((day) =>
    day.accepted ? [`${name(day)} held back by its checks, accepted by a person: ${day.accepted.why}`] : [],
  );
}

/** "Fri 13 Nov restated on 20 Nov: was $1,234.50". The old figure is that of the whole day, whatever the conditions. */
function restatedDays(
  { currency, question }: Answer,
  days: readonly DayReport[],
  name: (day: DayReport) => string,
): string[] {
  const restated = days.flatMap((day) => (day.restated ? [{ day, ...day.restated }] : []));
  const was = writeFilter(question.filter) === '' ? 'was' : 'the whole day was';
  const named = restated.slice(0, daysNamed).map(({ day, fromTotal, atMs }) => {
    return `${name(day)} restated on ${dayAndMonth(atMs)}: ${was} ${showMoney(fromTotal, currency)}`;
  });
  const more = restated.slice(daysNamed).map(({ day }) => day);
  return more.length === 0
    ? named
    : [...named, `${more.length} more restated: ${runsOfDays(more)} (ledger has their old figures)`];
}

function missingDays(days: readonly DayReport[], name: (day: DayReport) => string, noun: string): string[] {
  const words = {
    empty: 'without data in OpenCost (it keeps what Prometheus keeps, often 15 days)',
    unread: 'not read yet; ask again in a moment',
    failed: 'could not be read',
    expired: 'without pods and nodes, which are kept for a while only; ask by controller',
    coarse: 'without pods and nodes: read by controller because the answer is too large',
  } as const;
  return Object.entries(words).flatMap(([missing, word]) => {
    const found = days.filter((day) => day.missing === missing);
    if (found.length === 0) return [];
    if (found.length === 1 && found[0]) return [`${name(found[0])} ${word}`];
    return [`${found.length} of ${days.length} ${noun} ${word}: ${runsOfDays(found)}`];
  });
}

function staleLine(days: readonly DayReport[], nowMs: number): string[] {
  const stale = days.filter((day) => day.stale);
  if (stale.length === 0) return [];
  const oldest = Math.min(...stale.map((day) => day.asOfMs));
  const age = formatNumber('minutes', (nowMs - oldest) / 60_000, '');
  return [
    `OpenCost did not answer: the last good figures stand in, read ${isoDate(oldest)} ${clockTime(oldest)} UTC, ${age} old`,
  ];
}

/** docs/definitions.md, "Idle", filtered. */
function idleLine({ idleBeside, currency }: Answer): string[] {
  if (!idleBeside) return [];
  const cluster = showMoney(idleBeside.cluster, currency);
  const part = showMoney(idleBeside.proportional, currency);
  return [`Idle of its cluster, not included: ${cluster}; your proportional part ${part} (idle=share)`];
}

/** "Fri 20 Nov". */
export function dayName(ms: number): string {
  return `${weekdayName(ms)} ${dayAndMonth(ms)}`;
}

/** "1–4 Nov, 9 Nov": neighbours as one run. */
function runsOfDays(days: readonly DayReport[]): string {
  const starts = [...new Set(days.map((day) => day.startMs))].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const start of starts) {
    const last = runs.at(-1);
    if (last && start - last[1] === dayMs) last[1] = start;
    else runs.push([start, start]);
  }
  const words = runs.map(([from, to]) =>
    from === to ? dayAndMonth(from) : `${dayAndMonth(from)} to ${dayAndMonth(to)}`,
  );
  return words.length > 6 ? `${words.slice(0, 5).join(', ')} and ${words.length - 5} more` : words.join(', ');
}
