import { NotUnderstood } from '../errors.js';
import { matchReport } from '../reports/find-report.js';
import { reports } from '../reports/index.js';
import { type Token, tokenise, writeOption } from '../reports/line.js';
import { plainScope } from './asking.js';
import { isTime, type Schedule, scheduleProblem, weekdayNames } from './schedule.js';
import type { SubscriptionChoice } from './subscription.js';

/** Reports whose tables a digest can have in its thread. */
export const digestReports = ['namespaces', 'pods', 'savings', 'monthly', 'cost'] as const;

interface Draft {
  kind: Schedule['kind'] | null;
  weekday: number | null;
  time: string | null;
  zone: string | null;
  expression: string | null;
  reports: string[];
  scope: string[];
  quiet: boolean;
  /** Without tables. */
  alone: boolean;
  name: string | null;
}

/** What a line that subscribes says, without its place. */
export type WordsChoice = Omit<SubscriptionChoice, 'channel' | 'owners'>;

const kinds: Readonly<Record<string, Schedule['kind']>> = {
  weekly: 'weekly',
  week: 'weekly',
  daily: 'daily',
  day: 'daily',
  weekdays: 'weekdays',
  workdays: 'weekdays',
  monthly: 'monthly',
  month: 'monthly',
};

/**
 * Understands "weekly mon 09:00 Europe/Berlin namespaces savings namespace=payments quiet". Without a weekday it is
 * Monday, without a time 09:00, without a zone the one given. Throws NotUnderstood that names what makes no sense.
 */
export function parseSubscription(text: string, defaultZone: string): WordsChoice {
  const draft: Draft = {
    kind: null,
    weekday: null,
    time: null,
    zone: null,
    expression: null,
    reports: [],
    scope: [],
    quiet: false,
    alone: false,
    name: null,
  };
  for (const token of tokenise(text)) takeToken(draft, token);
  const schedule = scheduleOf(draft);
  const zone = draft.zone ?? defaultZone;
  const problem = scheduleProblem(schedule, zone);
  if (problem !== null) throw notUnderstood(problem);
  const usual = draft.alone ? [] : ['namespaces', 'savings'];
  const chosen = draft.reports.length > 0 ? draft.reports : usual;
  return {
    name: draft.name ?? 'Kubernetes cost',
    reports: [...new Set(chosen)],
    scope: plainScope(draft.scope.join(' ')),
    schedule,
    zone,
    quiet: draft.quiet,
  };
}

function takeToken(draft: Draft, token: Token): void {
  if (token.kind === 'flag') {
    if (token.key !== 'quiet') throw notUnderstood(`“--${token.key}” is not known here.`);
    draft.quiet = true;
    return;
  }
  if (token.kind === 'word') {
    takeWord(draft, token.text);
    return;
  }
  const { key, value, negated } = token;
  if (key === 'cron') {
    draft.kind = 'cron';
    draft.expression = value;
  } else if (key === 'zone' || key === 'tz') draft.zone = value;
  else if (key === 'name') draft.name = value.slice(0, 75);
  else if (key === 'quiet') draft.quiet = !['no', 'false', 'off'].includes(value.toLowerCase());
  else draft.scope.push(writeOption(key, value, negated));
}

function takeWord(draft: Draft, word: string): void {
  const lower = word.toLowerCase();
  const weekday = weekdayNames.findIndex(
    (name) => lower.length >= 3 && name.toLowerCase().startsWith(lower.replace(/s$/, '')),
  );
  const time = readTime(lower);
  // after the schedule is known, "monthly" is the report
  if (kinds[lower] && draft.kind === null) draft.kind = kinds[lower];
  else if (weekday >= 0) {
    draft.weekday = weekday + 1;
    draft.kind ??= 'weekly';
  } else if (time !== null) draft.time = time;
  else if (lower === 'quiet') draft.quiet = true;
  else if (lower === 'alone') draft.alone = true;
  else if (isZoneWord(word)) draft.zone = word;
  else draft.reports.push(reportNamed(word));
}

/** "9:00", "09:00" and "9am" as "09:00"; null: no time. */
function readTime(word: string): string | null {
  const match = /^(\d{1,2})(?::(\d{2}))?(am|pm)?$/.exec(word);
  if (!match || (match[2] === undefined && match[3] === undefined)) return null;
  const hour = (Number(match[1]) % (match[3] ? 12 : 24)) + (match[3] === 'pm' ? 12 : 0);
  const time = `${String(hour).padStart(2, '0')}:${match[2] ?? '00'}`;
  return isTime(time) && Number(match[1]) < 24 ? time : null;
}

function isZoneWord(word: string): boolean {
  return word.toUpperCase() === 'UTC' || word.includes('/');
}

function reportNamed(word: string): string {
  const report = matchReport(reports, word.toLowerCase());
  if (report && (digestReports as readonly string[]).includes(report.name)) return report.name;
  throw notUnderstood(
    `“${word}” is neither a time nor a report of a digest (${digestReports.join(', ')}). Write it like: weekly mon 09:00 Europe/Berlin namespaces savings.`,
  );
}

function scheduleOf({ kind, weekday, time, expression }: Draft): Schedule {
  const at = time ?? '09:00';
  switch (kind) {
    case 'cron':
      return { kind, expression: expression ?? '' };
    case 'daily':
    case 'weekdays':
    case 'monthly':
      return { kind, time: at };
    default:
      return { kind: 'weekly', weekday: weekday ?? 1, time: at };
  }
}

function notUnderstood(sentence: string): NotUnderstood {
  return new NotUnderstood(
    sentence,
    [{ label: 'Open the form', command: 'subscribe' }],
    'SUBSCRIPTION_NOT_UNDERSTOOD',
  );
}
