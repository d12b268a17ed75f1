import type { DayBlock, Grain } from '../cost/block.js';
import type { DayLedger, SealedDay } from './ledger-ports.js';
import type { Cluster } from './load-day.js';
import type { PlannedDay } from './plan.js';

/** Sealed days under the names that clusters have now. */
export interface SealedDays {
  /** The sealed day of each piece that has one, by `pieceKey`. */
  find(pieces: readonly PlannedDay[]): Promise<Map<string, SealedDay>>;
  /** The sealed days of one cluster that begin in [startMs, endMs), by start. */
  of(cluster: string, startMs: number, endMs: number): Promise<SealedDay[]>;
  /** The names under which days of a cluster may stand, the present one first. */
  namesOf(cluster: string): readonly string[];
  /** As `DayLedger.blocks`. */
  blocks(revisionIds: readonly number[], grain: Grain): AsyncIterable<DayBlock | null>;
}

export function pieceKey({ cluster, startMs }: Pick<PlannedDay, 'cluster' | 'startMs'>): string {
  return `${cluster}\u0000${startMs}`;
}

/** Reads the ledger under a cluster's name and its earlier ones (`aliases`); the present name wins where both have a day. */
export function createSealedDays(ledger: DayLedger, clusters: readonly Cluster[]): SealedDays {
  const presentNames = new Map(
    clusters.flatMap(({ name, aliases = [] }) => [name, ...aliases].map((known) => [known, name] as const)),
  );
  const namesOf = (name: string) =>
    [...presentNames].filter(([, now]) => now === name).map(([known]) => known);

  const read = async (names: readonly string[], startMs: number, endMs: number) => {
    const found = new Map<string, SealedDay>();
    for (const sealed of await ledger.days(names.flatMap(namesOf), startMs, endMs)) {
      const cluster = presentNames.get(sealed.head.cluster) ?? sealed.head.cluster;
      const key = pieceKey({ cluster, startMs: sealed.head.startMs });
      if (found.has(key) && sealed.head.cluster !== cluster) continue;
      found.set(
        key,
        cluster === sealed.head.cluster ? sealed : { ...sealed, head: { ...sealed.head, cluster } },
      );
    }
    return found;
  };

  return {
    async find(pieces) {
      if (pieces.length === 0) return new Map();
      const starts = pieces.map(({ startMs }) => startMs);
      const names = [...new Set(pieces.map(({ cluster }) => cluster))];
      return read(names, Math.min(...starts), Math.max(...starts) + 1);
    },
    async of(cluster, startMs, endMs) {
      const found = await read([cluster], startMs, endMs);
      return [...found.values()].sort((a, b) => a.head.startMs - b.head.startMs);
    },
    namesOf,
    blocks: (revisionIds, grain) => ledger.blocks(revisionIds, grain),
  };
}
