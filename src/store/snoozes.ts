import type { Snooze, Snoozes } from '../reports/snoozes.js';
import type { StorePool } from './pool.js';

/** A snooze with what became of it. */
export interface KeptSnooze extends Snooze {
  /** null: nobody has undone it. */
  undone: { by: string; atMs: number } | null;
}

export interface KeptSnoozes extends Snoozes {
  /** All that were ever made, the oldest first. */
  all(): Promise<KeptSnooze[]>;
  /** Takes one as it is, with what became of it; what is there already stays. */
  keep(snooze: KeptSnooze): Promise<void>;
}

const columns = 'saving, made_ms, until_ms, undone_ms, undone_by, facts';

/** What is snoozed, in the database. Of several for one saving the last one made counts. Throws what the pool throws. */
export function createSnoozes(pool: StorePool): KeptSnoozes {
  const write = async (
    { id, atMs, untilMs, undone, ...facts }: KeptSnooze,
    known: 'stays' | 'is replaced',
  ): Promise<void> => {
    const then =
      known === 'stays'
        ? 'nothing'
        : `update set until_ms = excluded.until_ms, undone_ms = null, undone_by = null, facts = excluded.facts`;
    await pool.query(
      `insert into snooze (${columns})
       values ($1, $2::bigint, $3::bigint, $4::bigint, $5, $6::jsonb)
       on conflict (saving, made_ms) do ${then}`,
      [id, atMs, untilMs, undone?.atMs ?? null, undone?.by ?? null, JSON.stringify(facts)],
    );
  };
  return {
    async active(nowMs) {
      const { rows } = await pool.query(
        `select ${columns} from (
           select distinct on (saving) ${columns} from snooze where undone_ms is null
           order by saving, made_ms desc) latest
         where until_ms is null or until_ms > $1::bigint
         order by made_ms desc, saving`,
        [nowMs],
      );
      return rows.map((row) => {
        const { undone: _, ...snooze } = snoozeOf(row);
        return snooze;
      });
    },
    // undone and made again within a millisecond, it is the same record
    add: (snooze) => write({ ...snooze, undone: null }, 'is replaced'),
    async remove(id, { by, atMs }) {
      const { rowCount } = await pool.query(
        `update snooze set undone_ms = $2::bigint, undone_by = $3
         where saving = $1 and undone_ms is null and (until_ms is null or until_ms > $2::bigint)`,
        [id, atMs, by],
      );
      return rowCount > 0;
    },
    async all() {
      const { rows } = await pool.query(`select ${columns} from snooze order by made_ms, saving`);
      return rows.map(snoozeOf);
    },
    keep: (snooze) => write(snooze, 'stays'),
  };
}

function snoozeOf(row: Record<string, unknown>): KeptSnooze {
  const facts = row.facts as Omit<Snooze, 'id' | 'atMs' | 'untilMs'>;
  return {
    ...facts,
    id: String(row.saving),
    atMs: Number(row.made_ms),
    untilMs: row.until_ms === null ? null : Number(row.until_ms),
    undone: row.undone_ms === null ? null : { by: String(row.undone_by), atMs: Number(row.undone_ms) },
  };
}
