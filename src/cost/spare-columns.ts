import { clearColumns, emptyColumns, type GroupColumns } from './group-columns.js';

/** Columns that are used again: those of 10,000 groups are 3 MB, and new memory is slow to come by. */
export interface SpareColumns {
  /** Columns without groups. */
  take(): GroupColumns;
  /** Takes columns back that nobody reads any more. */
  giveBack(columns: GroupColumns): void;
}

const mostKept = 2;
/** Larger ones are rare, and would keep their memory for nothing. */
const mostGroupsKept = 32_768;

export function createSpareColumns(): SpareColumns {
  const spare: GroupColumns[] = [];
  return {
    take: () => spare.pop() ?? emptyColumns(),
    giveBack(columns) {
      if (spare.length >= mostKept || columns.sums.cpu.length > mostGroupsKept) return;
      clearColumns(columns);
      spare.push(columns);
    },
  };
}
