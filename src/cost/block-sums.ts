import {
  type BlockDay,
  type DayBlock,
  type PeakColumn,
  peakColumns,
  type SumColumn,
  sumColumns,
} from './block.js';
import { isWhole } from './coverage.js';
import { emptyGroup, type GroupSum } from './group-sum.js';
import { endsSlice, type Slices } from './slices.js';
import { minuteMs } from './time.js';

/** What a slot stands for. */
export interface SlotGroup {
  kind: GroupSum['kind'];
  key: readonly string[];
  controllerKind: string;
}

const costColumns = ['cpu', 'ram', 'gpu', 'storage', 'network', 'loadBalancer', 'other'] as const;
const idleColumns = { idleCpu: 'cpu', idleRam: 'ram', idleGpu: 'gpu' } as const;

/** Sums of blocks, slot by slot, as columns: one addition for each figure of a row. */
export class BlockSums {
  readonly #sharesIdle: boolean;
  readonly #sums: Record<SumColumn, Float64Array>;
  readonly #peaks: Record<PeakColumn, Float64Array>;
  readonly #days: { startMs: number; slots: number[]; money: number[] }[] = [];
  readonly #seen = { minutes: new Float64Array(0), days: new Float64Array(0), whole: new Float64Array(0) };
  readonly #last = {
    startMs: new Float64Array(0),
    cpu: new Float64Array(0),
    ram: new Float64Array(0),
    minutes: new Float64Array(0),
  };
  readonly #clusters: Map<number, Set<string>> = new Map();
  /** Of the day that is being added. */
  #money = new Float64Array(0);
  #minutes = new Float64Array(0);
  #stamp = new Int32Array(0);
  #day = 0;

  constructor(sharesIdle: boolean) {
    this.#sharesIdle = sharesIdle;
    const columns = <T extends string>(names: readonly T[]) =>
      Object.fromEntries(names.map((name) => [name, new Float64Array(0)])) as Record<T, Float64Array>;
    this.#sums = columns(sumColumns);
    this.#peaks = columns(peakColumns);
  }

  /** Adds a day's rows to their slots, in slices. */
  *add(day: BlockDay, slots: Int32Array, slotCount: number): Slices<void> {
    const { block } = day;
    this.#grow(slotCount);
    this.#day += 1;
    const touched = this.#touch(slots, day.startMs);
    for (const name of sumColumns) {
      const values = block.sums[name];
      if (!values) continue;
      addColumn(this.#sums[name], values, slots);
      if (isCost(name)) addColumn(this.#money, values, slots);
      else if (this.#sharesIdle && isIdle(name)) {
        addColumn(this.#sums[idleColumns[name]], values, slots);
        addColumn(this.#money, values, slots);
      }
      yield;
    }
    this.#addLastDay(block, slots, day.startMs);
    for (const name of peakColumns) {
      const values = block.peaks[name];
      if (!values) continue;
      raiseColumn(name === 'minutes' ? this.#minutes : this.#peaks[name], values, slots);
      yield;
    }
    this.#endDay(day, touched);
  }

  /** A group for each slot; slots without a row have none. In slices. */
  *groups(slots: readonly SlotGroup[]): Slices<GroupSum[]> {
    const groups: GroupSum[] = [];
    const bySlot: (GroupSum | undefined)[] = [];
    for (const [slot, { kind, key, controllerKind }] of slots.entries()) {
      if (endsSlice(slot)) yield;
      if (!this.#seen.days[slot]) continue;
      const group = this.#groupAt(slot, emptyGroup(kind, key, controllerKind, this.#last.startMs[slot] ?? 0));
      bySlot[slot] = group;
      groups.push(group);
    }
    for (const { startMs, slots: seen, money } of this.#days) {
      for (const [at, slot] of seen.entries()) {
        const days = bySlot[slot]?.byDay;
        days?.set(startMs, (days.get(startMs) ?? 0) + (money[at] ?? 0));
      }
      yield;
    }
    return groups;
  }

  #groupAt(slot: number, group: GroupSum): GroupSum {
    const at = (name: SumColumn) => this.#sums[name][slot] ?? 0;
    for (const part of costColumns) group.cost[part] = at(part);
    group.used = { cpu: at('usedCpu'), ram: at('usedRam') };
    group.idle = { cpu: at('idleCpu'), ram: at('idleRam'), gpu: at('idleGpu') };
    for (const name of plainColumns) group[name] = at(name);
    group.total = costColumns.reduce((sum, part) => sum + at(part), 0);
    const peak = (name: PeakColumn) => this.#peaks[name][slot] ?? Number.NaN;
    group.cpuCoreUsageMax = orNull(peak('cpuCoreUsageMax'));
    group.ramByteUsageMax = orNull(peak('ramByteUsageMax'));
    group.cpuCoreAverageMax = orNull(peak('cpuCoreAverageMax')) ?? 0;
    group.ramByteAverageMax = orNull(peak('ramByteAverageMax')) ?? 0;
    group.minutes = this.#seen.minutes[slot] ?? 0;
    group.daysSeen = this.#seen.days[slot] ?? 0;
    group.wholeDays = this.#seen.whole[slot] ?? 0;
    group.lastDay = {
      startMs: this.#last.startMs[slot] ?? 0,
      cpuRequestCoreHours: this.#last.cpu[slot] ?? 0,
      ramRequestByteHours: this.#last.ram[slot] ?? 0,
      containerMinutes: this.#last.minutes[slot] ?? 0,
    };
    group.clusters = [...(this.#clusters.get(slot) ?? [])];
    return group;
  }

  /** The slots that have a row today; their last day is begun anew where this day is later. */
  #touch(slots: Int32Array, startMs: number): number[] {
    const touched: number[] = [];
    for (const slot of slots) {
      if (slot < 0 || this.#stamp[slot] === this.#day) continue;
      this.#stamp[slot] = this.#day;
      this.#money[slot] = 0;
      this.#minutes[slot] = 0;
      touched.push(slot);
      const { startMs: last, cpu, ram, minutes } = this.#last;
      if (startMs <= (last[slot] as number)) continue;
      last[slot] = startMs;
      cpu[slot] = 0;
      ram[slot] = 0;
      minutes[slot] = 0;
    }
    return touched;
  }

  #addLastDay({ sums }: DayBlock, slots: Int32Array, startMs: number): void {
    const { startMs: last, cpu, ram, minutes } = this.#last;
    for (const [row, slot] of slots.entries()) {
      if (slot < 0 || last[slot] !== startMs) continue;
      cpu[slot] = (cpu[slot] as number) + (sums.cpuRequestCoreHours?.[row] ?? 0);
      ram[slot] = (ram[slot] as number) + (sums.ramRequestByteHours?.[row] ?? 0);
      minutes[slot] = (minutes[slot] as number) + (sums.containerMinutes?.[row] ?? 0);
    }
  }

  #endDay({ cluster, startMs, endMs }: BlockDay, touched: number[]): void {
    const dayMinutes = (endMs - startMs) / minuteMs;
    const money: number[] = [];
    for (const slot of touched) {
      const minutes = this.#minutes[slot] as number;
      this.#seen.minutes[slot] = (this.#seen.minutes[slot] as number) + minutes;
      this.#seen.days[slot] = (this.#seen.days[slot] as number) + 1;
      if (isWhole(minutes, dayMinutes)) this.#seen.whole[slot] = (this.#seen.whole[slot] as number) + 1;
      money.push(this.#money[slot] as number);
      const known = this.#clusters.get(slot);
      if (known) known.add(cluster);
      else this.#clusters.set(slot, new Set([cluster]));
    }
    this.#days.push({ startMs, slots: touched, money });
  }

  #grow(slotCount: number): void {
    if (slotCount <= this.#stamp.length) return;
    const size = Math.max(1_024, 2 * slotCount);
    const longer = (values: Float64Array, fill = 0) => {
      const grown = new Float64Array(size).fill(fill);
      grown.set(values);
      return grown;
    };
    for (const name of sumColumns) this.#sums[name] = longer(this.#sums[name]);
    for (const name of peakColumns) this.#peaks[name] = longer(this.#peaks[name], Number.NaN);
    for (const name of ['minutes', 'days', 'whole'] as const) this.#seen[name] = longer(this.#seen[name]);
    for (const name of ['cpu', 'ram', 'minutes'] as const) this.#last[name] = longer(this.#last[name]);
    this.#last.startMs = longer(this.#last.startMs, Number.NEGATIVE_INFINITY);
    this.#money = longer(this.#money);
    this.#minutes = longer(this.#minutes);
    const stamp = new Int32Array(size);
    stamp.set(this.#stamp);
    this.#stamp = stamp;
  }
}

const plainColumns = [
  'cpuCoreHours',
  'cpuRequestCoreHours',
  'cpuUsageCoreHours',
  'ramByteHours',
  'ramRequestByteHours',
  'ramUsageByteHours',
  'gpuHours',
  'pvByteHours',
  'networkTransferBytes',
  'networkReceiveBytes',
  'podMinutes',
  'containerMinutes',
  'runs',
] as const;

function isCost(name: SumColumn): name is (typeof costColumns)[number] {
  return (costColumns as readonly string[]).includes(name);
}

function isIdle(name: SumColumn): name is keyof typeof idleColumns {
  return Object.hasOwn(idleColumns, name);
}

function addColumn(into: Float64Array, values: Float64Array, slots: Int32Array): void {
  for (let row = 0; row < slots.length; row += 1) {
    const slot = slots[row] as number;
    if (slot >= 0) into[slot] = (into[slot] as number) + (values[row] as number);
  }
}

/** NaN, where nothing is known, raises nothing. */
function raiseColumn(into: Float64Array, values: Float64Array, slots: Int32Array): void {
  for (let row = 0; row < slots.length; row += 1) {
    const slot = slots[row] as number;
    const value = values[row] as number;
    if (slot < 0 || Number.isNaN(value)) continue;
    if (!(value <= (into[slot] as number))) into[slot] = value;
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
