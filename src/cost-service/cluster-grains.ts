import { KubecentError } from '../errors.js';
import type { ClusterBook, ClusterGrain } from './ledger-ports.js';

/** Answers that end too early so often in a row are too large for what stands between. */
const brokenInARow = 3;
const rememberedMs = 60_000;

export interface ClusterGrains {
  of(cluster: string): Promise<ClusterGrain>;
  set(cluster: string, grain: ClusterGrain['grain'], why: string): Promise<ClusterGrain>;
  /** Takes note of a day that could not be read; a cluster whose answers are too large is read by controller from then on. */
  noteFailure(cluster: string, error: unknown): Promise<void>;
  noteSuccess(cluster: string): void;
}

/** How each cluster is read: decided once, kept in the ledger, remembered here. */
export function createClusterGrains(options: {
  book: ClusterBook;
  now: () => number;
  /** Told when a cluster goes over to workload grain. */
  onChange: (grain: ClusterGrain) => void;
}): ClusterGrains {
  const { book, now, onChange } = options;
  const known = new Map<string, { grain: Promise<ClusterGrain>; readMs: number }>();
  const broken = new Map<string, number>();

  const of = (cluster: string): Promise<ClusterGrain> => {
    const remembered = known.get(cluster);
    // another process may have decided otherwise since
    if (remembered && Math.abs(now() - remembered.readMs) < rememberedMs) return remembered.grain;
    const grain = book.grainOf(cluster);
    known.set(cluster, { grain, readMs: now() });
    // a ledger that did not answer is asked again the next time
    grain.catch(() => known.delete(cluster));
    return grain;
  };

  const set: ClusterGrains['set'] = async (cluster, grain, why) => {
    const entry = { cluster, grain, why, sinceMs: now() };
    await book.setGrain(entry);
    known.set(cluster, { grain: Promise.resolve(entry), readMs: now() });
    broken.delete(cluster);
    onChange(entry);
    return entry;
  };

  return {
    of,
    set,
    async noteFailure(cluster, error) {
      const code = error instanceof KubecentError ? error.code : '';
      const inARow = code === 'OPENCOST_TRUNCATED' ? (broken.get(cluster) ?? 0) + 1 : 0;
      broken.set(cluster, inARow);
      const why =
        code === 'OPENCOST_TOO_LARGE'
          ? 'a day’s answer was over 200 MB'
          : inARow >= brokenInARow
            ? `${inARow} days’ answers in a row broke off`
            : null;
      if (why !== null && (await of(cluster)).grain === 'container') await set(cluster, 'workload', why);
    },
    noteSuccess(cluster) {
      broken.delete(cluster);
    },
  };
}
