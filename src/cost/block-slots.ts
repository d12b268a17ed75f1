import { type BlockDay, type DayBlock, isBlockDay, type Place, type SumDay } from './block.js';
import type { SlotGroup } from './block-sums.js';
import type { Filter } from './filter.js';
import { type Dimension, dimensionValue, groupValue, hasKind, type NamedRow } from './group.js';
import { groupId } from './group-sum.js';
import { endsSlice, type Slices } from './slices.js';

export interface SlotOptions {
  groupBy: readonly Dimension[];
  filter: Filter;
  accept: (row: NamedRow, cluster: string, labelSets: readonly Place['labels'][]) => boolean;
  visible: ((name: string) => boolean) | null;
  /** Volumes that nobody claims count. */
  withUnmounted: boolean;
  /** Names seen of each dimension of the filter, in place. */
  seen: ReadonlyMap<Dimension, Set<string>>;
}

export interface Slots {
  /** The slot of each row of a day; -1 where it does not count. In slices. */
  of(day: BlockDay): Slices<Int32Array>;
  /** What the slots stand for. */
  groups: readonly SlotGroup[];
}

/** Undecided; slots of rows that do not count are -1. */
const unknown = -2;

/** Decides for each place once, whatever the number of days, which group its rows belong to. */
export function createSlots(options: SlotOptions): Slots {
  const { groupBy, accept, visible, withUnmounted, seen } = options;
  const named = [...groupBy, ...options.filter.map(({ dimension }) => dimension)];
  const needsPod = named.includes('pod');
  const needsNode = named.includes('node');
  const withKind = hasKind(groupBy);
  const groups: SlotGroup[] = [];
  const slotOfGroup = new Map<string, number>();
  const slotsOfPlaces = new Map<string, Map<DayBlock['placeOf'], Int32Array>>();
  const slotsOfNames = new Map<string, Map<Place, Map<string, number>>>();

  const decide = (place: Place, pod: string, node: string, cluster: string): number => {
    const labelSets = [place.labels];
    const row: NamedRow = { ...place, pod, node, labelSet: 0 };
    if (visible && !visible(place.namespace)) return -1;
    for (const [dimension, names] of seen) names.add(dimensionValue(row, dimension, cluster, labelSets));
    if (place.kind === 'unmounted' && !withUnmounted) return -1;
    if (!accept(row, cluster, labelSets)) return -1;
    const isUnmounted = place.kind === 'unmounted';
    const kind = isUnmounted ? 'unmounted' : 'group';
    const key = groupBy.map((dimension) =>
      isUnmounted && dimension !== 'cluster' ? '' : groupValue(row, dimension, cluster, labelSets),
    );
    return slotFor({ kind, key, controllerKind: withKind ? place.controllerKind : '' });
  };

  const slotFor = (group: SlotGroup): number => {
    const id = groupId(group.kind, group.key);
    const known = slotOfGroup.get(id);
    if (known === undefined) {
      slotOfGroup.set(id, groups.length);
      return groups.push(group) - 1;
    }
    const there = groups[known] as SlotGroup;
    if (there.controllerKind !== group.controllerKind) groups[known] = { ...there, controllerKind: '' };
    return known;
  };

  const placeSlots = ({ cluster, block }: BlockDay): Int32Array => {
    const known = entryOf(slotsOfPlaces, cluster, () => new Map());
    const highest = block.placeIds.reduce((a, b) => Math.max(a, b), 0);
    let slots = known.get(block.placeOf) ?? new Int32Array(0);
    if (highest >= slots.length) {
      const longer = new Int32Array(2 * highest + 1).fill(unknown);
      longer.set(slots);
      slots = longer;
      known.set(block.placeOf, slots);
    }
    return slots;
  };

  function* byPlace(day: BlockDay): Slices<Int32Array> {
    const { placeIds, placeOf } = day.block;
    const known = placeSlots(day);
    const slots = new Int32Array(placeIds.length);
    for (let row = 0; row < placeIds.length; row += 1) {
      if (endsSlice(row)) yield;
      const id = placeIds[row] as number;
      if (known[id] === unknown) known[id] = decide(placeOf(id), '', '', day.cluster);
      slots[row] = known[id] as number;
    }
    return slots;
  }

  function* byName(day: BlockDay): Slices<Int32Array> {
    const { placeIds, placeOf, pods, nodes } = day.block;
    const known = entryOf(slotsOfNames, day.cluster, () => new Map<Place, Map<string, number>>());
    const slots = new Int32Array(placeIds.length);
    for (let row = 0; row < placeIds.length; row += 1) {
      if (endsSlice(row)) yield;
      const place = placeOf(placeIds[row] as number);
      const pod = needsPod ? (pods?.[row] ?? '') : '';
      const node = needsNode ? (nodes?.[row] ?? '') : '';
      const ofPlace = entryOf(known, place, () => new Map<string, number>());
      const name = needsPod && needsNode ? `${pod}\n${node}` : pod + node;
      slots[row] = entryOf(ofPlace, name, () => decide(place, pod, node, day.cluster));
    }
    return slots;
  }

  return { of: needsPod || needsNode ? byName : byPlace, groups };
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** True where a day has rows to sum as a block. */
export function hasRows(day: SumDay): day is BlockDay {
  return isBlockDay(day) && day.block.rowCount > 0;
}
