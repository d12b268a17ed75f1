import { emptyGroup, type GroupSum, groupId } from '../cost/group-sum.js';
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
  seriesLength: number,
): Slices<AnswerRow[]> {
  const rows: AnswerRow[] = [];
  const baselines = yield* totalsById(before.groups);
  const inCompared = compared === now ? null : yield* totalsById(compared.groups);
  const needsIds = baselines.size > 0 || (inCompared !== null && inCompared.size > 0);
  for (const group of now.groups) {
    const id = needsIds ? groupId(group.kind, group.key) : '';
    const baseline = hasBaseline ? (baselines.get(id) ?? 0) : null;
    baselines.delete(id);
    rows.push(answerRow(group, inCompared ? (inCompared.get(id) ?? 0) : group.total, baseline));
    if (endsSlice(rows.length)) yield;
  }
  for (const group of before.groups) {
    if (!baselines.has(groupId(group.kind, group.key))) continue;
    rows.push(answerRow(gone(group, seriesLength), 0, group.total));
    if (endsSlice(rows.length)) yield;
  }
  return yield* sortInSlices(
    rows,
    (a, b) => b.total - a.total || compareKeys(a.key, b.key) || (a.kind < b.kind ? -1 : 1),
  );
}

function* totalsById(groups: readonly GroupSum[]): Slices<Map<string, Money>> {
  const totals = new Map<string, Money>();
  for (const { kind, key, total } of groups) {
    totals.set(groupId(kind, key), total);
    if (endsSlice(totals.size)) yield;
  }
  return totals;
}

/** A row that is in the baseline only: it costs nothing now. */
function gone({ kind, key, controllerKind, lastDay, clusters }: GroupSum, seriesLength: number): GroupSum {
  const group = emptyGroup(kind, key, controllerKind, lastDay.startMs);
  group.lastDay = lastDay;
  group.clusters = clusters;
  group.byDay = new Array(seriesLength).fill(0);
  return group;
}

/** The group itself becomes the row: copying all fields of 100,000 groups takes as long as summing them. */
function answerRow(group: GroupSum, compared: Money, baseline: Money | null): AnswerRow {
  const row = group as AnswerRow;
  row.compared = compared;
  row.baseline = baseline;
  return row;
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const left = a[index] ?? '';
    const right = b[index] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
