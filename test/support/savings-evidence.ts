import { capacityOf } from '../../src/cost/capacity.js';
import type { DayCosts, DayRow } from '../../src/cost/day.js';
import type { Filter } from '../../src/cost/filter.js';
import type { ClusterSpan, Evidence } from '../../src/cost/savings/kind.js';
import { sumDays } from '../../src/cost/sum.js';
import { sampleDay, sampleRow } from './sample-day.js';

export const gib = 1024 ** 3;

/** Evidence of days that were all seen whole. */
export function evidenceOf(days: readonly DayCosts[], filter: Filter = []): Evidence {
  const { groups } = sumDays(days, {
    groupBy: ['cluster', 'namespace', 'controller', 'container'],
    filter,
    idle: 'separate',
    namespaces: null,
  });
  const spans = new Map<string, ClusterSpan>();
  for (const cluster of new Set(days.map((day) => day.cluster))) {
    const starts = days.filter((day) => day.cluster === cluster).map(({ startMs }) => startMs);
    spans.set(cluster, {
      cluster,
      days: starts.length,
      wholeDays: starts,
      coveredHours: starts.length * 24,
      firstMs: Math.min(...starts),
      lastMs: Math.max(...starts),
    });
  }
  return {
    rows: groups,
    spans,
    capacity: filter.length === 0 ? days.map(capacityOf) : [],
  };
}

/** Seven days, each made of the rows that `rowsOn` gives for its number. */
export function week(rowsOn: (dayNumber: number) => DayRow[], fields: Partial<DayCosts> = {}): DayCosts[] {
  return Array.from({ length: 7 }, (_, dayNumber) =>
    sampleDay(dayNumber, { rows: rowsOn(dayNumber), ...fields }),
  );
}

export interface Usage {
  cpuRequest: number;
  cpuUsed: number;
  cpuMax: number | null;
  ramRequestGib: number;
  ramUsedGib: number;
  ramMaxGib: number | null;
}

/** Prices of the sample: a core-hour 0.10, a GiB-hour 0.01. */
const cpuPrice = 10_000;
const ramPrice = 1_000;

/** A container that ran all day, paid for the larger of request and use. */
export function usingRow(usage: Usage, fields: Partial<DayRow> = {}): DayRow {
  const { cpuRequest, cpuUsed, cpuMax, ramRequestGib, ramUsedGib, ramMaxGib } = usage;
  const coreHours = Math.max(cpuRequest, cpuUsed) * 24;
  const gibHours = Math.max(ramRequestGib, ramUsedGib) * 24;
  return {
    ...sampleRow({
      cpuCoreHours: coreHours,
      cpuRequestCoreHours: cpuRequest * 24,
      cpuUsageCoreHours: cpuUsed * 24,
      cpuCoreUsageMax: cpuMax,
      ramByteHours: gibHours * gib,
      ramRequestByteHours: ramRequestGib * 24 * gib,
      ramUsageByteHours: ramUsedGib * 24 * gib,
      ramByteUsageMax: ramMaxGib === null ? null : ramMaxGib * gib,
      cost: { cpu: Math.round(coreHours * cpuPrice), ram: Math.round(gibHours * ramPrice) },
      used: { cpu: Math.floor(cpuUsed * 24 * cpuPrice), ram: Math.floor(ramUsedGib * 24 * ramPrice) },
    }),
    ...fields,
  };
}
