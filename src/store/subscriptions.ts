import type { Subscriptions } from '../digests/ports.js';
import type { Subscription } from '../digests/subscription.js';
import type { StorePool } from './pool.js';

/** Subscriptions in the database. Throws what the pool throws. */
export function createSubscriptions(pool: StorePool): Subscriptions {
  return {
    async all() {
      const { rows } = await pool.query(
        'select id, version, facts from subscription order by created_ms, id',
      );
      return rows.map(subscriptionOf);
    },
    async find(id) {
      const { rows } = await pool.query('select id, version, facts from subscription where id = $1', [id]);
      return rows[0] ? subscriptionOf(rows[0]) : null;
    },
    async save({ id, version, ...facts }) {
      const { rowCount } = await pool.query(
        `insert into subscription (id, version, created_ms, facts) values ($1, $2::int, $3::bigint, $4::jsonb)
         on conflict (id) do update set version = excluded.version, facts = excluded.facts
         where subscription.version = excluded.version - 1`,
        [id, version, facts.createdMs, JSON.stringify(facts)],
      );
      return rowCount > 0;
    },
    async remove(id) {
      const { rows } = await pool.query(
        `with gone as (delete from subscription where id = $1 returning id),
         closed as (update delivery set state = 'missed', code = 'unsubscribed'
           where subscription = $1 and state in ('due', 'withheld'))
         select id from gone`,
        [id],
      );
      return rows.length > 0;
    },
  };
}

function subscriptionOf(row: Record<string, unknown>): Subscription {
  const facts = row.facts as Omit<Subscription, 'id' | 'version'>;
  return { ...facts, id: String(row.id), version: Number(row.version) };
}
