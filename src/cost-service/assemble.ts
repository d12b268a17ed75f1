import type { SumDay } from '../cost/block.js';
import { capacityOf } from '../cost/capacity.js';
import { isSummed, pairDays } from '../cost/compare.js';
import { coveredDays } from '../cost/coverage.js';
import { resourceTotal } from '../cost/idle.js';
import { addParts, noParts } from '../cost/measures.js';
import type { Slices } from '../cost/slices.js';
import { createSpareColumns, type SpareColumns } from '../cost/spare-columns.js';
import { idleBelongs, type SumRequest, sumDaysInSlices, type Totals } from '../cost/sum.js';
import { type Window, windowDays } from '../cost/window.js';
import type { Answer } from './answer.js';
import { dayReport, failuresOf, unknownLabels, unknownNames, unreadOf } from './answer-days.js';
import { answerRows } from './answer-rows.js';
import type { DayOutcome } from './day-outcome.js';
import type { Question } from './question.js';

/**
 * Makes the answer from the days that were read. Pure; money stays exact:
 * rows + idle = total, and the rows' changes with idle's add up to the total's change. In slices.
 */
export function* assembleAnswer(
  question: Question,
  outcomes: readonly DayOutcome[],
  time: { startedMs: number; nowMs: number },
  spare: SpareColumns = createSpareColumns(),
): Slices<Answer> {
  const { nowMs } = time;
  const request: SumRequest = {
    groupBy: question.groupBy,
    filter: question.filter,
    idle: question.idle,
    namespaces: question.scope.namespaces,
  };
  const known = outcomes.filter((outcome) => outcome.day !== null);
  const inRole = (role: string) =>
    known.filter(({ planned }) => planned.role === role).map(({ day }) => day as SumDay);
  const summed = (days: readonly SumDay[]) => days.filter((day) => isSummed(day, question.includeHeld));

  const windowDaysRead = summed(inRole('window'));
  const seriesDays = question.series === 'day' ? windowDays(question.window) : [];
  const now = yield* sumDaysInSlices(windowDaysRead, { ...request, seriesDays }, spare);
  const pairs = question.baseline
    ? pairDays(
        known.map(({ day }) => day as SumDay),
        question.window,
        question.baseline,
      )
    : { current: [], baseline: [] };
  const compared = areEqual(pairs.current, windowDaysRead)
    ? now
    : yield* sumDaysInSlices(pairs.current, request, spare);
  const before = yield* sumDaysInSlices(pairs.baseline, request, spare);
  const hasBaseline = pairs.baseline.length > 0;

  const rows = yield* answerRows(now, compared, before, hasBaseline, seriesDays.length);
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
    today: yield* todayBeside(summed(inRole('today')), request),
    seriesDays,
    capacity: question.capacity && question.scope.namespaces === null ? windowDaysRead.map(capacityOf) : [],
    days: outcomes.map((outcome) => dayReport(outcome, question.scope)),
    coveredDays:
      coveredDays(windowDaysRead.filter((day) => day.state !== 'live')) / Math.max(1, clusterCount),
    windowDays: closedDays(question.window),
    unread: unreadOf(outcomes),
    failures: failuresOf(outcomes),
    unknown: [...unknownLabels(question, windowDaysRead), ...unknownNames(question, [now, before])],
  };
}

function areEqual(some: readonly SumDay[], others: readonly SumDay[]): boolean {
  return some.length === others.length && some.every((day, at) => day === others[at]);
}

/** Closed days of the window; 1 for a pair of instants. */
function closedDays(window: Window): number {
  if (window.kind === 'instants') return 1;
  return windowDays(window).length - (window.includesToday ? 1 : 0);
}

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

function* todayBeside(days: readonly SumDay[], request: SumRequest): Slices<Answer['today']> {
  if (days.length === 0) return null;
  const totals = yield* sumDaysInSlices(days, { ...request, groupBy: [] });
  const rows = totals.groups.reduce((sum, group) => sum + group.total, 0);
  const idle = idleBelongs(request) && request.idle !== 'hide' ? resourceTotal(totals.idle) : 0;
  return { total: rows + idle, asOfMs: Math.min(...days.map((day) => day.asOfMs)) };
}

/** docs/definitions.md, "Idle": under a filter idle is neither row nor part of the total, and one line says so. */
function idleBesideOf(question: Question, request: SumRequest, totals: Totals): Answer['idleBeside'] {
  if (request.namespaces !== null || idleBelongs(request) || question.idle !== 'separate') return null;
  return { cluster: totals.clusterIdle, proportional: totals.proportionalIdle };
}
