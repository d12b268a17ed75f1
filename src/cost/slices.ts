/** Work that stops after each slice of a few milliseconds, so that whoever runs it can let others have their turn. */
export type Slices<T> = Generator<void, T, void>;

/** Rows that one slice goes through. */
const rowsPerSlice = 2_000;

/** True behind the last row of each slice; `index` counts rows from 0. */
export function endsSlice(index: number): boolean {
  return index % rowsPerSlice === rowsPerSlice - 1;
}

/** All slices in one go, for work that is known to be small. */
export function runSlices<T>(slices: Slices<T>): T {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

/** A sorted copy, made in slices: pieces are sorted and then merged. Equal items keep their order. */
export function* sortInSlices<T>(items: readonly T[], compare: (a: T, b: T) => number): Slices<T[]> {
  let pieces: T[][] = [];
  for (let start = 0; start < items.length; start += rowsPerSlice) {
    if (start > 0) yield;
    pieces.push(items.slice(start, start + rowsPerSlice).sort(compare));
  }
  while (pieces.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < pieces.length; at += 2) {
      merged.push(yield* merge(pieces[at] ?? [], pieces[at + 1] ?? [], compare));
    }
    pieces = merged;
  }
  return pieces[0] ?? [];
}

function* merge<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): Slices<T[]> {
  const merged: T[] = [];
  let at = 0;
  for (const item of left) {
    for (let other = right[at]; at < right.length && compare(other as T, item) < 0; other = right[at]) {
      merged.push(other as T);
      at += 1;
      if (endsSlice(merged.length)) yield;
    }
    merged.push(item);
    if (endsSlice(merged.length)) yield;
  }
  while (at < right.length) {
    merged.push(right[at] as T);
    at += 1;
    if (endsSlice(merged.length)) yield;
  }
  return merged;
}
