import type { SoleRights } from './ledger-ports.js';
import type { SealedPart, SealingRun } from './ports.js';

export interface RunOptions {
  rights: SoleRights;
  clusters: readonly string[];
  /** Called when the right is taken: another process may have sealed since the last run here. */
  onTaken: () => void;
  /** One step of a cluster's work; gives how long to wait before the next, 0 for none. */
  step: (cluster: string, part: SealedPart) => Promise<number>;
  /** Told of a step that failed; the other clusters go on. */
  onFault: (error: unknown) => void;
}

/**
 * Reads and seals the days that are due now, cluster by cluster side by side, until none is or the signal is aborted;
 * one process at a time. Throws what taking the right throws.
 */
export async function runSealing(
  { rights, clusters, onTaken, step, onFault }: RunOptions,
  part: SealedPart,
  signal: AbortSignal,
): Promise<SealingRun> {
  const right = await rights.take(`sealing-${part}`);
  if (!right) return { days: 0, elsewhere: true };
  onTaken();
  const ended = AbortSignal.any([signal, right.lost]);
  let days = 0;
  const work = async (cluster: string): Promise<void> => {
    while (!ended.aborted) {
      const waitMs = await step(cluster, part).catch((error: unknown) => {
        if (!ended.aborted) onFault(error);
        return null;
      });
      if (waitMs !== 0) return;
      days += 1;
    }
  };
  try {
    await Promise.all(clusters.map(work));
  } finally {
    await right.release();
  }
  return { days, elsewhere: false };
}
