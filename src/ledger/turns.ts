import type { Slices } from '../cost/slices.js';

/** Runs slices with everything else that the process has to do in between. */
export async function takeTurns<T>(slices: Slices<T>): Promise<T> {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
