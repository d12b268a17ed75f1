import type { Grain, Place } from '../cost/block.js';
import type { DayCosts, DayHead } from '../cost/day.js';
import { isoDate } from '../cost/time.js';
import type { DayBook, RevisionEntry, SealedDay } from '../cost-service/ledger-ports.js';
import { contentHash, costOfTable } from './content-hash.js';
import { type DayTable, tablesOf } from './day-table.js';
import type { Dictionary } from './dictionary.js';
import type { LedgerPool } from './pool.js';
import type { Revisions } from './revisions.js';
import { encodeTable, packBytes } from './table-codec.js';
import { takeTurns } from './turns.js';

/** A day as it is kept. */
export interface DayToKeep {
  head: DayHead;
  tables: readonly DayTable[];
}

/** Steps of writing that a test may end the process at. */
export type WriteStep = 'revision' | 'block' | 'before-visible' | 'visible';

export interface WriterOptions {
  pool: LedgerPool;
  dictionary: Dictionary;
  revisions: Revisions;
  /** Called at each step; for tests of a process that is killed there. */
  onStep?: ((step: WriteStep) => Promise<void>) | undefined;
}

export interface Writer {
  write: DayBook['write'];
  keep(day: DayToKeep, entry: RevisionEntry, replaces: number | null): ReturnType<DayBook['write']>;
  hashOf: DayBook['hashOf'];
}

const partBytes = 256 * 1024;

/** Writes days: small statements under a revision that nobody reads, then one that makes it visible. */
export function createWriter({
  pool,
  dictionary,
  revisions,
  onStep = async () => {},
}: WriterOptions): Writer {
  const clusterId = async (name: string): Promise<number> => {
    await pool.query('insert into ledger_cluster (name) values ($1) on conflict (name) do nothing', [name]);
    const { rows } = await pool.query('select id from ledger_cluster where name = $1', [name]);
    return Number(rows[0]?.id);
  };

  const insertRevision = async (cluster: number, day: DayToKeep, entry: RevisionEntry): Promise<number> => {
    const { cluster: _, ...head } = day.head;
    const workloads = day.tables.find(({ grain }) => grain === 'workload');
    const { rows } = await pool.query(
      `insert into ledger_revision (cluster_id, day, number, look, written_ms, looks, looked_ms, head, grains, total,
         content_hash, restated, accepted)
       select $1::int, $2::date, coalesce(max(number), 0) + 1, $3, $4::bigint, $5::int, $6::bigint, $7::jsonb, $8::jsonb,
         $9::bigint, $10, $11::jsonb, $12::jsonb
       from ledger_revision where cluster_id = $1::int and day = $2::date
       returning id`,
      [
        cluster,
        isoDate(day.head.startMs),
        entry.look,
        entry.writtenMs,
        entry.looks,
        entry.lookedMs,
        JSON.stringify(head),
        JSON.stringify(day.tables.map(({ grain }) => grain)),
        workloads ? costOfTable(day.head, workloads) : 0,
        workloads ? await takeTurns(contentHash(day.head, workloads)) : '',
        entry.restated && JSON.stringify(entry.restated),
        entry.accepted && JSON.stringify(entry.accepted),
      ],
    );
    return Number(rows[0]?.id);
  };

  const insertBlock = async (
    revision: number,
    grain: Grain,
    table: DayTable,
    ids: ReadonlyMap<Place, number>,
  ) => {
    const bytes = await packBytes(await takeTurns(encodeTable(table, (place) => ids.get(place) as number)));
    for (let part = 0; part * partBytes < bytes.length; part += 1) {
      const some = bytes.subarray(part * partBytes, (part + 1) * partBytes);
      await pool.query('insert into ledger_block values ($1, $2, $3, $4)', [revision, grain, part, some]);
    }
  };

  /** True where the revision is the visible one now. */
  const publish = async (
    cluster: number,
    day: string,
    revision: number,
    replaces: number | null,
    atMs: number,
  ) => {
    const taken =
      replaces === null
        ? 'on conflict (cluster_id, day) do nothing'
        : 'on conflict (cluster_id, day) do update set revision_id = excluded.revision_id where ledger_day.revision_id = $5::int';
    const { rows } = await pool.query(
      `with day as (
         insert into ledger_day values ($1::int, $2::date, $3::int) ${taken} returning revision_id)
       update ledger_revision set visible_ms = $4::bigint where id in (select revision_id from day) returning id`,
      [cluster, day, revision, atMs, ...(replaces === null ? [] : [replaces])],
    );
    return rows.length > 0;
  };

  const visibleNow = async ({ cluster, startMs }: DayHead): Promise<SealedDay> => {
    const [visible] = await revisions.visible([cluster], startMs, startMs + 1);
    if (!visible) throw new RangeError('a day that was written is not there');
    return visible;
  };

  const keep: Writer['keep'] = async (day, entry, replaces) => {
    const cluster = await clusterId(day.head.cluster);
    const revision = await insertRevision(cluster, day, entry);
    await onStep('revision');
    const ids = new Map<Place, number>();
    for (const { places } of day.tables)
      for (const [place, id] of await dictionary.idsOf(places)) ids.set(place, id);
    for (const table of day.tables) {
      await insertBlock(revision, table.grain, table, ids);
      await onStep('block');
    }
    await onStep('before-visible');
    const written = await publish(cluster, isoDate(day.head.startMs), revision, replaces, entry.writtenMs);
    if (!written) await pool.query('delete from ledger_revision where id = $1', [revision]);
    await onStep('visible');
    return { written, visible: await visibleNow(day.head) };
  };

  const toKeep = async (day: DayCosts): Promise<DayToKeep> => {
    const { rows, labelSets: _, ...head } = day;
    if (rows.length === 0) return { head, tables: [] };
    const tables = await takeTurns(tablesOf(day));
    // whole controllers have no pods
    return {
      head,
      tables: head.rowsAre === 'workload' ? tables.filter(({ grain }) => grain !== 'pod') : tables,
    };
  };

  return {
    keep,
    write: async (day, entry, replaces) => keep(await toKeep(day), entry, replaces),
    async hashOf(day) {
      const { head, tables } = await toKeep(day);
      const workloads = tables.find(({ grain }) => grain === 'workload');
      return workloads ? takeTurns(contentHash(head, workloads)) : '';
    },
  };
}
