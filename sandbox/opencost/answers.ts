import {
  type AllocationQuestion,
  type AllocationSet,
  accumulate,
  setOf,
  stepsOf,
} from './allocation-sets.js';
import { assetEntries } from './asset-wire.js';
import type { FailureKind } from './failures.js';
import { measure } from './measure.js';
import type { Model } from './model.js';
import type { Interval } from './time.js';
import { allocationEntry } from './wire.js';

const head = '{"code":200,"status":"success","data":';

/** The body of /allocation, row by row. `damage`: the failure that changes the data, if any. */
export async function* allocationBody(
  model: Model,
  question: AllocationQuestion,
  damage: FailureKind | null,
): AsyncGenerator<string> {
  if (damage === 'null-data') return yield `${head}null}`;
  yield `${head}[`;
  if (question.accumulate) {
    const { sets, hasNulls } = await allSets(model, question, damage);
    yield* setBody(accumulate(sets, question.keepLabels), hasNulls ? 'null-floats' : damage);
  } else {
    let separator = '';
    for (const step of stepsOf(question)) {
      yield separator;
      const { set, hasNulls } = await setOf(model, question, step, damage === 'pods-hidden');
      yield* setBody(set, hasNulls ? 'null-floats' : damage);
      separator = ',';
    }
  }
  yield ']}';
}

async function allSets(
  model: Model,
  question: AllocationQuestion,
  damage: FailureKind | null,
): Promise<{ sets: AllocationSet[]; hasNulls: boolean }> {
  const sets: AllocationSet[] = [];
  let anyNulls = false;
  for (const step of stepsOf(question)) {
    const { set, hasNulls } = await setOf(model, question, step, damage === 'pods-hidden');
    sets.push(set);
    anyNulls ||= hasNulls;
  }
  return { sets, hasNulls: anyNulls };
}

function* setBody(set: AllocationSet, damage: FailureKind | null): Generator<string> {
  if (set === null || damage === 'null-sets') return yield 'null';
  if (damage === 'empty-sets') return yield '{}';
  yield '{';
  for (const [index, row] of set.entries()) {
    yield `${index === 0 ? '' : ','}${damageEntry(allocationEntry(row), index, damage)}`;
  }
  yield '}';
}

/** The body of /assets: one flat object for the whole window. */
export async function* assetsBody(
  model: Model,
  window: Interval,
  damage: FailureKind | null,
): AsyncGenerator<string> {
  if (damage === 'null-data') return yield `${head}null}`;
  const measured = window.startMs < window.endMs ? await measure(model, window, false) : null;
  const entries = measured && damage !== 'empty-sets' ? assetEntries(model.cluster, window, measured) : [];
  yield `${head}{`;
  for (const [index, entry] of entries.entries()) {
    yield `${index === 0 ? '' : ','}${damageEntry(entry, index, damage)}`;
  }
  yield '}}';
}

/** Every third entry loses its costs, or all get costs and minutes of a wrong type. */
function damageEntry(entry: string, index: number, damage: FailureKind | null): string {
  if (damage === 'null-floats' && index % 3 === 1) {
    return entry.replace(/"(cpuCost|ramCost|totalCost|cpuCoreHours)":[^,}]+/g, '"$1":null');
  }
  if (damage !== 'wrong-types') return entry;
  return entry
    .replace(/"(cpuCost|totalCost)":[^,}]+/g, '"$1":"twelve"')
    .replace(/"minutes":[^,}]+/, '"minutes":[]');
}
