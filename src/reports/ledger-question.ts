import { nameMatcher } from '../cost/filter.js';
import { nearestNames } from '../cost/nearest.js';
import { dayMs, startOfUtcDay } from '../cost/time.js';
import { windowDays } from '../cost/window.js';
import type { LedgerDesk } from '../cost-service/ledger-desk.js';
import { KubecentError, NotUnderstood } from '../errors.js';
import type { ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';
import { refuseUnknownNames } from './unknown-name.js';

/** The ledger, or a KubecentError where this process keeps none. */
export function ledgerOf({ ledger }: ReportContext): LedgerDesk {
  if (ledger) return ledger;
  throw new KubecentError({
    code: 'NO_LEDGER',
    userMessage: 'This process keeps no ledger: it knows what OpenCost and its cache know.',
  });
}

/** The configured clusters that the conditions leave, in their order. Throws NotUnderstood for unknown ones, and for none. */
export function clustersAsked(report: string, params: ReportParams, context: ReportContext): string[] {
  const names = context.costs.clusters.map(({ name }) => name);
  const terms = params.filter.filter(({ dimension }) => dimension === 'cluster');
  const unknown = terms
    .flatMap(({ values }) => values)
    .filter((value) => !names.some(nameMatcher([value])))
    .map((value) => ({ dimension: 'cluster', value, nearest: nearestOrAll(value, names) }));
  refuseUnknownNames(report, params, { unknown }, 'among those configured', 'UNKNOWN_CLUSTER');
  const tests = terms.map(({ values, negated }) => ({ matches: nameMatcher(values), negated }));
  const chosen = names.filter((name) => tests.every(({ matches, negated }) => matches(name) !== negated));
  if (chosen.length > 0) return chosen;
  throw new NotUnderstood('No cluster is left by these conditions.', [], 'NO_CLUSTER');
}

/** The one cluster that is meant. Throws NotUnderstood where several are left. */
export function oneCluster(report: string, params: ReportParams, context: ReportContext): string {
  const [first = '', ...others] = clustersAsked(report, params, context);
  if (others.length === 0) return first;
  throw new NotUnderstood(
    `Of which cluster? Say one: cluster=${first}. There are ${[first, ...others].join(', ')}.`,
    [],
    'WHICH_CLUSTER',
  );
}

/** The closed days of the window, as UTC midnights. Throws NotUnderstood for today, for instants, and where no day is over. */
export function closedDays(report: string, { window }: ReportParams, nowMs: number): number[] {
  const todayMs = startOfUtcDay(nowMs);
  const days =
    window.kind === 'days'
      ? windowDays({ ...window, includesToday: false }).filter((day) => day < todayMs)
      : [];
  if (days.length > 0) return days;
  throw new NotUnderstood(
    `${report} is about days that are over, and ${window.name} has none.`,
    ['yesterday', '7d'].map((name) => ({ label: name, command: `${report} ${name}` })),
    'NO_CLOSED_DAY',
  );
}

/** The one closed day that is meant. Throws NotUnderstood for none and for several. */
export function oneDay(report: string, params: ReportParams, nowMs: number): number {
  const [day, ...others] = params.windowAsked ? closedDays(report, params, nowMs) : [];
  if (day !== undefined && others.length === 0) return day;
  throw new NotUnderstood(
    'Of which day? Say one, such as yesterday or 2026-11-12.',
    [{ label: 'Ledger', command: 'ledger' }],
    'WHICH_DAY',
  );
}

/** The span of days as the ledger is asked for it. */
export function spanOf(days: readonly number[]): { startMs: number; endMs: number } {
  return { startMs: Math.min(...days), endMs: Math.max(...days) + dayMs };
}

function nearestOrAll(value: string, names: readonly string[]): string[] {
  const nearest = nearestNames(value, names);
  return (nearest.length > 0 ? nearest : [...names]).slice(0, 5);
}
