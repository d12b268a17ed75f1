import { capacityOf } from '../cost/capacity.js';
import { isSummed, pairDays } from '../cost/compare.js';
import { coveredDays } from '../cost/coverage.js';
import type { DayCosts } from '../cost/day.js';
import { resourceTotal } from '../cost/idle.js';
import { addParts, noParts } from '../cost/measures.js';
import { nearestNames } from '../cost/nearest.js';
import { type GroupSum, idleBelongs, type SumRequest, sumDays, type Totals } from '../cost/sum.js';
import { type Window, windowDays } from '../cost/window.js';
import type { Answer, AnswerRow, ClusterFailure, DayReport } from './answer.js';
import type { Question } from './question.js';
import type { DayOutcome } from './read-days.js';

/**
 * Makes the answer from the days that were read. Pure; money stays exact:
 * rows + idle = total, and the rows' changes with idle's add up to the total's change.
 */
export function assembleAnswer(
  question: Question,
  outcomes: readonly DayOutcome[],
  time: { startedMs: number; nowMs: number },
): Answer {
  const { nowMs } = time;
  const request: SumRequest = {
    groupBy: question.groupBy,
    filter: question.filter,
    idle: question.idle,
    namespaces: question.scope.namespaces,
  };
  const known = outcomes.filter((outcome) => outcome.day !== null);
  const inRole = (role: string) =>
    known.filter(({ planned }) => planned.role === role).map(({ day }) => day as DayCosts);
  const summed = (days: readonly DayCosts[]) => days.filter((day) => isSummed(day, question.includeHeld));

  const windowDaysRead = summed(inRole('window'));
  const now = sumDays(windowDaysRead, request);
  const pairs = question.baseline
    ? pairDays(
        known.map(({ day }) => day as DayCosts),
        question.window,
        question.baseline,
      )
    : { current: [], baseline: [] };
  const compared = sumDays(pairs.current, request);
  const before = sumDays(pairs.baseline, request);
  const hasBaseline = pairs.baseline.length > 0;

  const seriesDays = question.series === 'day' ? windowDays(question.window) : [];
  const rows = answerRows(now, compared, before, hasBaseline, seriesDays);
  const idleInTotal = idleBelongs(request) && question.idle !== 'hide';
  const idleTotal = idleInTotal ? resourceTotal(now.idle) : 0;
  const total = rows.reduce((sum, row) => sum + row.total, 0) + idleTotal;
  const idleCompared = idleInTotal ? resourceTotal(compared.idle) : 0;
  const idleBefore = idleInTotal ? resourceTotal(before.idle) : 0;

  const totalParts = { ...noParts };
  const used = { cpu: 0, ram: 0 };
  for (const row of rows) {
    addParts(totalParts, row.cost);
    used.cpu += row.used.cpu;
    used.ram += row.used.ram;
  }
  const clusterCount = new Set(outcomes.map(({ planned }) => planned.cluster)).size;
  const asOfs = known.map(({ day }) => day?.asOfMs ?? nowMs);
  return {
    question,
    currency: known[0]?.day?.currency ?? '',
    asOfMs: asOfs.length > 0 ? Math.min(...asOfs) : nowMs,
    rows,
    idle: now.idle,
    idleTotal,
    idleCompared,
    idleBaseline: hasBaseline && idleInTotal ? idleBefore : null,
    idleByDay: seriesDays.map((day) => (idleInTotal ? (now.idleByDay.get(day) ?? 0) : 0)),
    idleByCluster: idleInTotal ? idleByCluster(now, compared, before, hasBaseline) : [],
    idleInTotal,
    idleBeside: idleBesideOf(question, request, now),
    total,
    totalParts,
    used,
    totalCompared: rows.reduce((sum, row) => sum + row.compared, 0) + idleCompared,
    totalBaseline: hasBaseline ? rows.reduce((sum, row) => sum + (row.baseline ?? 0), 0) + idleBefore : null,
    today: todayBeside(summed(inRole('today')), request),
    seriesDays,
    capacity: question.capacity && question.scope.namespaces === null ? windowDaysRead.map(capacityOf) : [],
    days: outcomes.map(dayReport),
    coveredDays:
      coveredDays(windowDaysRead.filter((day) => day.state !== 'live')) / Math.max(1, clusterCount),
    windowDays: closedDays(question.window),
    unread: unreadOf(outcomes, time),
    failures: failuresOf(outcomes),
    unknown: unknownNames(question, [now, before]),
  };
}

/** Closed days of the window; 1 for a pair of instants. */
function closedDays(window: Window): number {
  if (window.kind === 'instants') return 1;
  return windowDays(window).length - (window.includesToday ? 1 : 0);
}

function answerRows(
  now: Totals,
  compared: Totals,
  before: Totals,
  hasBaseline: boolean,
  seriesDays: readonly number[],
): AnswerRow[] {
  const ids = new Set([...now.groups.keys(), ...before.groups.keys()]);
  const rows = [...ids].map((id): AnswerRow => {
    const current = now.groups.get(id);
    const group = (current ?? before.groups.get(id)) as GroupSum;
    const { byDay, clusters, ...figures } = current ?? gone(group);
    return {
      ...figures,
      clusters: clusters.size,
      compared: compared.groups.get(id)?.total ?? 0,
      baseline: hasBaseline ? (before.groups.get(id)?.total ?? 0) : null,
      byDay: seriesDays.map((day) => byDay.get(day) ?? 0),
    };
  });
  return rows.sort((a, b) => b.total - a.total || compareKeys(a.key, b.key));
}

/** A row that is in the baseline only: it costs nothing now. */
function gone(group: GroupSum): GroupSum {
  const { kind, key, controllerKind } = group;
  return {
    ...emptyGroup,
    cost: { ...noParts },
    used: { cpu: 0, ram: 0 },
    kind,
    key,
    controllerKind,
    byDay: new Map(),
    clusters: group.clusters,
  };
}

const emptyGroup = {
  cpuCoreHours: 0,
  cpuRequestCoreHours: 0,
  cpuUsageCoreHours: 0,
  ramByteHours: 0,
  ramRequestByteHours: 0,
  ramUsageByteHours: 0,
  gpuHours: 0,
  pvByteHours: 0,
  networkTransferBytes: 0,
  networkReceiveBytes: 0,
  podMinutes: 0,
  runs: 0,
  minutes: 0,
  total: 0,
  wholeDays: 0,
  daysSeen: 0,
  containerMinutes: 0,
  cpuCoreUsageMax: null,
  ramByteUsageMax: null,
};

function idleByCluster(
  now: Totals,
  compared: Totals,
  before: Totals,
  hasBaseline: boolean,
): Answer['idleByCluster'] {
  const clusters = [...new Set([...now.idleByCluster.keys(), ...before.idleByCluster.keys()])].sort();
  return clusters.map((cluster) => ({
    cluster,
    total: now.idleByCluster.get(cluster) ?? 0,
    compared: compared.idleByCluster.get(cluster) ?? 0,
    baseline: hasBaseline ? (before.idleByCluster.get(cluster) ?? 0) : null,
  }));
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const left = a.join('\u0000');
  const right = b.join('\u0000');
  return left < right ? -1 : left > right ? 1 : 0;
}

function todayBeside(days: readonly DayCosts[], request: SumRequest): Answer['today'] {
  if (days.length === 0) return null;
  const totals = sumDays(days, request);
  const rows = [...totals.groups.values()].reduce((sum, group) => sum + group.total, 0);
  const idle = idleBelongs(request) && request.idle !== 'hide' ? resourceTotal(totals.idle) : 0;
  return { total: rows + idle, asOfMs: Math.min(...days.map((day) => day.asOfMs)) };
}

/** docs/definitions.md, "Idle": under a filter idle is neither row nor part of the total, and one line says so. */
function idleBesideOf(question: Question, request: SumRequest, totals: Totals): Answer['idleBeside'] {
  if (request.namespaces !== null || idleBelongs(request) || question.idle !== 'separate') return null;
  return { cluster: totals.clusterIdle, proportional: totals.proportionalIdle };
}

function dayReport({ planned, day, stale, failure }: DayOutcome): DayReport {
  const base = {
    cluster: planned.cluster,
    startMs: planned.startMs,
    endMs: planned.endMs,
    role: planned.role,
    stale,
  };
  if (day) {
    const { state, coveredMinutes, findings, asOfMs } = day;
    return {
      ...base,
      state,
      coveredMinutes,
      findings,
      asOfMs,
      missing: state === 'missing' ? 'empty' : null,
    };
  }
  const missing = failure ? 'failed' : 'unread';
  return { ...base, state: 'missing', coveredMinutes: 0, findings: [], asOfMs: 0, missing };
}

/** What is still being read, and how long it takes at the pace of the days read for this question. */
function unreadOf(
  outcomes: readonly DayOutcome[],
  time: { startedMs: number; nowMs: number },
): Answer['unread'] {
  const days = outcomes.filter(({ day, failure }) => day === null && failure === null).length;
  if (days === 0) return null;
  const read = outcomes.filter(({ day }) => day !== null && day.asOfMs >= time.startedMs).length;
  const pace = read === 0 ? null : (time.nowMs - time.startedMs) / read;
  return { days, secondsLeft: pace === null ? null : Math.max(1, Math.round((pace * days) / 1000)) };
}

function failuresOf(outcomes: readonly DayOutcome[]): ClusterFailure[] {
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

/** Names in the filter that match nothing in any day read. Patterns and exclusions are held to the same: nothing is silently ignored. */
function unknownNames(question: Question, totals: readonly Totals[]): Answer['unknown'] {
  return question.filter.flatMap((term) => {
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
