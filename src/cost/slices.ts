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
