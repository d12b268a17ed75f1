import type { DayCosts, DayRow } from './day.js';
import { type Dimension, dimensionValue, labelNameOf, labelValue } from './group.js';
import { emptyGroup, type GroupSum } from './group-sum.js';

/** Finds the groups that the rows of one day after another belong to. */
export interface GroupFinder {
  /** The rows that follow are rows of this day. */
  openDay(day: DayCosts): void;
  /** The row's group; a new one is put into `groups` where there is none. */
  find(row: DayRow): GroupSum;
}

interface Branch {
  group: GroupSum | null;
  below: Map<string, Branch> | null;
}

/** One dimension below the clusters. */
interface Part {
  dimension: Dimension;
  labelName: string | null;
  /** Of a label: its value in each label set of the day that was looked at so far. */
  values: (string | undefined)[];
}

/**
 * Names are looked up one dimension after another: making one text of them all for each of 100,000 rows takes three
 * times as long. What is the same for a whole day, or for all rows with one set of labels, is looked up once.
 */
export function createGroupFinder(groupBy: readonly Dimension[], groups: Map<string, GroupSum>): GroupFinder {
  const roots = { workload: newBranch(), unmounted: newBranch() };
  const byCluster = groupBy.includes('cluster');
  const parts = groupBy.filter((dimension) => dimension !== 'cluster').map(newPart);
  let today: { day: DayCosts; workload: Branch; unmounted: Branch } | null = null;

  const create = (row: DayRow, day: DayCosts): GroupSum => {
    const kind = row.kind === 'unmounted' ? 'unmounted' : 'group';
    const key = groupBy.map((dimension) => keyPart(row, dimension, day));
    const id = [kind, ...key].join('\u0000');
    // names that were told apart on the way here may still read alike
    const known = groups.get(id);
    if (known) return known;
    const group = emptyGroup(kind, key, row.controllerKind, day);
    groups.set(id, group);
    return group;
  };

  return {
    openDay(day) {
      const { workload, unmounted } = roots;
      today = byCluster
        ? { day, workload: below(workload, day.cluster), unmounted: below(unmounted, day.cluster) }
        : { day, workload, unmounted };
      for (const part of parts) part.values = part.labelName === null ? [] : new Array(day.labelSets.length);
    },
    find(row) {
      if (!today) throw new RangeError('no day is open');
      let branch = today[row.kind];
      if (row.kind === 'workload') {
        for (let at = 0; at < parts.length; at += 1) branch = step(branch, row, parts[at] as Part, today.day);
      }
      branch.group ??= create(row, today.day);
      return branch.group;
    },
  };
}

/** Controllers of different kinds stay apart; their kind and name are put together only where a group is new. */
function step(branch: Branch, row: DayRow, part: Part, day: DayCosts): Branch {
  if (part.labelName !== null) {
    part.values[row.labelSet] ??= labelValue(day.labelSets[row.labelSet], part.labelName);
    return below(branch, part.values[row.labelSet] as string);
  }
  if (part.dimension === 'controller') {
    return row.controller === ''
      ? below(branch, '')
      : below(below(branch, row.controllerKind), row.controller);
  }
  return below(branch, dimensionValue(row, part.dimension, day.cluster, day.labelSets));
}

/** The row's part of a group key: as `dimensionValue`, but with the kind of a controller, "deployment/api"; nothing but the cluster for volumes that nobody claims. */
function keyPart(row: DayRow, dimension: Dimension, day: DayCosts): string {
  if (dimension === 'cluster') return day.cluster;
  if (row.kind === 'unmounted') return '';
  if (dimension !== 'controller') return dimensionValue(row, dimension, day.cluster, day.labelSets);
  return row.controller === '' ? '' : `${row.controllerKind}/${row.controller}`;
}

function newPart(dimension: Dimension): Part {
  return { dimension, labelName: labelNameOf(dimension), values: [] };
}

function newBranch(): Branch {
  return { group: null, below: null };
}

function below(branch: Branch, name: string): Branch {
  branch.below ??= new Map();
  const known = branch.below.get(name);
  if (known) return known;
  const added = newBranch();
  branch.below.set(name, added);
  return added;
}
