import type { TakenRows } from './block-rows.js';

/**
 * Rows that follow one another and belong to groups that follow one another: run i is the `lengths[i]` rows from
 * `rows[i]` on, in the groups from `groups[i]` on.
 */
export interface RowRuns {
  count: number;
  rows: Int32Array;
  groups: Int32Array;
  lengths: Int32Array;
}

export function emptyRuns(size: number): RowRuns {
  return {
    count: 0,
    rows: new Int32Array(size),
    groups: new Int32Array(size),
    lengths: new Int32Array(size),
  };
}

/** Fills `runs` with those of the taken rows, in their order. Days list the same places in the same order: mostly a few. */
export function findRuns({ count, rows, groups }: TakenRows, runs: RowRuns): void {
  runs.count = 0;
  for (let at = 0; at < count; ) {
    const row = rows[at] as number;
    const group = groups[at] as number;
    let length = 1;
    while (
      at + length < count &&
      rows[at + length] === row + length &&
      groups[at + length] === group + length
    )
      length += 1;
    runs.rows[runs.count] = row;
    runs.groups[runs.count] = group;
    runs.lengths[runs.count] = length;
    runs.count += 1;
    at += length;
  }
}
