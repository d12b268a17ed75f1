import { labelsOf, type SumDay } from '../cost/block.js';
import type { Finding } from '../cost/day.js';
import { nearestNames } from '../cost/nearest.js';
import type { Totals } from '../cost/sum.js';
import type { Answer, ClusterFailure, DayReport } from './answer.js';
import type { DayOutcome } from './day-outcome.js';
import { daysAtOncePerCluster } from './day-queue.js';
import type { Question, Scope } from './question.js';

/** What is known of one day, for the answer. Who may see some namespaces only is not told what a whole cluster costs, or what was said of it. */
export function dayReport(
  { planned, day, sealed, lacking, stale, failure }: DayOutcome,
  { namespaces }: Scope,
): DayReport {
  const seesAll = namespaces === null;
  const base = {
    cluster: planned.cluster,
    startMs: planned.startMs,
    endMs: planned.endMs,
    role: planned.role,
    stale,
    restated: (seesAll && sealed?.restated) || null,
    accepted: (seesAll && sealed?.accepted) || null,
  };
  if (day) {
    const { state, coveredMinutes, asOfMs } = day;
    const findings = seesAll ? day.findings : day.findings.map(withoutFigures);
    return {
      ...base,
      state,
      coveredMinutes,
      findings,
      asOfMs,
      missing: state === 'missing' ? 'empty' : null,
    };
  }
  const missing = failure ? 'failed' : (lacking ?? 'unread');
  return { ...base, state: 'missing', coveredMinutes: 0, findings: [], asOfMs: 0, missing };
}

function withoutFigures({ check, severity }: Finding): Finding {
  return { check, severity, reason: `did not pass the check “${check}”`, figures: {} };
}

/** What is still being read, and how long it takes when these days take as long as the others did. */
export function unreadOf(outcomes: readonly DayOutcome[]): Answer['unread'] {
  const unread = outcomes.filter(
    ({ day, failure, lacking }) => day === null && failure === null && lacking === null,
  );
  if (unread.length === 0) return null;
  const took = outcomes.flatMap(({ tookMs }) => (tookMs === undefined ? [] : [tookMs]));
  const counts = { days: unread.length, total: outcomes.length };
  if (took.length === 0) return { ...counts, secondsLeft: null };
  const averageMs = took.reduce((sum, ms) => sum + ms, 0) / took.length;
  const leftMs = longestQueue(unread) * averageMs;
  return { ...counts, secondsLeft: Math.max(1, Math.round(leftMs / 1000)) };
}

/** Days that one cluster reads one after the other, of the cluster that has most left. */
function longestQueue(unread: readonly DayOutcome[]): number {
  const days = new Map<string, number>();
  for (const { planned } of unread) days.set(planned.cluster, (days.get(planned.cluster) ?? 0) + 1);
  return Math.ceil(Math.max(...days.values()) / daysAtOncePerCluster);
}

export function failuresOf(outcomes: readonly DayOutcome[]): ClusterFailure[] {
  const byCluster = new Map<string, ClusterFailure>();
  for (const { planned, failure } of outcomes) {
    if (!failure || byCluster.has(planned.cluster)) continue;
    byCluster.set(planned.cluster, {
      cluster: planned.cluster,
      code: failure.code,
      userMessage: failure.userMessage,
      cause: failure.cause,
    });
  }
  return [...byCluster.values()];
}

/** Labels asked for that no pod of these days carries, where one with nearly that name is there: else nobody is labelled, which is an answer. */
export function unknownLabels(question: Question, days: readonly SumDay[]): Answer['unknown'] {
  const asked = [...question.groupBy, ...question.filter.map(({ dimension }) => dimension)];
  const labels = new Set(asked.filter((dimension) => dimension.startsWith('label:')));
  if (labels.size === 0 || days.length === 0 || question.scope.namespaces !== null) return [];
  return [...labels].flatMap((label) => {
    const value = label.slice('label:'.length);
    if (isCarried(value, days)) return [];
    const carried = new Set(days.flatMap((day) => [...labelsOf(day)]));
    const nearest = nearestNames(value, new Set([...carried].flatMap((labelSet) => Object.keys(labelSet))));
    return nearest.length === 0 ? [] : [{ dimension: 'label', value, nearest }];
  });
}

/** True when any pod has the label; mostly the first one that is looked at. */
function isCarried(label: string, days: readonly SumDay[]): boolean {
  for (const day of days) for (const labels of labelsOf(day)) if (Object.hasOwn(labels, label)) return true;
  return false;
}

/** Names in the filter that match nothing in any day read. Patterns and exclusions are held to the same: nothing is silently ignored. */
export function unknownNames(question: Question, totals: readonly Totals[]): Answer['unknown'] {
  return question.filter.flatMap((term) => {
    // clusters are held to those configured: one that is down is not unknown
    if (term.dimension === 'cluster') return [];
    const names = new Set(totals.flatMap((sums) => [...(sums.seen.get(term.dimension) ?? [])]));
    if (names.size === 0) return [];
    const lower = new Set([...names].map((name) => name.toLowerCase()));
    return term.values
      .filter((value) => !value.includes('*') && !lower.has(value.toLowerCase()))
      .map((value) => ({
        dimension: term.dimension,
        value,
        nearest: nearestNames(
          value,
          [...names].filter((name) => name !== ''),
        ),
      }));
  });
}
