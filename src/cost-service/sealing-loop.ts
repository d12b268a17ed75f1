import type { SoleRights } from './ledger-ports.js';

export interface LoopOptions {
  rights: SoleRights;
  /** One worker each. */
  clusters: readonly string[];
  /** One step of a cluster's work; gives how long to wait before the next, 0 for none. */
  step: (cluster: string, signal: AbortSignal) => Promise<number>;
  /** Waits; ends early when the signal is aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told of a step, or of taking the right, that failed; the loop goes on. */
  onFault: (error: unknown) => void;
}

export interface Loop {
  start(): void;
  /** No new step; resolves when the running ones are over. */
  stop(): Promise<void>;
}

const rightName = 'sealing';
/** How long until a process asks again whether the one that seals is still there. */
const standbyMs = 30_000;
const faultPauseMs = 30_000;

/** Lets one process of all replicas work through its clusters, each in a worker of its own, until it is stopped. */
export function createLoop(options: LoopOptions): Loop {
  const { rights, clusters, step, wait, onFault } = options;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;

  const work = async (cluster: string, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const pauseMs = await step(cluster, signal).catch((error: unknown) => {
        if (!signal.aborted) onFault(error);
        return faultPauseMs;
      });
      if (pauseMs > 0) await wait(pauseMs, signal);
    }
  };

  const lead = async (): Promise<void> => {
    const right = await rights.take(rightName);
    if (!right) return;
    const signal = AbortSignal.any([stopping.signal, right.lost]);
    try {
      await Promise.all(clusters.map((cluster) => work(cluster, signal)));
    } finally {
      await right.release();
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await lead().catch(onFault);
      if (!stopping.signal.aborted) await wait(standbyMs, stopping.signal);
    }
  };

  return {
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
