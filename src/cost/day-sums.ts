import { isWhole } from './coverage.js';
import type { DayHead } from './day.js';
import type { GroupColumns } from './group-columns.js';
import { minuteMs } from './time.js';

/** Takes note of the groups that a day's rows are in, and adds what counts once a day. */
export interface DaySums {
  /** Opens a day; only one is open at a time. */
  open(day: DayHead): void;
  /** The group has a row in the open day. Call it before the row is added. */
  touch(group: number): void;
  /** Adds spans, days, clusters and the money of the day. */
  close(): void;
}

export interface DaySumOptions {
  columns: GroupColumns;
  /** Starts of the days that money is wanted of, each by itself. */
  seriesDays: readonly number[];
  /** Shared idle counts as cost. */
  withIdle: boolean;
}

export function createDaySums({ columns, seriesDays, withIdle }: DaySumOptions): DaySums {
  const seriesPlaces = new Map(seriesDays.map((startMs, place) => [startMs, place]));
  const clusterNumbers = new Map<string, number>();
  const touched: number[] = [];
  let day: Pick<DayHead, 'cluster' | 'startMs' | 'endMs'> = { cluster: '', startMs: 0, endMs: 0 };
  let mark = 0;
  let seriesPlace = -1;

  const touch = (group: number): void => {
    const { days, peaks } = columns;
    if (days.todayMark[group] === mark) return;
    days.todayMark[group] = mark;
    touched.push(group);
    peaks.minutes[group] = 0;
    if (seriesPlace >= 0) days.todayMoney[group] = moneyOf(columns, group, withIdle);
    if (day.startMs <= (days.lastStartMs[group] as number)) return;
    days.lastStartMs[group] = day.startMs;
    days.lastCpuRequestCoreHours[group] = 0;
    days.lastRamRequestByteHours[group] = 0;
    days.lastContainerMinutes[group] = 0;
  };

  const close = (): void => {
    const { days, peaks } = columns;
    const dayMinutes = (day.endMs - day.startMs) / minuteMs;
    const cluster = clusterNumber(clusterNumbers, day.cluster);
    for (const group of touched) {
      const minutes = peaks.minutes[group] as number;
      days.minutes[group] = (days.minutes[group] as number) + minutes;
      days.daysSeen[group] = (days.daysSeen[group] as number) + 1;
      if (isWhole(minutes, dayMinutes)) days.wholeDays[group] = (days.wholeDays[group] as number) + 1;
      if (days.lastCluster[group] !== cluster) addCluster(columns, group, cluster);
      if (seriesPlace < 0) continue;
      const before = days.todayMoney[group] as number;
      columns.series[group] ??= new Array(seriesDays.length).fill(0);
      const series = columns.series[group] as number[];
      series[seriesPlace] = (series[seriesPlace] ?? 0) + moneyOf(columns, group, withIdle) - before;
    }
  };

  return {
    open(opened) {
      day = opened;
      mark += 1;
      seriesPlace = seriesPlaces.get(day.startMs) ?? -1;
      touched.length = 0;
    },
    touch,
    close,
  };
}

/** The cost of a group up to now; its part of idle in it where it is shared. Whole numbers: differences are exact. */
export function moneyOf({ sums }: GroupColumns, group: number, withIdle: boolean): number {
  const cost =
    (sums.cpu[group] as number) +
    (sums.ram[group] as number) +
    (sums.gpu[group] as number) +
    (sums.storage[group] as number) +
    (sums.network[group] as number) +
    (sums.loadBalancer[group] as number) +
    (sums.other[group] as number);
  if (!withIdle) return cost;
  const idle = (sums.idleCpu[group] as number) + (sums.idleRam[group] as number);
  return cost + idle + (sums.idleGpu[group] as number);
}

/** From 1; 0 is none. */
function clusterNumber(numbers: Map<string, number>, cluster: string): number {
  const number = numbers.get(cluster) ?? numbers.size + 1;
  numbers.set(cluster, number);
  return number;
}

function addCluster({ days, moreClusters }: GroupColumns, group: number, cluster: number): void {
  const last = days.lastCluster[group] as number;
  days.lastCluster[group] = cluster;
  if (last === 0) {
    days.clusters[group] = 1;
    return;
  }
  const known = moreClusters.get(group) ?? new Set([last]);
  moreClusters.set(group, known.add(cluster));
  days.clusters[group] = known.size;
}
