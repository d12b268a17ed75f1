/** What a reading gives: the last value that could be read, and whether the newest attempt gave one. */
export interface Remembered<T> {
  /** null: it could never be read. */
  value: T | null;
  ok: boolean;
}

export interface MemoryOptions {
  now: () => number;
  /** A value is not read again before it is so old. */
  forMs: number;
  /** A reading is waited for so long; it goes on, and the last value stands in. */
  limitMs: number;
  /** Told why a reading failed. */
  onFault: (error: unknown) => void;
}

/** Remembers what `read` gives, so that asking often costs little; one reading at a time. What is returned never rejects. */
export function remember<T>(
  read: () => Promise<T>,
  { now, forMs, limitMs, onFault }: MemoryOptions,
): () => Promise<Remembered<T>> {
  let last: Remembered<T> = { value: null, ok: false };
  let readMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  const readOnce = async (): Promise<void> => {
    try {
      last = { value: await read(), ok: true };
      readMs = now();
    } catch (error) {
      last = { ...last, ok: false };
      onFault(error);
    }
  };

  return async () => {
    if (now() - readMs < forMs && last.ok) return last;
    reading ??= readOnce().finally(() => {
      reading = null;
    });
    const inTime = await within(reading, limitMs);
    return inTime ? last : { ...last, ok: false };
  };
}

/** True where it came to an end in time. */
async function within(work: Promise<void>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, limitMs, false);
  });
  try {
    return await Promise.race([work.then(() => true), over]);
  } finally {
    clearTimeout(timer);
  }
}
