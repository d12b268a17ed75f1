import type { Place } from './block.js';
import { controllerKey, type Dimension, hasKind, placeValue } from './group.js';
import { addGroup, type GroupColumns } from './group-columns.js';
import { type Branch, branchBelow, nameAt, newRoot } from './group-tree.js';

/** What only single rows tell, not their places. */
export type RowDimension = 'pod' | 'node';

/** Finds groups in two steps: the branch of a place, then one name further for each dimension that only rows tell. */
export interface GroupFinder {
  /** Dimensions that places tell, then those that rows tell. Any order will do: `key` has the order asked for. */
  placeDimensions: readonly Dimension[];
  rowDimensions: readonly RowDimension[];
  root(kind: Place['kind']): Branch;
  /** Where rows of a place belong, as far as the place tells. */
  branchOf(place: Place, cluster: string): Branch;
  /** The number of the group whose key ends at a branch; a new one is added to the columns. */
  groupAt(branch: Branch, of: Pick<Place, 'kind' | 'controllerKind'>): number;
}

export function isRowDimension(dimension: Dimension): dimension is RowDimension {
  return dimension === 'pod' || dimension === 'node';
}

export function createGroupFinder(groupBy: readonly Dimension[], columns: GroupColumns): GroupFinder {
  const placeDimensions = groupBy.filter((dimension) => !isRowDimension(dimension));
  const rowDimensions = groupBy.filter(isRowDimension);
  const inTree: readonly Dimension[] = [...placeDimensions, ...rowDimensions];
  const depths = groupBy.map((dimension) => inTree.indexOf(dimension) + 1);
  const withKind = hasKind(groupBy);
  const roots = { workload: newRoot(), unmounted: newRoot() };

  return {
    placeDimensions,
    rowDimensions,
    root: (kind) => roots[kind],
    branchOf(place, cluster) {
      let branch = roots[place.kind];
      for (const dimension of placeDimensions) branch = branchBelow(branch, keyOf(place, dimension, cluster));
      return branch;
    },
    groupAt(branch, { kind, controllerKind }) {
      const head = columns.heads[branch.group];
      if (head) {
        if (withKind && head.controllerKind !== controllerKind) head.controllerKind = '';
        return branch.group;
      }
      branch.group = addGroup(columns, {
        kind: kind === 'unmounted' ? 'unmounted' : 'group',
        key: depths.map((depth) => nameAt(branch, inTree.length - depth)),
        controllerKind: withKind ? controllerKind : '',
      });
      return branch.group;
    },
  };
}

/** Volumes that nobody mounts have no names, but a cluster. */
function keyOf(place: Place, dimension: Dimension, cluster: string): string {
  if (place.kind === 'unmounted' && dimension !== 'cluster') return '';
  return dimension === 'controller' ? controllerKey(place) : placeValue(place, dimension, cluster);
}
