import { dayMs, startOfUtcDay } from '../cost/time.js';
import { windowDays } from '../cost/window.js';
import type { Question } from './question.js';

/** One piece that the question needs: one cluster over one UTC day, or over a live pair of instants. */
export interface PlannedDay {
  cluster: string;
  startMs: number;
  endMs: number;
  /** The day is over: its answer hardly changes any more. */
  closed: boolean;
  role: 'window' | 'baseline' | 'today';
}

/**
 * Which (cluster, day) pairs a question needs, newest first, the running day before all. Pure.
 * The running day stands beside a window that ends where it begins; a day in window and baseline is planned once.
 */
export function planDays(
  question: Pick<Question, 'window' | 'baseline'>,
  clusters: readonly string[],
  nowMs: number,
): PlannedDay[] {
  const today = startOfUtcDay(nowMs);
  const piece = (cluster: string, startMs: number, endMs: number, role: PlannedDay['role']): PlannedDay => ({
    cluster,
    startMs,
    endMs,
    closed: endMs <= nowMs,
    role,
  });
  const { window, baseline } = question;
  if (window.kind === 'instants') {
    return clusters.map((cluster) => piece(cluster, window.startMs, window.endMs, 'window'));
  }
  const roles = new Map<number, PlannedDay['role']>();
  for (const day of baseline ? windowDays(baseline) : []) roles.set(day, 'baseline');
  if (window.endMs === today && !window.includesToday) roles.set(today, 'today');
  for (const day of windowDays(window)) roles.set(day, 'window');
  const days = [...roles].sort(([a], [b]) => b - a);
  return days.flatMap(([day, role]) => clusters.map((cluster) => piece(cluster, day, day + dayMs, role)));
}
