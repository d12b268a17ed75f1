import { aggregate, parseAggregate } from './aggregate.js';
import { idleRow, shareIdle } from './idle.js';
import { type Measured, measure } from './measure.js';
import { mergeRows } from './merge.js';
import type { Model } from './model.js';
import type { NodeMeasure } from './node-measure.js';
import type { Row } from './row.js';
import { dayMs, type Interval } from './time.js';
import { parseFlag, parseStep } from './window-grammar.js';

/** What /allocation was asked, after the server's own lenient reading. */
export interface AllocationQuestion {
  window: Interval;
  stepMs: number;
  aggregate: ReturnType<typeof parseAggregate>;
  accumulate: boolean;
  includeIdle: boolean;
  shareIdle: boolean;
  keepLabels: boolean;
}

/** Reads every parameter but the window; bad values are dropped without a word. */
export function parseQuestion(query: URLSearchParams, window: Interval): AllocationQuestion {
  const includeIdle = parseFlag(query.get('includeIdle'));
  return {
    window,
    stepMs: parseStep(query.get('step') ?? '') ?? window.endMs - window.startMs,
    aggregate: parseAggregate(query.get('aggregate')),
    accumulate: parseFlag(query.get('accumulate')),
    includeIdle,
    shareIdle: includeIdle && parseFlag(query.get('shareIdle')),
    keepLabels: parseFlag(query.get('includeAggregatedMetadata')),
  };
}

/** One set as it is printed: rows sorted by key; {} is an empty list, null where idle has no pods to stand beside. */
export type AllocationSet = Row[] | null;

/** The windows of the sets: steps forward from the start, the last one not clipped. */
export function stepsOf(question: AllocationQuestion): Interval[] {
  const steps: Interval[] = [];
  for (let startMs = question.window.startMs; startMs < question.window.endMs; startMs += question.stepMs) {
    steps.push({ startMs, endMs: startMs + question.stepMs });
  }
  return steps;
}

/** The set of one step. `hasNulls`: an event has put NaN into the data of that time. */
export async function setOf(
  model: Model,
  question: AllocationQuestion,
  step: Interval,
  podsHidden: boolean,
): Promise<{ set: AllocationSet; hasNulls: boolean }> {
  const pieces: Measured[] = [];
  for (let startMs = step.startMs; startMs < step.endMs; startMs += dayMs) {
    const piece = { startMs, endMs: Math.min(startMs + dayMs, step.endMs) };
    const measured = await measure(model, piece, podsHidden);
    if (measured) pieces.push(measured);
  }
  const hasNulls = pieces.some((piece) => piece.damage === 'null-floats');
  const nodes = pieces.flatMap((piece) => piece.nodes);
  const rows = mergePieces(pieces);
  if (question.includeIdle && rows.length === 0 && nodes.length > 0) return { set: null, hasNulls };
  return { set: fold(model, question, rows, nodes), hasNulls };
}

function mergePieces(pieces: readonly Measured[]): Row[] {
  const [only, ...others] = pieces;
  if (!only) return [];
  if (others.length === 0) return only.rows;
  const merged = new Map<string, Row>();
  for (const row of pieces.flatMap((piece) => piece.rows)) {
    const known = merged.get(row.name);
    // The same container on another day: it keeps its labels and services.
    const sum = known ? { ...mergeRows(row.name, known, row), properties: known.properties } : row;
    merged.set(row.name, sum);
  }
  return [...merged.values()];
}

function fold(
  model: Model,
  question: AllocationQuestion,
  rows: readonly Row[],
  nodes: readonly NodeMeasure[],
): Row[] {
  const frame = rows[0];
  const idle = question.includeIdle && frame ? idleRow(model.cluster, rows, nodes, frame) : null;
  const paid = idle && question.shareIdle ? shareIdle(rows, idle) : rows;
  const folded = aggregate(paid, question.aggregate, question.keepLabels);
  return sortedRows(idle && !question.shareIdle ? [...folded.values(), idle] : [...folded.values()]);
}

/** One set out of many, as accumulate=true does. */
export function accumulate(sets: readonly AllocationSet[], keepLabels: boolean): Row[] {
  const merged = new Map<string, Row>();
  for (const row of sets.flatMap((set) => set ?? [])) {
    const known = merged.get(row.name);
    merged.set(row.name, known ? mergeRows(row.name, known, row, keepLabels) : row);
  }
  return sortedRows([...merged.values()]);
}

function sortedRows(rows: Row[]): Row[] {
  return rows.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}
