export interface BreakerOptions {
  /** Resolves when the engine answers, however late; rejects when it cannot be asked. */
  probe: () => Promise<void>;
  /** An answer to a probe within this time closes the breaker. */
  limitMs: number;
  /** Waits between two probes; ends early when the breaker is stopped. */
  pause: (signal: AbortSignal) => Promise<void>;
  onOpen: () => void;
  onClose: () => void;
}

export interface Breaker {
  readonly closed: boolean;
  /** When the engine took too long: nobody asks the engine again until a probe was answered in time. */
  trip(): void;
  stop(): void;
}

/**
 * Keeps questions away from an engine that is slow. It opens when the time that
 * questions may wait is spent; a refused call costs no time and opens nothing. Probes run beside the questions,
 * so that being half open costs nobody anything.
 */
export function createBreaker(options: BreakerOptions): Breaker {
  const stopping = new AbortController();
  let closed = true;

  async function answersInTime(): Promise<boolean> {
    const startedMs = performance.now();
    try {
      await options.probe();
    } catch {
      return false;
    }
    return performance.now() - startedMs <= options.limitMs;
  }

  async function recover(): Promise<void> {
    while (!stopping.signal.aborted && !(await answersInTime())) await options.pause(stopping.signal);
    if (stopping.signal.aborted) return;
    closed = true;
    options.onClose();
  }

  return {
    get closed() {
      return closed;
    },
    trip() {
      if (!closed || stopping.signal.aborted) return;
      closed = false;
      options.onOpen();
      void recover();
    },
    stop() {
      stopping.abort();
    },
  };
}
