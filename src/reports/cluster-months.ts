import { coveredDays } from '../cost/coverage.js';
import type { Money } from '../cost/money.js';
import { averagePerDay, type MonthCost, monthChange, type RunRate, runRate } from '../cost/run-rate.js';
import type { Answer } from '../cost-service/answer.js';
import { clustersOf } from './row-names.js';

/** One cluster in one month. Coverage is the cluster's own: what one does not know says nothing of the others. */
export interface ClusterMonth extends MonthCost {
  cluster: string;
  /** Days of the month that are over. */
  closedDays: number;
  podMinutes: number;
}

/** The clusters of an answer that is grouped by cluster first, each with its own sum and coverage. */
export function clusterMonths(answer: Answer, days: number): ClusterMonth[] {
  const months = new Map(
    clustersOf(answer).map((cluster) => [
      cluster,
      { cluster, total: 0, coveredDays: 0, days, closedDays: answer.windowDays, podMinutes: 0 },
    ]),
  );
  for (const { key, total, podMinutes } of answer.rows) {
    const month = months.get(key[0] ?? '');
    if (!month) continue;
    month.total += total;
    month.podMinutes += podMinutes;
  }
  for (const { cluster, total } of answer.idleByCluster) {
    const month = months.get(cluster);
    if (month) month.total += total;
  }
  for (const month of months.values()) {
    const own = answer.days.filter(({ cluster, role }) => cluster === month.cluster && role === 'window');
    const counted = own.filter(({ state }) => state !== 'quarantined' || answer.question.includeHeld);
    month.coveredDays = coveredDays(counted);
  }
  return [...months.values()];
}

/** What an average day costs: each cluster's total by its own covered days. Null where nothing is covered. */
export function averageOfClusters(months: readonly ClusterMonth[]): Money | null {
  const averages = months.flatMap((month) => averagePerDay(month) ?? []);
  return averages.length === 0 ? null : sum(averages);
}

/** Change of the average day, and the average before it, of the clusters that both months know well enough. */
export function changeOfClusters(
  months: readonly ClusterMonth[],
  before: readonly ClusterMonth[],
  running: boolean,
): { change: Money; averageBefore: Money } | null {
  const compared = months.flatMap((month) => {
    const earlier = before.find(({ cluster }) => cluster === month.cluster);
    const change = earlier ? monthChange({ ...month, running }, earlier) : null;
    return earlier && change !== null ? [{ change, averageBefore: averagePerDay(earlier) ?? 0 }] : [];
  });
  if (compared.length === 0) return null;
  return {
    change: sum(compared.map(({ change }) => change)),
    averageBefore: sum(compared.map(({ averageBefore }) => averageBefore)),
  };
}

/** Pods running on average: pod-minutes by covered minutes, cluster by cluster. */
export function podsOfClusters(months: readonly ClusterMonth[]): number {
  return months.reduce(
    (pods, { podMinutes, coveredDays: covered }) => pods + (covered > 0 ? podMinutes / (covered * 1440) : 0),
    0,
  );
}

/** The run rates of the clusters together; one that nothing can be projected from counts as it stands. */
export function runRateOfClusters(
  months: readonly ClusterMonth[],
  before: readonly ClusterMonth[],
): RunRate | null {
  const rates = months.map((month) => {
    const earlier = before.find(({ cluster }) => cluster === month.cluster) ?? null;
    return { total: month.total, rate: runRate(month, earlier) };
  });
  const bases = new Set(rates.flatMap(({ rate }) => rate?.basis ?? []));
  const [basis] = bases;
  if (basis === undefined) return null;
  const amount = sum(rates.map(({ total, rate }) => rate?.amount ?? total));
  return { amount, basis: bases.size === 1 ? basis : 'mixed' };
}

function sum(amounts: readonly Money[]): Money {
  return amounts.reduce((total, amount) => total + amount, 0);
}
