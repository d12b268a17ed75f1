import type { LimitFunction } from 'p-limit';

/**
 * Waits for one of the limited places and takes it until the returned function is called (more than once does no harm).
 * Rejects with the signal's reason when it ends first; the place then goes to the next in the queue.
 */
export function takePlace(limit: LimitFunction, signal: AbortSignal | undefined): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal?.reason);
    if (signal?.aborted) return leave();
    signal?.addEventListener('abort', leave, { once: true });

    void limit(() => {
      signal?.removeEventListener('abort', leave);
      if (signal?.aborted) return;
      return new Promise<void>((release) => resolve(() => release()));
    });
  });
}
