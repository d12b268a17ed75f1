import type {
  ClusterBook,
  ClusterGrain,
  DayBook,
  DayLedger,
  LedgerCare,
} from '../cost-service/ledger-ports.js';
import { KubecentError } from '../errors.js';
import { createBlocks } from './blocks.js';
import { purgeNamespace, sizeOf, sweep, verifyDays } from './care.js';
import { createDictionary } from './dictionary.js';
import type { LedgerPool } from './pool.js';
import { createRevisions } from './revisions.js';
import { exportLines, importLines } from './transfer.js';
import { createWriter, type WriteStep } from './writer.js';

export interface LedgerOptions {
  pool: LedgerPool;
  /** Bytes of the data folder; null for PostgreSQL. */
  folderBytes: () => Promise<number | null>;
  /** Memory for the rows that were used last; 192 MiB by default. */
  memoryBytes?: number;
  /** Called at each step of writing; for tests of a process that is killed there. */
  onStep?: (step: WriteStep) => Promise<void>;
}

export type Ledger = DayLedger & DayBook & ClusterBook & LedgerCare;

const defaultMemoryBytes = 192 * 1024 * 1024;

/** The ledger over a database whose schema is up to date. What the database throws comes as KubecentError. */
export function createLedger(options: LedgerOptions): Ledger {
  const pool = careful(options.pool);
  const dictionary = createDictionary(pool);
  const revisions = createRevisions(pool);
  const blocks = createBlocks({
    pool,
    dictionary,
    memoryBytes: options.memoryBytes ?? defaultMemoryBytes,
  });
  const writer = createWriter({ pool, dictionary, revisions, onStep: options.onStep });
  const care = { pool, dictionary, revisions, blocks, writer };

  const setGrain = async ({ cluster, grain, why, sinceMs }: ClusterGrain): Promise<void> => {
    await pool.query(
      `insert into ledger_cluster (name, grain, grain_why, grain_since_ms) values ($1, $2, $3, $4::bigint)
       on conflict (name) do update set grain = excluded.grain, grain_why = excluded.grain_why,
         grain_since_ms = excluded.grain_since_ms`,
      [cluster, grain, why, sinceMs],
    );
  };

  return {
    days: revisions.visible,
    blocks: blocks.read,
    write: writer.write,
    hashOf: writer.hashOf,
    async amend(revisionId, { state, findings, looks, lookedMs, accepted }) {
      const change = { ...(state ? { state } : {}), ...(findings ? { findings } : {}) };
      const { rows } = await pool.query(
        `update ledger_revision set head = head || $2::jsonb, looks = coalesce($3::int, looks),
           looked_ms = coalesce($4::bigint, looked_ms), accepted = coalesce($5::jsonb, accepted), version = version + 1
         where id = $1 and exists (select from ledger_day where revision_id = $1) returning id`,
        [
          revisionId,
          JSON.stringify(change),
          looks ?? null,
          lookedMs ?? null,
          accepted ? JSON.stringify(accepted) : null,
        ],
      );
      return rows.length > 0;
    },
    sweep: (request) => sweep(care, request),
    async grainOf(cluster) {
      const { rows } = await pool.query(
        'select grain, grain_why, grain_since_ms from ledger_cluster where name = $1',
        [cluster],
      );
      const row = rows[0];
      return {
        cluster,
        grain: row?.grain === 'workload' ? 'workload' : 'container',
        why: String(row?.grain_why ?? ''),
        sinceMs: Number(row?.grain_since_ms ?? 0),
      };
    },
    setGrain,
    history: revisions.ofDay,
    verify: () => verifyDays(care),
    purgeNamespace: (namespace, nowMs) => purgeNamespace(care, namespace, nowMs),
    exportLines: () => exportLines(care),
    importLines: (lines, nowMs) => importLines({ ...care, setGrain }, lines, nowMs),
    size: () => sizeOf(care, options.folderBytes),
  };
}

/** A pool whose errors are sentences. */
function careful(pool: LedgerPool): LedgerPool {
  return {
    async query(text, params) {
      try {
        return await pool.query(text, params);
      } catch (cause) {
        if (cause instanceof KubecentError) throw cause;
        throw new KubecentError({
          code: 'LEDGER_FAILED',
          userMessage:
            'The ledger could not be read or written; the log has the cause, health says how it is.',
          retryable: true,
          cause,
        });
      }
    },
  };
}
