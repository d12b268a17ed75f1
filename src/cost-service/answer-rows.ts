import { emptyGroup, type GroupSum } from '../cost/group-sum.js';
import type { Money } from '../cost/money.js';
import { endsSlice, type Slices, sortInSlices } from '../cost/slices.js';
import type { Totals } from '../cost/sum.js';
import type { AnswerRow } from './answer.js';

/**
 * The rows of an answer, highest cost first, then by key: every group of the window and of the baseline, with what
 * it cost in the days that were compared. In slices.
 */
export function* answerRows(
  now: Totals,
  compared: Totals,
  before: Totals,
  hasBaseline: boolean,
  seriesDays: readonly number[],
): Slices<AnswerRow[]> {
  const ids = new Set([...now.groups.keys(), ...before.groups.keys()]);
  const placeOfDay = new Map(seriesDays.map((day, place) => [day, place]));
  const rows: AnswerRow[] = [];
  for (const id of ids) {
    const group = now.groups.get(id) ?? gone(before.groups.get(id) as GroupSum);
    const baseline = hasBaseline ? (before.groups.get(id)?.total ?? 0) : null;
    rows.push(answerRow(group, compared.groups.get(id)?.total ?? 0, baseline, placeOfDay));
    if (endsSlice(rows.length)) yield;
  }
  return yield* sortInSlices(rows, (a, b) => b.total - a.total || compareKeys(a.key, b.key));
}

/** A row that is in the baseline only: it costs nothing now. */
function gone({ kind, key, controllerKind, lastDay, clusters }: GroupSum): GroupSum {
  const group = emptyGroup(kind, key, controllerKind, lastDay.startMs);
  group.lastDay = lastDay;
  group.clusters = clusters;
  return group;
}

/** Every field is written out, for the reason that `emptyGroup` gives. */
function answerRow(
  group: GroupSum,
  compared: Money,
  baseline: Money | null,
  placeOfDay: ReadonlyMap<number, number>,
): AnswerRow {
  return {
    kind: group.kind,
    key: group.key,
    controllerKind: group.controllerKind,
    cost: group.cost,
    used: group.used,
    cpuCoreHours: group.cpuCoreHours,
    cpuRequestCoreHours: group.cpuRequestCoreHours,
    cpuUsageCoreHours: group.cpuUsageCoreHours,
    ramByteHours: group.ramByteHours,
    ramRequestByteHours: group.ramRequestByteHours,
    ramUsageByteHours: group.ramUsageByteHours,
    gpuHours: group.gpuHours,
    pvByteHours: group.pvByteHours,
    networkTransferBytes: group.networkTransferBytes,
    networkReceiveBytes: group.networkReceiveBytes,
    podMinutes: group.podMinutes,
    containerMinutes: group.containerMinutes,
    runs: group.runs,
    idle: group.idle,
    minutes: group.minutes,
    total: group.total,
    wholeDays: group.wholeDays,
    daysSeen: group.daysSeen,
    cpuCoreUsageMax: group.cpuCoreUsageMax,
    ramByteUsageMax: group.ramByteUsageMax,
    cpuCoreAverageMax: group.cpuCoreAverageMax,
    ramByteAverageMax: group.ramByteAverageMax,
    lastDay: group.lastDay,
    clusters: group.clusters.length,
    compared,
    baseline,
    byDay: moneyByDay(group, placeOfDay),
  };
}

/** In the order of the days; most pods are there on a few of them only. */
function moneyByDay({ byDay }: GroupSum, placeOfDay: ReadonlyMap<number, number>): Money[] {
  const money: Money[] = new Array(placeOfDay.size).fill(0);
  for (const [day, sum] of byDay) {
    const place = placeOfDay.get(day);
    if (place !== undefined) money[place] = sum;
  }
  return money;
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
