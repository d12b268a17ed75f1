import { type Allocation, type Asset, costPartNames } from './allocation.js';
import type { Span } from './coverage.js';
import { isUnmounted } from './day-row.js';
import { type Money, unitsPerCent } from './money.js';

/** Counts what no sound row has: nulls, costs below zero, costs without hours, spans of nothing or outside the window. */
export function createBrokenRows(window: Span) {
  const nullFields = new Set<string>();
  const facts = {
    spanlessRows: 0,
    otherDayRows: 0,
    nullRows: 0,
    negativeRows: 0,
    negativeCost: 0,
    hourlessRows: 0,
    hourlessCost: 0,
  };

  const noteNulls = (names: readonly string[]): void => {
    if (names.length === 0) return;
    facts.nullRows += 1;
    for (const name of names) nullFields.add(name);
  };

  const noteSpan = (span: Span): void => {
    if (span.endMs <= span.startMs) return;
    if (span.endMs <= window.startMs || span.startMs >= window.endMs) facts.otherDayRows += 1;
  };

  const count = (a: Allocation): void => {
    noteNulls(a.nullFields);
    noteSpan(a);
    if (a.kind === 'idle') return;
    if (!(a.minutes > 0)) facts.spanlessRows += 1;
    const negative = negativeParts(a);
    if (negative < 0) {
      facts.negativeRows += 1;
      facts.negativeCost += negative;
    }
    const hourless = isUnmounted(a) ? 0 : hourlessParts(a);
    if (hourless > 0) {
      facts.hourlessRows += 1;
      facts.hourlessCost += hourless;
    }
  };

  return {
    count,
    countAsset(asset: Asset) {
      noteNulls(asset.nullFields);
      noteSpan(asset);
    },
    facts: () => ({ ...facts, nullFields: [...nullFields] }),
  };
}

/** Negative idle is no nonsense but a finding of its own, and credits may be negative: only a workload's own parts count. */
function negativeParts(a: Allocation): Money {
  let sum = 0;
  for (const part of costPartNames) if (part !== 'other' && a.cost[part] < 0) sum += a.cost[part];
  return sum;
}

function hourlessParts({ cost, cpuCoreHours, ramByteHours, gpuHours }: Allocation): Money {
  let sum = 0;
  if (cost.cpu >= unitsPerCent && cpuCoreHours === 0) sum += cost.cpu;
  if (cost.ram >= unitsPerCent && ramByteHours === 0) sum += cost.ram;
  if (cost.gpu >= unitsPerCent && gpuHours === 0) sum += cost.gpu;
  return sum;
}
