import { LRUCache } from 'lru-cache';
import type { DayBlock, Grain, PeakColumn, Place, SumColumn } from '../cost/block.js';
import type { DayTable } from './day-table.js';
import type { Dictionary } from './dictionary.js';
import type { LedgerPool } from './pool.js';
import { decodeTable, type TableOfIds, unpackBytes } from './table-codec.js';
import { takeTurns } from './turns.js';
import { peakColumns, peakUnits, sumColumns, sumUnits } from './units.js';

export interface Blocks {
  /** As `DayLedger.blocks`. */
  read(revisionIds: readonly number[], grain: Grain): AsyncIterable<DayBlock | null>;
  /** One table as it is kept, past the memory; null where the revision does not keep the grain. Throws RangeError for bytes that are none. */
  table(revisionId: number, grain: Grain): Promise<DayTable | null>;
  /** Forgets what was read, after rows were removed. */
  forget(): void;
}

const revisionsPerQuery = 8;

/** Blocks, the ones used last kept in memory: a revision never changes. */
export function createBlocks(options: {
  pool: LedgerPool;
  dictionary: Dictionary;
  memoryBytes: number;
}): Blocks {
  const { pool, dictionary, memoryBytes } = options;
  const memory = new LRUCache<string, DayBlock>({
    maxSize: memoryBytes,
    sizeCalculation: sizeOf,
    maxEntrySize: Math.ceil(memoryBytes / 4),
  });

  const fetch = async (ids: readonly number[], grain: Grain): Promise<Map<number, Uint8Array>> => {
    const { rows } = await pool.query(
      `select revision_id, bytes from ledger_block
       where grain = $1 and revision_id in (select jsonb_array_elements_text($2::jsonb)::int)
       order by revision_id, part`,
      [grain, JSON.stringify(ids)],
    );
    const parts = new Map<number, Uint8Array[]>();
    for (const { revision_id, bytes } of rows) {
      const id = Number(revision_id);
      parts.set(id, [...(parts.get(id) ?? []), bytes as Uint8Array]);
    }
    return new Map([...parts].map(([id, some]) => [id, Buffer.concat(some)]));
  };

  const tableFrom = async (grain: Grain, packed: Uint8Array) => {
    const table = await takeTurns(decodeTable(grain, await unpackBytes(packed)));
    await dictionary.know(table.placeIds);
    return table;
  };

  const some = async (ids: readonly number[], grain: Grain): Promise<(DayBlock | null)[]> => {
    const missing = ids.filter((id) => !memory.has(`${id} ${grain}`));
    const fetched = missing.length === 0 ? new Map<number, Uint8Array>() : await fetch(missing, grain);
    const blocks: (DayBlock | null)[] = [];
    for (const id of ids) {
      const key = `${id} ${grain}`;
      const packed = fetched.get(id);
      const block = memory.get(key) ?? (packed ? blockOf(await tableFrom(grain, packed), dictionary) : null);
      if (block) memory.set(key, block);
      blocks.push(block);
    }
    return blocks;
  };

  return {
    async *read(revisionIds, grain) {
      for (let start = 0; start < revisionIds.length; start += revisionsPerQuery)
        yield* await some(revisionIds.slice(start, start + revisionsPerQuery), grain);
    },
    async table(revisionId, grain) {
      const packed = (await fetch([revisionId], grain)).get(revisionId);
      if (!packed) return null;
      const { placeIds, ...table } = await tableFrom(grain, packed);
      const places: Place[] = [];
      for (const [row, at] of table.placeAt.entries())
        places[at] ??= dictionary.placeOf(placeIds[row] as number);
      return { ...table, places };
    },
    forget: () => memory.clear(),
  };
}

/** The block that a table is, in the units of `DayRow`; columns that say nothing are left out. */
function blockOf(table: TableOfIds, { placeOf }: Dictionary): DayBlock {
  const { grain, rowCount, placeIds, pods, nodes } = table;
  const sums: Partial<Record<SumColumn, Float64Array>> = {};
  for (const name of sumColumns) {
    const values = table.sums[name];
    if (values.some((value) => value !== 0)) sums[name] = scaled(values, sumUnits[name].perUnit);
  }
  const peaks: Partial<Record<PeakColumn, Float64Array>> = {};
  for (const name of peakColumns) {
    const values = table.peaks[name];
    if (values.some((value) => !Number.isNaN(value))) peaks[name] = scaled(values, peakUnits[name].perUnit);
  }
  return { grain, rowCount, placeIds, placeOf, pods, nodes, sums, peaks };
}

function scaled(values: Float64Array, perUnit: number): Float64Array {
  return perUnit === 1 ? values : values.map((value) => value / perUnit);
}

/** Bytes that a block takes in memory: numbers, and references to names. */
function sizeOf({ rowCount, sums, peaks, pods }: DayBlock): number {
  const columns = Object.keys(sums).length + Object.keys(peaks).length;
  return Math.max(1, rowCount * (4 + 8 * columns + (pods === null ? 0 : 80)));
}
