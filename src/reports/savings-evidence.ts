import { isSummed } from '../cost/compare.js';
import { coveredDays, isWhole } from '../cost/coverage.js';
import { findSavings, type Savings } from '../cost/savings/index.js';
import { type ClusterSpan, fewestWholeDays } from '../cost/savings/kind.js';
import { dayMs, minuteMs } from '../cost/time.js';
import type { Answer, DayReport } from '../cost-service/answer.js';
import { type Snooze, snoozeOf } from './snoozes.js';

export interface FoundSavings extends Savings {
  /** Containers that were looked at. */
  containers: number;
  /** Whether idle nodes and volumes of nobody were looked at: a filter leaves them out. */
  wholeClusters: boolean;
  /** Clusters with enough days, and those that wait for more. */
  judged: readonly string[];
  waiting: readonly { cluster: string; wholeDays: number }[];
}

/**
 * Savings in an answer that was asked by cluster, namespace, controller and container, with idle apart and with
 * capacity. Clusters with fewer than 3 whole closed days are not judged. What is snoozed is hidden; null: that is not
 * known, and nothing is. Answers are kept and snoozes are not, so these come last. Pure.
 */
export function savingsOf(answer: Answer, snoozes: readonly Snooze[] | null): FoundSavings {
  const spans = spansOf(answer);
  const judged = spans.filter(({ wholeDays }) => wholeDays.length >= fewestWholeDays);
  const judgedNames = new Set(judged.map(({ cluster }) => cluster));
  const onlyClusters = answer.question.filter.every(({ dimension }) => dimension === 'cluster');
  const wholeClusters = answer.idleInTotal && onlyClusters;
  const closed = new Set(
    spans.flatMap(({ cluster, starts }) => starts.map((start) => `${cluster} ${start}`)),
  );
  const evidence = {
    rows: answer.rows.filter(({ daysSeen }) => daysSeen > 0),
    spans: new Map(judged.map((span) => [span.cluster, span])),
    capacity: wholeClusters
      ? answer.capacity.filter(({ cluster, startMs }) => closed.has(`${cluster} ${startMs}`))
      : [],
  };
  const savings = findSavings(evidence, (each) => snoozeOf(snoozes ?? [], each, answer.currency) !== null);
  return {
    ...savings,
    containers: answer.rows.filter(
      ({ containerMinutes, key }) => containerMinutes > 0 && judgedNames.has(key[0] ?? ''),
    ).length,
    wholeClusters,
    judged: [...judgedNames],
    waiting: spans
      .filter(({ wholeDays }) => wholeDays.length < fewestWholeDays)
      .map(({ cluster, wholeDays }) => ({ cluster, wholeDays: wholeDays.length })),
  };
}

/** The closed days of each cluster that are in the figures. */
function spansOf(answer: Answer): (ClusterSpan & { starts: readonly number[] })[] {
  const days = answer.days.filter(({ role }) => role === 'window');
  return [...new Set(days.map(({ cluster }) => cluster))].map((cluster) => {
    const counted = days.filter((day) => day.cluster === cluster && counts(day, answer.question.includeHeld));
    const starts = counted.map(({ startMs }) => startMs).sort((a, b) => a - b);
    return {
      cluster,
      starts,
      days: starts.length,
      wholeDays: counted.filter(isWholeDay).map(({ startMs }) => startMs),
      coveredHours: coveredDays(counted) * 24,
      firstMs: starts[0] ?? 0,
      lastMs: starts.at(-1) ?? 0,
    };
  });
}

function counts(day: DayReport, includeHeld: boolean): boolean {
  return day.missing === null && day.state !== 'live' && isSummed(day, includeHeld);
}

/** A whole UTC day; a pair of instants is none. */
function isWholeDay({ startMs, endMs, coveredMinutes }: DayReport): boolean {
  return endMs - startMs === dayMs && isWhole(coveredMinutes, dayMs / minuteMs);
}
