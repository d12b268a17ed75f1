import type { Allocation } from '../src/cost/allocation.js';
import type { BlockDay, Grain, PeakColumn, Place, SumColumn } from '../src/cost/block.js';
import type { DayCosts } from '../src/cost/day.js';
import { createDayFolder } from '../src/cost/fold.js';
import { runSlices } from '../src/cost/slices.js';
import { type DayTable, tablesOf } from '../src/ledger/day-table.js';
import { peakColumns, peakUnits, sumColumns, sumUnits } from '../src/ledger/units.js';

const dayMs = 86_400_000;
const unitsPerDollar = 100_000;

export interface MadeDays {
  days: number;
  workloads: number;
  /** 40 where absent. */
  namespaces?: number;
  endMs: number;
}

/** Folded closed days of one cluster, ending before `endMs`: deployments of one container, shared out over the namespaces. */
export function makeDays(options: MadeDays): DayCosts[] {
  return [...eachDay(options)];
}

/** The same days at one grain, as the ledger hands them out. One day in rows at a time is in memory. */
export function makeBlocks(options: MadeDays, grain: Grain): BlockDay[] {
  const toBlock = createBlockMaker();
  return Array.from(eachDay(options), (day) => toBlock(day, grain));
}

/** As `makeDays`, one at a time. */
export function* eachDay({ days, workloads, namespaces = 40, endMs }: MadeDays): Generator<DayCosts> {
  for (let index = 0; index < days; index += 1) {
    const startMs = endMs - (days - index) * dayMs;
    const folder = createDayFolder({ cluster: 'prod', currency: 'USD', startMs, endMs: startMs + dayMs });
    for (let workload = 0; workload < workloads; workload += 1)
      folder.add(containerOf(workload, index, startMs, namespaces));
    folder.add(idleOf(startMs, workloads));
    yield folder.finish({ assets: [], nowMs: startMs + 3 * dayMs, closed: true });
  }
}

/** Days with one dictionary of places; columns that say nothing are left out. */
function createBlockMaker(): (day: DayCosts, grain: Grain) => BlockDay {
  const places: Place[] = [];
  const ids = new Map<string, number>();
  const idOf = (place: Place): number => {
    const text = JSON.stringify(place);
    const known = ids.get(text) ?? places.push(place) - 1;
    ids.set(text, known);
    return known;
  };
  const placeOf = (id: number): Place => places[id] as Place;

  return (day, grain) => {
    const table = runSlices(tablesOf(day)).find((one) => one.grain === grain) as DayTable;
    const idOfPlace = table.places.map(idOf);
    const { rowCount, pods, nodes } = table;
    const { rows: _rows, labelSets: _labelSets, ...head } = day;
    const placeIds = table.placeAt.map((at) => idOfPlace[at] as number);
    return { ...head, block: { grain, rowCount, placeIds, placeOf, pods, nodes, ...columnsOf(table) } };
  };
}

function columnsOf({ sums, peaks }: DayTable): Pick<BlockDay['block'], 'sums' | 'peaks'> {
  const summed: Partial<Record<SumColumn, Float64Array>> = {};
  for (const name of sumColumns)
    if (sums[name].some((value) => value !== 0))
      summed[name] = sums[name].map((value) => value / sumUnits[name].perUnit);
  const highest: Partial<Record<PeakColumn, Float64Array>> = {};
  for (const name of peakColumns)
    if (peaks[name].some((value) => !Number.isNaN(value)))
      highest[name] = peaks[name].map((value) => value / peakUnits[name].perUnit);
  return { sums: summed, peaks: highest };
}

/** Pods are replaced every week, so that groupings by pod have more groups than there are workloads. */
function containerOf(workload: number, day: number, startMs: number, namespaces: number): Allocation {
  const namespace = `team-${workload % namespaces}`;
  const controller = `service-${workload}`;
  const cpu = unitsPerDollar * (1 + (workload % 17)) + ((workload * 31 + day * 7) % 1_000);
  const ram = Math.round(cpu / 3);
  return {
    ...blank(startMs),
    kind: 'workload',
    node: `node-${workload % 60}`,
    namespace,
    controllerKind: 'deployment',
    controller,
    pod: `${controller}-${Math.floor(day / 7)}`,
    container: 'main',
    labels: {
      app: controller,
      team: `team-${workload % 12}`,
      stage: workload % 5 === 0 ? 'staging' : 'production',
    },
    cost: {
      cpu,
      ram,
      gpu: 0,
      storage: workload % 9 === 0 ? 5_000 : 0,
      network: 120,
      loadBalancer: 0,
      other: 0,
    },
  };
}

function idleOf(startMs: number, workloads: number): Allocation {
  const cpu = workloads * unitsPerDollar;
  const cost = { cpu, ram: Math.round(cpu / 3), gpu: 0, storage: 0, network: 0, loadBalancer: 0, other: 0 };
  return { ...blank(startMs), kind: 'idle', cost };
}

function blank(startMs: number): Omit<Allocation, 'kind' | 'cost'> {
  return {
    sourceCluster: 'cluster-one',
    node: '',
    namespace: '',
    controllerKind: '',
    controller: '',
    pod: '',
    container: '',
    labels: {},
    startMs,
    endMs: startMs + dayMs,
    minutes: 1440,
    statedTotal: null,
    cpuCoreHours: 24,
    cpuCoreRequestAverage: 1,
    cpuCoreUsageAverage: 0.4,
    cpuCoreUsageMax: 0.9,
    ramByteHours: 24e9,
    ramByteRequestAverage: 1e9,
    ramByteUsageAverage: 5e8,
    ramByteUsageMax: 8e8,
    gpuHours: 0,
    pvByteHours: 0,
    networkTransferBytes: 1e6,
    networkReceiveBytes: 1e6,
    nullFields: [],
  };
}
