const limitMs = 60_000;
/** So many turns of the event loop are looked at one by one; a longer wait leaves the processor to what is waited for. */
const turns = 200;
const pollMs = 5;

/** Resolves with what is read once it is there: reads again at every turn of the event loop, later every 5 ms; gives up after 60 s. */
export async function until<T>(read: () => T | Promise<T>): Promise<Exclude<T, undefined | null | false>> {
  const startedMs = performance.now();
  for (let turn = 0; ; turn += 1) {
    const found = await read();
    if (found) return found as Exclude<T, undefined | null | false>;
    if (performance.now() - startedMs > limitMs) throw new Error(`still not so after ${limitMs} ms`);
    await new Promise((resolve) => (turn < turns ? setImmediate(resolve) : setTimeout(resolve, pollMs)));
  }
}
