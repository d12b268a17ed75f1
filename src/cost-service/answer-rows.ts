import { noParts } from '../cost/measures.js';
import type { GroupSum, Totals } from '../cost/sum.js';
import type { AnswerRow } from './answer.js';

/**
 * The rows of an answer, highest cost first, then by key: every group of the window and of the baseline, with what
 * it cost in the days that were compared.
 */
export function answerRows(
  now: Totals,
  compared: Totals,
  before: Totals,
  hasBaseline: boolean,
  seriesDays: readonly number[],
): AnswerRow[] {
  const ids = new Set([...now.groups.keys(), ...before.groups.keys()]);
  const rows = [...ids].map((id): AnswerRow => {
    const current = now.groups.get(id);
    const group = (current ?? before.groups.get(id)) as GroupSum;
    const { byDay, clusters, ...figures } = current ?? gone(group);
    return {
      ...figures,
      clusters: clusters.size,
      compared: compared.groups.get(id)?.total ?? 0,
      baseline: hasBaseline ? (before.groups.get(id)?.total ?? 0) : null,
      byDay: seriesDays.map((day) => byDay.get(day) ?? 0),
    };
  });
  return rows.sort((a, b) => b.total - a.total || compareKeys(a.key, b.key));
}

/** A row that is in the baseline only: it costs nothing now. */
function gone(group: GroupSum): GroupSum {
  const { kind, key, controllerKind } = group;
  return {
    ...emptyGroup,
    cost: { ...noParts },
    used: { cpu: 0, ram: 0 },
    kind,
    key,
    controllerKind,
    lastDay: group.lastDay,
    byDay: new Map(),
    clusters: group.clusters,
  };
}

const emptyGroup = {
  cpuCoreHours: 0,
  cpuRequestCoreHours: 0,
  cpuUsageCoreHours: 0,
  ramByteHours: 0,
  ramRequestByteHours: 0,
  ramUsageByteHours: 0,
  gpuHours: 0,
  pvByteHours: 0,
  networkTransferBytes: 0,
  networkReceiveBytes: 0,
  podMinutes: 0,
  runs: 0,
  minutes: 0,
  total: 0,
  wholeDays: 0,
  daysSeen: 0,
  containerMinutes: 0,
  cpuCoreUsageMax: null,
  ramByteUsageMax: null,
  cpuCoreAverageMax: 0,
  ramByteAverageMax: 0,
};

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const left = a.join('\u0000');
  const right = b.join('\u0000');
  return left < right ? -1 : left > right ? 1 : 0;
}
