import type { Grain, Place } from '../cost/block.js';
import type { DayHead } from '../cost/day.js';
import { dayMs, isoDate } from '../cost/time.js';
import type { LedgerCare, SealedDay, VerifiedDay } from '../cost-service/ledger-ports.js';
import type { Blocks } from './blocks.js';
import { contentHash, costOfTable } from './content-hash.js';
import { type DayTable, emptyTable } from './day-table.js';
import type { Dictionary } from './dictionary.js';
import type { LedgerPool } from './pool.js';
import type { Revisions } from './revisions.js';
import { takeTurns } from './turns.js';
import { peakColumns, sumColumns } from './units.js';
import type { DayToKeep, Writer } from './writer.js';

export interface CareOptions {
  pool: LedgerPool;
  dictionary: Dictionary;
  revisions: Revisions;
  blocks: Blocks;
  writer: Writer;
}

/** The ids of all visible revisions, oldest day first. */
export async function visibleIds(pool: LedgerPool): Promise<number[]> {
  const { rows } = await pool.query('select revision_id from ledger_day order by day, cluster_id');
  return rows.map(({ revision_id }) => Number(revision_id));
}

/** The tables of a revision, as they are kept. */
export async function tablesKept(blocks: Blocks, { revisionId, grains }: SealedDay): Promise<DayTable[]> {
  const tables: DayTable[] = [];
  for (const grain of grains) {
    const table = await blocks.table(revisionId, grain);
    if (table) tables.push(table);
  }
  return tables;
}

/** Recomputes hash and sums of every visible revision: see `LedgerCare.verify`. */
export async function* verifyDays({ pool, revisions, blocks }: CareOptions): AsyncIterable<VerifiedDay> {
  for (const id of await visibleIds(pool)) {
    const [sealed] = await revisions.byIds([id]);
    if (!sealed) continue;
    const { cluster, startMs } = sealed.head;
    yield { cluster, startMs, revisionId: id, faults: await faultsOf(blocks, sealed) };
  }
}

async function faultsOf(blocks: Blocks, sealed: SealedDay): Promise<string[]> {
  if (sealed.grains.length === 0) return [];
  const faults: string[] = [];
  const tables = new Map<Grain, DayTable>();
  for (const grain of sealed.grains) {
    const table = await blocks.table(sealed.revisionId, grain).catch(() => null);
    if (table) tables.set(grain, table);
    else faults.push(`its rows by ${grain} cannot be read`);
  }
  for (const [grain, table] of tables) {
    const sum = costOfTable(sealed.head, table);
    if (sum !== sealed.total)
      faults.push(`its rows by ${grain} add up to ${sum / 100_000}, not to ${sealed.total / 100_000}`);
  }
  const workloads = tables.get('workload');
  if (workloads && (await takeTurns(contentHash(sealed.head, workloads))) !== sealed.contentHash)
    faults.push('its rows are not the ones that were sealed');
  return faults;
}

/** Removes a namespace: see `LedgerCare.purgeNamespace`. */
export async function purgeNamespace(
  { pool, dictionary, revisions, blocks, writer }: CareOptions,
  namespace: string,
  nowMs: number,
): Promise<number> {
  const visible = new Set(await visibleIds(pool));
  const { rows } = await pool.query(
    'select id from ledger_revision where visible_ms is not null order by id',
  );
  let changed = 0;
  for (const { id } of rows) {
    const [sealed] = await revisions.byIds([Number(id)]);
    if (!sealed) continue;
    const tables = await tablesKept(blocks, sealed);
    if (!tables.some(({ places }) => places.some((place) => place.namespace === namespace))) continue;
    if (visible.has(sealed.revisionId)) {
      const left = tables.map((table) => without(table, (place) => place.namespace === namespace));
      await writer.keep(
        withoutCost(sealed, left),
        { ...sealed, look: 'purge', writtenMs: nowMs },
        sealed.revisionId,
      );
      changed += 1;
    }
    await pool.query('delete from ledger_revision where id = $1', [sealed.revisionId]);
  }
  await pool.query('delete from ledger_place where namespace = $1', [namespace]);
  dictionary.forget();
  blocks.forget();
  return changed;
}

function withoutCost({ head }: SealedDay, tables: readonly DayTable[]): DayToKeep {
  const finding = {
    check: 'purge',
    severity: 'note' as const,
    reason: 'rows of a namespace were removed by a person',
    figures: {},
  };
  const findings: DayHead['findings'] = [...head.findings.filter(({ check }) => check !== 'purge'), finding];
  return { head: { ...head, findings }, tables };
}

/** The table without the rows of some places. */
function without(table: DayTable, isGone: (place: Place) => boolean): DayTable {
  const kept: number[] = [];
  for (const [row, at] of table.placeAt.entries()) {
    const place = table.places[at];
    if (place && !isGone(place)) kept.push(row);
  }
  const left = emptyTable(table.grain, kept.length);
  const places: Place[] = [];
  let lastAt = -1;
  for (const [row, from] of kept.entries()) {
    const at = table.placeAt[from] as number;
    if (at !== lastAt) places.push(table.places[at] as Place);
    lastAt = at;
    left.placeAt[row] = places.length - 1;
    for (const name of sumColumns) left.sums[name][row] = table.sums[name][from] as number;
    for (const name of peakColumns) left.peaks[name][row] = table.peaks[name][from] as number;
  }
  const names = (list: readonly string[] | null) => list && kept.map((row) => list[row] as string);
  return { ...left, places, pods: names(table.pods), nodes: names(table.nodes) };
}

/** Removes what killed writers left, and pod rows that are old: see `DayBook.sweep`. */
export async function sweep(
  { pool }: Pick<CareOptions, 'pool'>,
  { nowMs, podsBeforeMs }: { nowMs: number; podsBeforeMs: number },
): Promise<{ revisions: number; podBlocks: number }> {
  const left = await pool.query(
    'delete from ledger_revision where visible_ms is null and written_ms < $1::bigint returning id',
    [nowMs - leftoverMs],
  );
  const pods = await pool.query(
    `update ledger_revision set grains = grains - 'pod', version = version + 1
     where day < $1::date and grains ? 'pod' returning id`,
    [isoDate(podsBeforeMs + dayMs - 1)],
  );
  const ids = JSON.stringify(pods.rows.map(({ id }) => Number(id)));
  await pool.query(
    `delete from ledger_block where grain = 'pod'
     and revision_id in (select jsonb_array_elements_text($1::jsonb)::int)`,
    [ids],
  );
  return { revisions: left.rows.length, podBlocks: pods.rows.length };
}

/** A revision that is not visible after so long is one of a writer that was killed. */
const leftoverMs = 3_600_000;

/** Bytes of tables and indexes, and how much they hold. */
export async function sizeOf(
  { pool }: Pick<CareOptions, 'pool'>,
  folderBytes: () => Promise<number | null>,
): Promise<Awaited<ReturnType<LedgerCare['size']>>> {
  const { rows } = await pool.query(
    `select (select sum(pg_total_relation_size(oid))::bigint from pg_class where relkind = 'r' and relname like 'ledger_%') as bytes,
       (select count(*) from ledger_day) as days, (select count(*) from ledger_revision) as revisions`,
  );
  const bytes = await folderBytes();
  return {
    engine: bytes === null ? 'postgresql' : 'embedded',
    tableBytes: Number(rows[0]?.bytes),
    folderBytes: bytes,
    days: Number(rows[0]?.days),
    revisions: Number(rows[0]?.revisions),
  };
}
