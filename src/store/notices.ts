import type { Notice, Notices } from '../digests/ports.js';
import type { StorePool } from './pool.js';

/** What people are to be told once, in the database. Throws what the pool throws. */
export function createNotices(pool: StorePool): Notices {
  return {
    async add({ id, workspace, user, document, createdMs }) {
      const { rowCount } = await pool.query(
        `insert into notice (id, workspace, "user", document, created_ms)
         values ($1, $2, $3, $4::jsonb, $5::bigint) on conflict do nothing`,
        [id, workspace, user, JSON.stringify(document), createdMs],
      );
      return rowCount > 0;
    },
    async waiting() {
      const { rows } = await pool.query(
        'select id, workspace, "user", document, created_ms from notice where told_ms is null order by created_ms, id',
      );
      return rows.map((row) => ({
        id: String(row.id),
        workspace: String(row.workspace),
        user: String(row.user),
        document: row.document as Notice['document'],
        createdMs: Number(row.created_ms),
      }));
    },
    async told(id, atMs) {
      await pool.query('update notice set told_ms = $2::bigint where id = $1', [id, atMs]);
    },
    async removeBefore(beforeMs) {
      const { rowCount } = await pool.query('delete from notice where told_ms < $1::bigint', [beforeMs]);
      return rowCount;
    },
  };
}
