import { createHash } from 'node:crypto';
import type { Place } from '../cost/block.js';
import type { LedgerPool } from './pool.js';

/** Places and their ids, which all days share. */
export interface Dictionary {
  /** The id of each place, new ones are given theirs. */
  idsOf(places: readonly Place[]): Promise<ReadonlyMap<Place, number>>;
  /** Makes the places of these ids known; `placeOf` throws RangeError for one that is not. */
  know(ids: Iterable<number>): Promise<void>;
  placeOf(id: number): Place;
  /** Forgets what was read, after places were removed. */
  forget(): void;
}

const placesPerStatement = 1_000;

export function createDictionary(pool: LedgerPool): Dictionary {
  const byId = new Map<number, Place>();

  const remember = (row: Record<string, unknown>): void => {
    const id = Number(row.id);
    if (byId.has(id)) return;
    byId.set(id, {
      kind: row.kind === 'unmounted' ? 'unmounted' : 'workload',
      namespace: String(row.namespace),
      controllerKind: String(row.controller_kind),
      controller: String(row.controller),
      container: String(row.container),
      labels: row.labels as Place['labels'],
    });
  };

  /** The ids of the places, in their order. */
  const idsOfSome = async (places: readonly Place[]): Promise<number[]> => {
    const records = places.map((place) => ({
      digest: digestOf(place),
      kind: place.kind,
      namespace: place.namespace,
      controller_kind: place.controllerKind,
      controller: place.controller,
      container: place.container,
      labels: place.labels,
    }));
    const ids = new Map<string, number>();
    const note = (rows: readonly Record<string, unknown>[]) => {
      for (const { id, digest } of rows) ids.set(String(digest), Number(id));
    };
    const unknown = () => records.filter(({ digest }) => !ids.has(digest));
    const find = async () => {
      const { rows } = await pool.query(
        'select id, digest from ledger_place where digest in (select jsonb_array_elements_text($1::jsonb))',
        [JSON.stringify(unknown().map(({ digest }) => digest))],
      );
      note(rows);
    };
    await find();
    // sorted, so that two writers never wait for each other crosswise
    const missing = unknown().sort((a, b) => (a.digest < b.digest ? -1 : 1));
    if (missing.length > 0) {
      const { rows } = await pool.query(
        `insert into ledger_place (digest, kind, namespace, controller_kind, controller, container, labels)
         select digest, kind, namespace, controller_kind, controller, container, labels
         from jsonb_to_recordset($1::jsonb) as given(digest text, kind text, namespace text, controller_kind text,
           controller text, container text, labels jsonb)
         on conflict (digest) do nothing returning id, digest`,
        [JSON.stringify(missing)],
      );
      note(rows);
    }
    // another writer was first with some of them
    if (unknown().length > 0) await find();
    return records.map(({ digest }) => ids.get(digest) as number);
  };

  return {
    async idsOf(places) {
      const ids = new Map<Place, number>();
      for (let start = 0; start < places.length; start += placesPerStatement) {
        const some = places.slice(start, start + placesPerStatement);
        const found = await idsOfSome(some);
        for (const [at, place] of some.entries()) ids.set(place, found[at] as number);
      }
      return ids;
    },
    async know(ids) {
      const missing = [...new Set(ids)].filter((id) => !byId.has(id));
      for (let start = 0; start < missing.length; start += placesPerStatement) {
        const { rows } = await pool.query(
          `select id, kind, namespace, controller_kind, controller, container, labels from ledger_place
           where id in (select jsonb_array_elements_text($1::jsonb)::int)`,
          [JSON.stringify(missing.slice(start, start + placesPerStatement))],
        );
        for (const row of rows) remember(row);
      }
    },
    placeOf(id) {
      const place = byId.get(id);
      if (!place) throw new RangeError(`no place ${id} in the ledger`);
      return place;
    },
    forget: () => byId.clear(),
  };
}

function digestOf({ kind, namespace, controllerKind, controller, container, labels }: Place): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([kind, namespace, controllerKind, controller, container, sorted]))
    .digest('hex')
    .slice(0, 40);
}
