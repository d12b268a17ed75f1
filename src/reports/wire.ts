import { z } from 'zod';
import { efficiency } from '../cost/efficiency.js';
import { partsTotal } from '../cost/measures.js';
import { type Money, moneyToNumber } from '../cost/money.js';
import { isoDate, isoInstant } from '../cost/time.js';
import type { Answer, AnswerRow } from '../cost-service/answer.js';
import type { CsvTable } from './report.js';

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
});

export const dayWire = z.strictObject({
  cluster: z.string(),
  date: z.string(),
  state: z.enum(['live', 'complete', 'partial', 'final', 'held_back', 'missing']),
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

/** Rows of the answer without unclaimed volumes, which stand in the frame. */
export function rowsToJson(answer: Answer, nameOf: (row: AnswerRow) => string) {
  return answer.rows.filter((row) => row.kind === 'group').map((row) => rowToJson(answer, row, nameOf(row)));
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

function moneyToJson({ cost }: Pick<AnswerRow, 'cost'>) {
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

/** Every row with its parts, unclaimed volumes and idle beside them: the column of totals adds up to the answer's total. */
export function costCsv(answer: Answer, nameOf: (row: AnswerRow) => string): CsvTable {
  const header = [
    'name',
    ...answer.question.groupBy,
    'currency',
    'cpu_cost',
    'memory_cost',
    'gpu_cost',
    'storage_cost',
    'network_cost',
    'load_balancer_cost',
    'other_cost',
    'total_cost',
    'used_cost',
    'efficiency',
    'change',
  ];
  const change = (compared: Money, baseline: Money | null) =>
    baseline === null ? '' : moneyToNumber(compared - baseline);
  const rows = answer.rows.map((row) => [
    nameOf(row),
    ...row.key,
    answer.currency,
    ...Object.values(moneyToJson(row)),
    moneyToNumber(row.used.cpu + row.used.ram),
    round(efficiency(row).total, 4),
    change(row.compared, row.baseline),
  ]);
  if (!answer.idleInTotal) return { header, rows };
  const { cpu, ram, gpu } = answer.idle;
  const parts = [cpu, ram, gpu, 0, 0, 0, 0, answer.idleTotal].map(moneyToNumber);
  const keys = answer.question.groupBy.map(() => '');
  return {
    header,
    rows: [
      ...rows,
      ['idle', ...keys, answer.currency, ...parts, 0, '', change(answer.idleCompared, answer.idleBaseline)],
    ],
  };
}

function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
