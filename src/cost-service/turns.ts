import type { Slices } from '../cost/slices.js';

/** Runs slices with everything else that the process has to do in between; work of a single slice takes no turn more. */
export async function takeTurns<T>(slices: Slices<T>): Promise<T> {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
    await nextTurn();
  }
}

/** A queue for turns of the event loop: of all who wait for one, each goes on in a turn of its own. */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(nextTurn);
    return last;
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
