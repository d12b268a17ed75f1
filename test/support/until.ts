const limitMs = 30_000;

/** Resolves with what is read once it is there, reading again at every turn of the event loop; gives up after 30 s. */
export async function until<T>(read: () => T | Promise<T>): Promise<Exclude<T, undefined | null | false>> {
  const startedMs = performance.now();
  for (;;) {
    const found = await read();
    if (found) return found as Exclude<T, undefined | null | false>;
    if (performance.now() - startedMs > limitMs) throw new Error(`still not so after ${limitMs} ms`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
