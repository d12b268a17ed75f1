import { z } from 'zod';
import { efficiency } from '../cost/efficiency.js';
import { partsTotal } from '../cost/measures.js';
import { moneyToNumber } from '../cost/money.js';
import { isoDate, isoInstant } from '../cost/time.js';
import type { Answer, AnswerRow } from '../cost-service/answer.js';
import type { CostResult } from './cost-result.js';
import { pageOf } from './paging.js';
import type { WirePart } from './report.js';
import type { SortOrder } from './report-params.js';
import { rowNamer } from './row-names.js';

/** What programs get: snake_case names, money as numbers with at most five decimals, the currency named once. */
export const costRowWire = z.strictObject({
  name: z.string(),
  cluster: z.string().optional(),
  namespace: z.string().optional(),
  controller: z.string().optional(),
  controller_kind: z.string().optional(),
  pod: z.string().optional(),
  container: z.string().optional(),
  node: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  cpu_cost: z.number(),
  memory_cost: z.number(),
  gpu_cost: z.number(),
  storage_cost: z.number(),
  network_cost: z.number(),
  load_balancer_cost: z.number(),
  other_cost: z.number(),
  total_cost: z.number(),
  used_cost: z.number(),
  efficiency: z.number(),
  change: z.number().nullable(),
  pod_hours: z.number(),
  minutes_seen: z.number(),
  runs: z.number(),
  by_day: z.array(z.number()).optional(),
});

/** Beside rows with `by_day`: what its places stand for. */
export const stepsWire = z.strictObject({ dates: z.array(z.string()), idle_cost: z.array(z.number()) });

export const dayWire = z.strictObject({
  cluster: z.string(),
  date: z.string(),
  state: z.enum(['live', 'complete', 'partial', 'final', 'held_back', 'missing']),
  /** Why there is nothing of a missing day. */
  missing: z.enum(['empty', 'unread', 'failed', 'expired', 'coarse']).nullable(),
  covered_minutes: z.number(),
  reasons: z.array(z.string()),
});

export const answerFrame = {
  total: z.number(),
  idle_cost: z.number(),
  unclaimed_storage_cost: z.number(),
  change: z.number().nullable(),
  currency: z.string(),
  window: z.strictObject({ name: z.string(), start: z.string(), end: z.string() }),
  as_of: z.string(),
  coverage: z.strictObject({ covered_days: z.number(), window_days: z.number() }),
  today: z.strictObject({ total: z.number(), as_of: z.string() }).nullable(),
  days: z.array(dayWire),
  failures: z.array(z.strictObject({ cluster: z.string(), code: z.string(), message: z.string() })),
};

/** The part of an answer that every cost route has: totals, window, coverage, states of days. */
export function frameToJson(answer: Answer) {
  const { totalBaseline, totalCompared, question, today } = answer;
  const unclaimed = answer.rows.filter((row) => row.kind === 'unmounted');
  return {
    total: moneyToNumber(answer.total),
    idle_cost: moneyToNumber(answer.idleTotal),
    unclaimed_storage_cost: moneyToNumber(unclaimed.reduce((sum, row) => sum + row.total, 0)),
    change: totalBaseline === null ? null : moneyToNumber(totalCompared - totalBaseline),
    currency: answer.currency,
    window: {
      name: question.window.name,
      start: isoInstant(question.window.startMs),
      end: isoInstant(question.window.endMs),
    },
    as_of: isoInstant(answer.asOfMs),
    coverage: { covered_days: round(answer.coveredDays, 4), window_days: answer.windowDays },
    today: today && { total: moneyToNumber(today.total), as_of: isoInstant(today.asOfMs) },
    days: answer.days
      .filter((day) => day.role === 'window')
      .map((day) => ({
        cluster: day.cluster,
        date: isoDate(day.startMs),
        state: stateWords[day.state],
        missing: day.missing,
        covered_minutes: round(day.coveredMinutes, 2),
        reasons: day.findings.map(({ reason }) => reason),
      })),
    failures: answer.failures.map(({ cluster, code, userMessage }) => ({
      cluster,
      code,
      message: userMessage,
    })),
  };
}

/** States of a day as programs read them. */
export const stateWords = {
  live: 'live',
  sealed: 'complete',
  partial: 'partial',
  final: 'final',
  quarantined: 'held_back',
  missing: 'missing',
} as const;

/** Rows of the answer without unclaimed volumes, which stand in the frame: in the order asked for, at most so many as asked for. */
export function listedRows({ answer, sort, top, from }: WireRows): readonly AnswerRow[] {
  const rows = answer.rows.filter((row) => row.kind === 'group');
  const sorted = sort === 'cost' ? rows : sortRows(rows, sort, rowNamer(answer));
  return pageOf(sorted, { top, from });
}

function sortRows(
  rows: readonly AnswerRow[],
  sort: SortOrder,
  nameOf: (row: AnswerRow) => string,
): AnswerRow[] {
  const amountOf = (row: AnswerRow) =>
    sort === 'used' ? row.used.cpu + row.used.ram : Math.abs(row.compared - (row.baseline ?? row.compared));
  const named = rows.map((row) => ({ row, name: nameOf(row), value: sort === 'name' ? 0 : amountOf(row) }));
  named.sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return named.map(({ row }) => row);
}

/** What decides the rows that programs get. */
type WireRows = Pick<CostResult, 'answer' | 'sort' | 'top' | 'from'>;

/** The part of the listed rows that was asked for. */
export function rowsToJson(result: WireRows, { from, to, steps }: WirePart) {
  const { answer } = result;
  const nameOf = rowNamer(answer);
  return listedRows(result)
    .slice(from, to)
    .map((row) => ({
      ...rowToJson(answer, row, nameOf(row)),
      ...(steps ? { by_day: row.byDay.map(moneyToNumber) } : {}),
    }));
}

/** The list of a report whose rows are costs, under this key. */
export function costList(key: string) {
  return { key, count: (result: WireRows) => listedRows(result).length };
}

/** Days that rows tell their cost of, with the cost of idle on each; nothing where that was not asked for. */
export function stepsToJson(answer: Answer, { steps }: WirePart) {
  if (!steps) return {};
  return { steps: { dates: answer.seriesDays.map(isoDate), idle_cost: answer.idleByDay.map(moneyToNumber) } };
}

function rowToJson(answer: Answer, row: AnswerRow, name: string) {
  const dimensions = answer.question.groupBy;
  const plain = dimensions.flatMap((dimension, index) =>
    dimension.startsWith('label:') ? [] : [[dimension, plainName(dimension, row.key[index] ?? '')]],
  );
  const labels = dimensions.flatMap((dimension, index) =>
    dimension.startsWith('label:') ? [[dimension.slice('label:'.length), row.key[index] ?? '']] : [],
  );
  return {
    name,
    ...Object.fromEntries(plain),
    ...(dimensions.includes('controller') || dimensions.includes('pod')
      ? { controller_kind: row.controllerKind }
      : {}),
    ...(labels.length > 0 ? { labels: Object.fromEntries(labels) } : {}),
    ...moneyToJson(row),
    used_cost: moneyToNumber(row.used.cpu + row.used.ram),
    efficiency: round(efficiency(row).total, 4),
    change: row.baseline === null ? null : moneyToNumber(row.compared - row.baseline),
    pod_hours: round(row.podMinutes / 60, 3),
    minutes_seen: round(row.minutes, 2),
    runs: row.runs,
  };
}

/** A controller's key carries its kind, which stands in a field of its own. */
function plainName(dimension: string, value: string): string {
  return dimension === 'controller' ? value.slice(value.indexOf('/') + 1) : value;
}

export function moneyToJson({ cost }: Pick<AnswerRow, 'cost'>) {
  return {
    cpu_cost: moneyToNumber(cost.cpu),
    memory_cost: moneyToNumber(cost.ram),
    gpu_cost: moneyToNumber(cost.gpu),
    storage_cost: moneyToNumber(cost.storage),
    network_cost: moneyToNumber(cost.network),
    load_balancer_cost: moneyToNumber(cost.loadBalancer),
    other_cost: moneyToNumber(cost.other),
    total_cost: moneyToNumber(partsTotal(cost)),
  };
}

export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
