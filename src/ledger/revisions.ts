import { LRUCache } from 'lru-cache';
import type { DayHead } from '../cost/day.js';
import { dayMs, isoDate } from '../cost/time.js';
import type { SealedDay } from '../cost-service/ledger-ports.js';
import type { LedgerPool } from './pool.js';

/** Revisions without their rows. */
export interface Revisions {
  /** The visible ones of days that begin in [startMs, endMs). */
  visible(clusters: readonly string[], startMs: number, endMs: number): Promise<SealedDay[]>;
  /** All that ever were visible, of one day, the newest first. */
  ofDay(cluster: string, startMs: number): Promise<SealedDay[]>;
  byIds(ids: readonly number[]): Promise<SealedDay[]>;
}

const remembered = 4_000;
const columns = `r.id, c.name as cluster, r.day, r.number, r.look, r.written_ms, r.looks, r.looked_ms, r.version,
  r.head, r.grains, r.total, r.content_hash, r.restated, r.accepted`;

export function createRevisions(pool: LedgerPool): Revisions {
  const memory = new LRUCache<string, SealedDay>({ max: remembered });

  const remember = (row: Record<string, unknown>): SealedDay => {
    const sealed = sealedDayOf(row);
    memory.set(`${row.id}.${row.version}`, sealed);
    return sealed;
  };

  const byIds = async (ids: readonly number[]): Promise<SealedDay[]> => {
    if (ids.length === 0) return [];
    const { rows } = await pool.query(
      `select ${columns} from ledger_revision r join ledger_cluster c on c.id = r.cluster_id
       where r.id in (select jsonb_array_elements_text($1::jsonb)::int)`,
      [JSON.stringify(ids)],
    );
    return rows.map(remember);
  };

  return {
    byIds,
    async visible(clusters, startMs, endMs) {
      // heads are large and hardly ever change: only those that are not known are read
      const { rows } = await pool.query(
        `select r.id, r.version from ledger_day d
         join ledger_cluster c on c.id = d.cluster_id join ledger_revision r on r.id = d.revision_id
         where c.name in (select jsonb_array_elements_text($1::jsonb)) and d.day >= $2::date and d.day < $3::date`,
        [JSON.stringify(clusters), isoDate(startMs), isoDate(endMs + dayMs - 1)],
      );
      const known: SealedDay[] = [];
      const missing: number[] = [];
      for (const { id, version } of rows) {
        const sealed = memory.get(`${id}.${version}`);
        if (sealed) known.push(sealed);
        else missing.push(Number(id));
      }
      const found = [...known, ...(await byIds(missing))];
      return found
        .filter(({ head }) => head.startMs >= startMs && head.startMs < endMs)
        .sort((a, b) => a.head.startMs - b.head.startMs || (a.head.cluster < b.head.cluster ? -1 : 1));
    },
    async ofDay(cluster, startMs) {
      const { rows } = await pool.query(
        `select r.id from ledger_revision r join ledger_cluster c on c.id = r.cluster_id
         where c.name = $1 and r.day = $2::date and r.visible_ms is not null`,
        [cluster, isoDate(startMs)],
      );
      const found = await byIds(rows.map(({ id }) => Number(id)));
      return found.sort((a, b) => b.number - a.number);
    },
  };
}

function sealedDayOf(row: Record<string, unknown>): SealedDay {
  return {
    head: { ...(row.head as Omit<DayHead, 'cluster'>), cluster: String(row.cluster) },
    revisionId: Number(row.id),
    number: Number(row.number),
    look: row.look as SealedDay['look'],
    writtenMs: Number(row.written_ms),
    looks: Number(row.looks),
    lookedMs: Number(row.looked_ms),
    grains: row.grains as SealedDay['grains'],
    contentHash: String(row.content_hash),
    total: Number(row.total),
    restated: (row.restated ?? null) as SealedDay['restated'],
    accepted: (row.accepted ?? null) as SealedDay['accepted'],
  };
}
