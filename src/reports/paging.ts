import type { CostResult } from './cost-result.js';
import type { Action, Line, TablePaging } from './document.js';

/** Rows on a page of which nobody said how many there should be. */
const usualSize = 20;

/** How the rows of an answer go on behind the last one shown. */
export function pagingOf({ command, from, top }: Pick<CostResult, 'command' | 'from' | 'top'>): TablePaging {
  const whole = from === 1 ? command : command.slice(0, -` from=${from}`.length);
  return {
    from,
    size: top ?? usualSize,
    command: top === null ? `${whole} top=${usualSize}` : whole,
  };
}

/** What is said where the first row to show is past the last there is; null where it is not. */
export function pastTheLast({ from }: Pick<CostResult, 'from'>, count: number): Line | null {
  return from > count ? [`There are ${count} rows: from=${from} is past the last.`] : null;
}

/** The items from the first to show on, at most so many as were asked for. */
export function pageOf<T>(
  items: readonly T[],
  { from, top }: Pick<CostResult, 'from' | 'top'>,
): readonly T[] {
  return from === 1 && top === null
    ? items
    : items.slice(from - 1, top === null ? undefined : from - 1 + top);
}

/**
 * What is pressed to go on behind the rows shown, back before them, and to the first: "Next 20", "Previous 20",
 * "First rows". @param shown rows of the table that are shown, of `count` in all
 */
export function pageActions({ from, size, command }: TablePaging, shown: number, count: number): Action[] {
  const next = from + shown;
  const left = count - next + 1;
  const forward =
    left > 0 ? [{ label: `Next ${Math.min(size, left)}`, command: `${command} from=${next}` }] : [];
  if (from === 1) return forward;
  const before = Math.max(1, from - size);
  const back = before === 1 ? [] : [{ label: `Previous ${size}`, command: `${command} from=${before}` }];
  return [...forward, ...back, { label: 'First rows', command }];
}
