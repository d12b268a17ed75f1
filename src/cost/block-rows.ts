import type { BlockDay, DayBlock, Place } from './block.js';
import { placeValue } from './group.js';
import { isRowDimension, type RowDimension } from './group-finder.js';
import { type Branch, branchBelow } from './group-tree.js';
import { createPlaceNumbers, type PlaceNumbers } from './place-numbers.js';
import type { SumTools } from './sum-tools.js';

/** Some rows of a block that count, by their numbers, and the group of each: the first `count` of each array. */
export interface TakenRows {
  count: number;
  rows: Int32Array;
  groups: Int32Array;
}

/** Takes the rows from `from` up to `to` (exclusive) that count. */
export type RowTaker = (day: BlockDay, from: number, to: number, taken: TakenRows) => void;

/** Of a place: rows with no branch do not count, but their names are seen. */
interface Decision {
  place: Place;
  branch: Branch | null;
}

/** Stands for a place of which no row counts; 0 for one that was not looked at yet. */
const none = -1;

/** Looks at each place once, whatever the number of its rows and days; at single rows only where pods or nodes matter. */
export function createRowTaker(tools: SumTools): RowTaker {
  const named = [...tools.finder.rowDimensions, ...tools.terms.map(({ dimension }) => dimension)];
  return named.some(isRowDimension) ? takerByName(tools) : takerByPlace(tools);
}

function takerByPlace(tools: SumTools): RowTaker {
  const numbersOf = createNumbers();
  const decide = createDecider(tools);
  const groupOf = (place: Place, cluster: string): number => {
    const branch = decide(place, cluster)?.branch;
    return branch ? tools.finder.groupAt(branch, place) : none - 1;
  };
  return ({ cluster, block }, from, to, taken) => {
    const { placeIds, placeOf } = block;
    const numbers = numbersOf(cluster, placeOf);
    for (let row = from; row < to; row += 1) {
      const id = placeIds[row] as number;
      let number = numbers.get(id);
      if (number === 0) {
        number = groupOf(placeOf(id), cluster) + 1;
        numbers.set(id, number);
      }
      if (number !== none) take(taken, row, number - 1);
    }
  };
}

function takerByName(tools: SumTools): RowTaker {
  const { finder } = tools;
  const numbersOf = createNumbers();
  const decide = createDecider(tools);
  const decisions: Decision[] = [];
  const decisionNumber = (place: Place, cluster: string): number => {
    const decision = decide(place, cluster);
    return decision ? decisions.push(decision) : none;
  };
  const seen = Array.from(tools.seen, ([dimension, names]) => ({ dimension, names })).flatMap(
    ({ dimension, names }) => (isRowDimension(dimension) ? [{ dimension, names }] : []),
  );
  const terms = tools.terms.flatMap(({ dimension, accepts }) =>
    isRowDimension(dimension) ? [{ dimension, accepts }] : [],
  );

  return ({ cluster, block }, from, to, taken) => {
    const { placeIds, placeOf } = block;
    const numbers = numbersOf(cluster, placeOf);
    for (let row = from; row < to; row += 1) {
      const id = placeIds[row] as number;
      let number = numbers.get(id);
      if (number === 0) {
        number = decisionNumber(placeOf(id), cluster);
        numbers.set(id, number);
      }
      if (number === none) continue;
      for (const { dimension, names } of seen) names.add(nameOf(block, dimension, row));
      const { place, branch } = decisions[number - 1] as Decision;
      if (!branch || !terms.every(({ dimension, accepts }) => accepts(nameOf(block, dimension, row))))
        continue;
      let end = branch;
      for (const dimension of finder.rowDimensions)
        end = branchBelow(end, place.kind === 'unmounted' ? '' : nameOf(block, dimension, row));
      take(taken, row, finder.groupAt(end, place));
    }
  };
}

/** null for a place that may not be seen. */
function createDecider(tools: SumTools): (place: Place, cluster: string) => Decision | null {
  const { finder, visible, withUnmounted } = tools;
  const seen = [...tools.seen].filter(([dimension]) => !isRowDimension(dimension));
  const terms = tools.terms.filter(({ dimension }) => !isRowDimension(dimension));
  return (place, cluster) => {
    if (visible && !visible(place.namespace)) return null;
    for (const [dimension, names] of seen) names.add(placeValue(place, dimension, cluster));
    const counts =
      (place.kind !== 'unmounted' || withUnmounted) &&
      terms.every(({ dimension, accepts }) => accepts(placeValue(place, dimension, cluster)));
    return { place, branch: counts ? finder.branchOf(place, cluster) : null };
  };
}

/** The numbers given to the places of each dictionary, cluster by cluster: a place is the same in all of them. */
function createNumbers(): (cluster: string, placeOf: DayBlock['placeOf']) => PlaceNumbers {
  const known = new Map<string, Map<DayBlock['placeOf'], PlaceNumbers>>();
  return (cluster, placeOf) => {
    const ofCluster = known.get(cluster) ?? new Map<DayBlock['placeOf'], PlaceNumbers>();
    known.set(cluster, ofCluster);
    const numbers = ofCluster.get(placeOf) ?? createPlaceNumbers();
    ofCluster.set(placeOf, numbers);
    return numbers;
  };
}

function nameOf({ pods, nodes }: DayBlock, dimension: RowDimension, row: number): string {
  return (dimension === 'pod' ? pods : nodes)?.[row] ?? '';
}

function take(taken: TakenRows, row: number, group: number): void {
  taken.rows[taken.count] = row;
  taken.groups[taken.count] = group;
  taken.count += 1;
}
