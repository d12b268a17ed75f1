import { describeCoverage } from '../cost/coverage.js';
import type { Money } from '../cost/money.js';
import type { MonthCost, RunRate } from '../cost/run-rate.js';
import { dayMs, monthName, shiftMonth, startOfUtcDay, yearOf } from '../cost/time.js';
import type { Answer } from '../cost-service/answer.js';
import {
  averageOfClusters,
  type ClusterMonth,
  changeOfClusters,
  clusterMonths,
  podsOfClusters,
  runRateOfClusters,
} from './cluster-months.js';

/** One calendar month as it is reported: docs/definitions.md, "Month". */
export interface MonthFigures extends MonthCost {
  /** "November 2026". */
  name: string;
  startMs: number;
  running: boolean;
  /** Days of the month that are over. */
  closedDays: number;
  idle: Money;
  averagePerDay: Money | null;
  /** Change of the average per covered day against the month before; null where too few days are covered. */
  change: Money | null;
  /** Average day of the month before, of the clusters that could be compared. */
  averageBefore: Money | null;
  /** Pods running on average: pod-hours ÷ covered hours. */
  pods: number;
  namespaces: number;
  /** The month cluster by cluster: averages are each cluster's own. */
  clusters: readonly ClusterMonth[];
}

/** The days of one month that are in the figures, and those of the month before. */
export interface MonthByDay {
  days: readonly { startMs: number; total: Money }[];
  before: readonly { startMs: number; total: Money }[];
  /** "2026-09". */
  beforeName: string;
}

/** Months side by side, or one by day, as collected. Plain JSON. */
export interface MonthlyResult {
  /** Oldest first; months without any figure are left out but counted. */
  months: readonly MonthFigures[];
  /** The newest month asked for, with or without any figure. */
  newest: MonthFigures;
  monthsWithoutData: number;
  /** The newest month's answer, with the days and failures of all months. */
  answer: Answer;
  /** Set when one month was asked for: its days, and those of the month before. */
  byDay: MonthByDay | null;
  configuredClusters: number;
  nowMs: number;
  command: string;
}

/** Figures of one month from its answer by namespace; `before` is the month before, where it is known. */
export function monthFigures(answer: Answer, before: MonthFigures | null, nowMs: number): MonthFigures {
  const { startMs } = answer.question.window;
  const endMs = shiftMonth(startMs, 1);
  const running = endMs > startOfUtcDay(nowMs);
  const cost = {
    total: answer.total,
    coveredDays: answer.coveredDays,
    days: Math.round((endMs - startMs) / dayMs),
  };
  const clusters = clusterMonths(answer, cost.days);
  const compared = before && changeOfClusters(clusters, before.clusters, running);
  const seen = answer.rows
    .filter((row) => row.kind === 'group' && row.total > 0)
    .map((row) => row.key.join('\u0000'));
  return {
    ...cost,
    name: `${monthName(startMs)} ${yearOf(startMs)}`,
    startMs,
    running,
    closedDays: answer.windowDays,
    idle: answer.idleTotal,
    averagePerDay: averageOfClusters(clusters),
    change: compared?.change ?? null,
    averageBefore: compared?.averageBefore ?? null,
    pods: podsOfClusters(clusters),
    namespaces: new Set(seen).size,
    clusters,
  };
}

/** "22 of 30 days"; "50.5 of 60 cluster-days" where there are several clusters. */
export function coverageWords({ coveredDays, days, clusters }: MonthFigures): string {
  const count = Math.max(1, clusters.length);
  return describeCoverage(coveredDays * count, days * count, count > 1 ? 'cluster-day' : 'day');
}

/** The running month's run rate, and what it was projected from; null for any other month. */
export function runRateOf(month: MonthFigures, months: readonly MonthFigures[]): RunRate | null {
  if (!month.running) return null;
  const before = months.find(({ startMs }) => startMs === shiftMonth(month.startMs, -1));
  return runRateOfClusters(month.clusters, before?.clusters ?? []);
}
