import type { Delivery, DeliveryPart, DeliveryState } from '../digests/delivery.js';
import type { DeliveryChange, DeliveryLog } from '../digests/ports.js';
import type { StorePool } from './pool.js';

const columns =
  'subscription, slot_ms, part, state, period, version, next_ms, attempts, sending_ms, sent_ms, channel, ts, code, said';

/** Column and type of what may change. */
const changeable: Readonly<Record<keyof DeliveryChange, { column: string; type: string }>> = {
  state: { column: 'state', type: 'text' },
  nextMs: { column: 'next_ms', type: 'bigint' },
  attempts: { column: 'attempts', type: 'int' },
  sendingMs: { column: 'sending_ms', type: 'bigint' },
  sentMs: { column: 'sent_ms', type: 'bigint' },
  ts: { column: 'ts', type: 'text' },
  code: { column: 'code', type: 'text' },
  said: { column: 'said', type: 'jsonb' },
};

/** The log of deliveries in the database. Throws what the pool throws. */
export function createDeliveryLog(pool: StorePool): DeliveryLog {
  const select = async (rest: string, params: readonly unknown[] = []) =>
    (await pool.query(`select ${columns} from delivery ${rest}`, params)).rows.map(deliveryOf);

  return {
    async add(deliveries) {
      const added: Delivery[] = [];
      for (const one of deliveries) {
        const { rows } = await pool.query(
          `insert into delivery (${columns}) values ($1, $2::bigint, $3, $4, $5::jsonb, $6::int, $7::bigint, $8::int,
             $9::bigint, $10::bigint, $11, $12, $13, $14::jsonb)
           on conflict do nothing returning ${columns}`,
          valuesOf(one),
        );
        added.push(...rows.map(deliveryOf));
      }
      return added;
    },
    async find(subscription, slotMs, part) {
      const [found] = await select('where subscription = $1 and slot_ms = $2::bigint and part = $3', [
        subscription,
        slotMs,
        part,
      ]);
      return found ?? null;
    },
    all: () => select('order by slot_ms, subscription, part'),
    parts: (subscription, slotMs) =>
      select('where subscription = $1 and slot_ms = $2::bigint', [subscription, slotMs]),
    async latest() {
      const found = await select(
        `where (subscription, slot_ms) in
           (select subscription, max(slot_ms) from delivery where part = 'digest' and version >= 0 group by subscription)
         and part = 'digest' and version >= 0`,
      );
      return new Map(found.map((delivery) => [delivery.subscription, delivery]));
    },
    history: (subscription, most) =>
      select(`where subscription = $1 and part = 'digest' order by slot_ms desc limit $2::int`, [
        subscription,
        most,
      ]),
    async change({ subscription, slotMs, part }, from, change) {
      const names = Object.keys(change) as (keyof DeliveryChange)[];
      const sets = names.map(
        (name, at) => `${changeable[name].column} = $${at + 5}::${changeable[name].type}`,
      );
      const values = names.map((name) =>
        name === 'said' && change.said ? JSON.stringify(change.said) : (change[name] ?? null),
      );
      const { rows } = await pool.query(
        `update delivery set ${sets.join(', ')}
         where subscription = $1 and slot_ms = $2::bigint and part = $3
           and state in (select jsonb_array_elements_text($4::jsonb)) returning ${columns}`,
        [subscription, slotMs, part, JSON.stringify(from), ...values],
      );
      return rows[0] ? deliveryOf(rows[0]) : null;
    },
    open: () => select(`where state in ('due', 'sending', 'withheld') order by next_ms`),
    sentSince: (sinceMs) =>
      select(`where state = 'sent' and part = 'digest' and sent_ms >= $1::bigint order by sent_ms`, [
        sinceMs,
      ]),
    async removeBefore(beforeMs) {
      const { rowCount } = await pool.query(
        // the latest of each subscription says which slots have come
        `delete from delivery where slot_ms < $1::bigint and (subscription, slot_ms) not in
           (select subscription, max(slot_ms) from delivery where part = 'digest' and version >= 0 group by subscription)`,
        [beforeMs],
      );
      return rowCount;
    },
  };
}

function valuesOf(delivery: Delivery): unknown[] {
  const { subscription, slotMs, part, state, period, version, nextMs, attempts } = delivery;
  const { sendingMs, sentMs, channel, ts, code, said } = delivery;
  return [
    subscription,
    slotMs,
    part,
    state,
    JSON.stringify(period),
    version,
    nextMs,
    attempts,
    sendingMs,
    sentMs,
    channel,
    ts,
    code,
    said && JSON.stringify(said),
  ];
}

function deliveryOf(row: Record<string, unknown>): Delivery {
  return {
    subscription: String(row.subscription),
    slotMs: Number(row.slot_ms),
    part: String(row.part) as DeliveryPart,
    state: String(row.state) as DeliveryState,
    period: row.period as Delivery['period'],
    version: Number(row.version),
    nextMs: Number(row.next_ms),
    attempts: Number(row.attempts),
    sendingMs: row.sending_ms === null ? null : Number(row.sending_ms),
    sentMs: row.sent_ms === null ? null : Number(row.sent_ms),
    channel: String(row.channel),
    ts: row.ts === null ? null : String(row.ts),
    code: String(row.code),
    said: row.said as Delivery['said'],
  };
}
