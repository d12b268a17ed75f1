import { beforeAll, expect, it } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import type { DatabaseClient } from '../../../src/database/pool.js';
import { describeOnEveryDatabase } from '../../support/databases.js';

describeOnEveryDatabase('what both engines offer', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open(undefined, [
      { name: '1', statements: ['create table thing (name text primary key, amount bigint, bytes bytea)'] },
    ]);
  });
  const ask = (text: string, params?: readonly unknown[]) => database.pool.query(text, params);
  const amountOf = async (name: string) =>
    (await ask('select amount from thing where name = $1', [name])).rows[0]?.amount ?? null;
  const add = (name: string, amount = 1, client: Pick<DatabaseClient, 'query'> = database.pool) =>
    client.query('insert into thing (name, amount) values ($1, $2)', [name, amount]);

  it('reads every type of column the same way', async () => {
    const { rows, rowCount } =
      await ask(`select 9007199254740991::bigint as money, 7::int as hours, 0.5::float8 as ratio,
      '2026-11-18'::date as day, '\\x00ff'::bytea as bytes, '{"a":[1,null]}'::jsonb as json, true as flag, null::bigint as nothing,
      'ü'::text as text, sum(n)::int8 as sum, array[1,2]::int[] as list from generate_series(1, 3) n`);
    expect(rowCount).toBe(1);
    const { bytes, ...others } = rows[0] ?? {};
    expect(bytes).toBeInstanceOf(Uint8Array);
    expect([...(bytes as Uint8Array)]).toEqual([0, 255]);
    expect(others).toEqual({
      money: Number.MAX_SAFE_INTEGER,
      hours: 7,
      ratio: 0.5,
      day: '2026-11-18',
      json: { a: [1, null] },
      flag: true,
      nothing: null,
      text: 'ü',
      sum: 6,
      list: [1, 2],
    });
  });

  it('takes every type as a parameter', async () => {
    const { rows } = await ask(
      'select $1::bigint as money, $2::date::text as day, $3::bytea as bytes, $4::jsonb as json, $5::text as nothing, $6::bool as flag, $7::int8[] as list',
      [-5, '2026-03-29', Buffer.from([1, 2, 3]), JSON.stringify({ b: "'" }), null, false, [4, 5]],
    );
    const { bytes, ...others } = rows[0] ?? {};
    expect([...(bytes as Uint8Array)]).toEqual([1, 2, 3]);
    expect(others).toMatchObject({
      money: -5,
      day: '2026-03-29',
      json: { b: "'" },
      nothing: null,
      flag: false,
    });
    expect((await ask('select $1::int8 = any($2::int8[]) as found', [4, [4, 5]])).rows).toEqual([
      { found: true },
    ]);
  });

  it('counts rows given, changed and removed', async () => {
    expect((await add('counted')).rowCount).toBe(1);
    expect((await ask("update thing set amount = 2 where name = 'counted'")).rowCount).toBe(1);
    expect((await ask("select * from thing where name = 'counted'")).rowCount).toBe(1);
    expect((await ask("delete from thing where name = 'counted' returning amount")).rows).toEqual([
      { amount: 2 },
    ]);
    expect(await ask("delete from thing where name = 'counted'")).toEqual({ rows: [], rowCount: 0 });
  });

  it('keeps four megabytes in one row, and ten thousand rows in one answer', async () => {
    const bytes = new Uint8Array(4 * 2 ** 20).fill(7);
    await ask("insert into thing (name, bytes) values ('large', $1)", [bytes]);
    const { rows } = await ask("select bytes from thing where name = 'large'");
    expect(Buffer.compare(rows[0]?.bytes as Uint8Array, bytes)).toBe(0);
    expect((await ask('select n from generate_series(1, 10000) n')).rows.at(-1)).toEqual({ n: 10_000 });
  });

  it('answers questions that are asked at once, each with its own answer', async () => {
    const numbers = Array.from({ length: 60 }, (_, at) => at);
    const answers = await Promise.all(numbers.map((n) => ask('select $1::int as n', [n])));
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(numbers);
  });

  it('says what was wrong with its SQLSTATE, and goes on', async () => {
    await add('twice');
    await expect(add('twice')).rejects.toMatchObject({ code: '23505' });
    await expect(ask('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' });
    await expect(ask('selekt')).rejects.toMatchObject({ code: '42601' });
    expect(await amountOf('twice')).toBe(1);
  });

  it('makes a transaction visible when it is committed, not before', async () => {
    const client = await database.pool.connect();
    await client.query('begin');
    await add('whole', 3, client);
    // many sessions show what was there before; a single one lets nobody in between
    if (engine.engine === 'postgresql') expect(await amountOf('whole')).toBeNull();
    const outside = engine.engine === 'embedded' ? amountOf('whole') : null;
    await client.query('commit');
    client.release();
    if (outside) expect(await outside).toBe(3);
    expect(await amountOf('whole')).toBe(3);
  });

  it('lets nothing of others into a transaction', async () => {
    const client = await database.pool.connect();
    await client.query('begin');
    await add('mine', 1, client);
    const other = add('other', 2);
    await client.query('rollback');
    client.release();
    await other;
    expect([await amountOf('mine'), await amountOf('other')]).toEqual([null, 2]);
  });

  it('goes back to a savepoint and stays in the transaction', async () => {
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query('savepoint before');
    await add('undone', 1, client);
    await client.query('rollback to savepoint before');
    const other = add('beside', 2);
    await add('undone too', 3, client);
    await client.query('rollback');
    client.release();
    await other;
    expect([await amountOf('undone'), await amountOf('undone too'), await amountOf('beside')]).toEqual([
      null,
      null,
      2,
    ]);
  });

  it('rolls back what is released in the middle, also after an error', async () => {
    for (const spoil of [false, true]) {
      const client = await database.pool.connect();
      await client.query('begin');
      await add('left', 1, client);
      if (spoil) await expect(client.query('selekt')).rejects.toMatchObject({ code: '42601' });
      client.release();
    }
    expect(await amountOf('left')).toBeNull();
    const clients = await Promise.all(Array.from({ length: 8 }, () => database.pool.connect()));
    for (const client of clients) {
      const { rows } = await client.query('select txid_current_if_assigned() as transaction');
      expect(rows).toEqual([{ transaction: null }]);
      client.release();
    }
  });

  it('gives many transactions that change one row their turn', async () => {
    await add('counter', 0);
    const increase = async () => {
      const client = await database.pool.connect();
      await client.query('begin');
      const { rows } = await client.query("select amount from thing where name = 'counter' for update");
      await client.query("update thing set amount = $1 where name = 'counter'", [
        Number(rows[0]?.amount) + 1,
      ]);
      await client.query('commit');
      client.release();
    };
    await Promise.all(Array.from({ length: 25 }, increase));
    expect(await amountOf('counter')).toBe(25);
  });

  it('compiles nothing: plans are short and run often', async () => {
    expect((await ask('show jit')).rows).toEqual([{ jit: 'off' }]);
  });

  it('gives a right to one at a time', async () => {
    const right = await database.rights.take('sealing');
    expect(right?.lost.aborted).toBe(false);
    expect(await database.rights.take('sealing')).toBeNull();
    const another = await database.rights.take('cleaning');
    await Promise.all([right?.release(), another?.release()]);
    const again = await database.rights.take('sealing');
    expect(again).not.toBeNull();
    await again?.release();
  });

  it('is closed for good', async () => {
    const closed = await engine.open(undefined, []);
    await closed.close();
    await expect(closed.pool.query('select 1')).rejects.toThrow();
  });
});
