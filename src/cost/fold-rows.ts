import type { DayRow } from './day.js';
import { isUnmountedRow, rowKey } from './day-row.js';
import { isJob, jobStems } from './jobs.js';
import { addMeasures, raisePeaks } from './measures.js';
import { endsSlice, type Slices } from './slices.js';

/** Adds one row to another of the same place, in place: sums are added, spans and maxima are the larger one. */
export function mergeRow(into: DayRow, from: DayRow): void {
  addMeasures(into, from);
  raisePeaks(into, from);
  into.minutes = Math.max(into.minutes, from.minutes);
}

/**
 * Counts each pod once, in the row of its first container by name: one run, and the minutes of its longest
 * container. Changes the rows in place, in slices.
 * @param labelSets the dictionary that the rows' label sets are in
 */
export function* countPods(
  rows: Iterable<DayRow>,
  labelSets: readonly Readonly<Record<string, string>>[],
): Slices<void> {
  let counted = 0;
  const pods = new Map<string, { first: DayRow; minutes: number }>();
  for (const row of rows) {
    if (endsSlice(counted++)) yield;
    if (isUnmountedRow(row)) continue;
    const key = `${row.namespace}\n${row.pod}\n${row.node}`;
    const pod = pods.get(key);
    if (!pod) {
      pods.set(key, { first: row, minutes: row.minutes });
      continue;
    }
    if (comesBefore(row, pod.first, labelSets)) pod.first = row;
    pod.minutes = Math.max(pod.minutes, row.minutes);
  }
  for (const { first, minutes } of pods.values()) {
    first.podMinutes = minutes;
    first.runs = 1;
  }
}

/** By container; two rows of one container (its labels changed) in an order that does not depend on which came first. */
function comesBefore(a: DayRow, b: DayRow, labelSets: readonly Readonly<Record<string, string>>[]): boolean {
  if (a.container !== b.container) return a.container < b.container;
  const rest = (row: DayRow) => [row.controllerKind, row.controller, labelSets[row.labelSet]];
  return JSON.stringify(rest(a)) < JSON.stringify(rest(b));
}

/**
 * Folds the runs of each job into one row for each container, node and label set: docs/definitions.md, "Runs".
 * Controller and pod become the stem. Pods must have been counted before. Other rows are handed through. In slices.
 */
export function* foldRuns(rows: Iterable<DayRow>): Slices<DayRow[]> {
  const others: DayRow[] = [];
  const jobs: DayRow[] = [];
  for (const row of rows) {
    (isJob(row.controllerKind) ? jobs : others).push(row);
    if (endsSlice(others.length + jobs.length)) yield;
  }
  const names = new Map<string, Set<string>>();
  for (const { namespace, controller } of jobs) {
    const known = names.get(namespace);
    if (known) known.add(controller);
    else names.set(namespace, new Set([controller]));
  }
  const stems = new Map(Array.from(names, ([namespace, controllers]) => [namespace, jobStems(controllers)]));
  const folded = new Map<string, DayRow>();
  for (const [index, job] of jobs.entries()) {
    if (endsSlice(index)) yield;
    const stem = stems.get(job.namespace)?.get(job.controller) ?? job.controller;
    const row = { ...job, controller: stem, pod: stem };
    const key = rowKey(row);
    const known = folded.get(key);
    if (known) mergeRow(known, row);
    else folded.set(key, { ...row, cost: { ...row.cost }, used: { ...row.used }, idle: { ...row.idle } });
  }
  return [...others, ...folded.values()];
}
