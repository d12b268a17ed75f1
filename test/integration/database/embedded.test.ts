import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../../src/database/database.js';
import { type Children, prepareChildren } from '../../support/children.js';
import { makeDataFolder } from '../../support/data-folders.js';
import { silent } from '../../support/databases.js';
import { until } from '../../support/until.js';

const migrations = [{ name: '1', statements: ['create table thing (number bigint, words text)'] }];
const megabyte = 2 ** 20;
let folders: string;
let children: Children;
beforeAll(async () => {
  folders = mkdtempSync(join(tmpdir(), 'kc-embedded-'));
  children = prepareChildren();
  await makeDataFolder(join(folders, 'template'));
  await (await open('template')).close();
});
afterAll(async () => {
  await children.clear();
  rmSync(folders, { recursive: true, force: true });
});

const open = (name: string) =>
  openDatabase({ at: { kind: 'embedded', folder: join(folders, name) }, migrations, logger: silent });
const placeOf = (name: string) => JSON.stringify({ kind: 'embedded', folder: join(folders, name) });
/** Making a data folder takes seconds, copying one does not. */
const copyTo = (name: string) =>
  cpSync(join(folders, 'template', 'ledger'), join(folders, name, 'ledger'), { recursive: true });
const countOf = async ({ pool }: Database) =>
  Number((await pool.query('select count(*) as rows from thing')).rows[0]?.rows);

it('computes elsewhere: a heavy question leaves our thread free', async () => {
  copyTo('free');
  const database = await open('free');
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const startedMs = performance.now();
  delays.enable();
  await database.pool.query('select sum(n::int8 * n) from generate_series(1, 3000000) n');
  delays.disable();
  const tookMs = performance.now() - startedMs;
  expect(tookMs).toBeGreaterThan(200);
  expect(delays.max / 1e6).toBeLessThan(Math.max(50, tookMs / 3));
  await database.close();
});

it('keeps its write-ahead log small, whatever is written', async () => {
  copyTo('log');
  const database = await open('log');
  const log = join(folders, 'log', 'ledger', 'pg_wal');
  const bytesOfLog = () => readdirSync(log).reduce((sum, name) => sum + statSync(join(log, name)).size, 0);
  let most = 0;
  for (let time = 0; time < 50; time += 1) {
    await database.pool.query(
      'insert into thing select n, repeat(md5(n::text), 6) from generate_series(1, 10000) n',
    );
    if (time % 10 === 9) await database.pool.query('delete from thing');
    most = Math.max(most, bytesOfLog());
  }
  const { rows } = await database.pool.query("select pg_current_wal_insert_lsn() - '0/0' as bytes");
  expect(Number(rows[0]?.bytes)).toBeGreaterThan(180 * megabyte);
  expect(most).toBeLessThan(150 * megabyte);
  expect(await database.folderBytes()).toBeGreaterThan(30 * megabyte);
  await database.close();
});

it('keeps what was committed when its process is killed, and nothing else', async () => {
  copyTo('killed');
  const child = children.start(
    `const { pool } = await openDatabase({ at, migrations: ${JSON.stringify(migrations)}, logger });
     for (let n = 1; n <= 40; n += 1) await pool.query("insert into thing values ($1, repeat('x', 5000))", [n]);
     const client = await pool.connect();
     await client.query('begin');
     await client.query('delete from thing');
     say('written');
     await new Promise(() => setInterval(() => undefined, 60_000));`,
    [placeOf('killed')],
  );
  await child.says('written');
  await expect(open('killed')).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
  await child.kill();
  const database = await open('killed');
  expect(await countOf(database)).toBe(40);
  await database.close();
});

it('opens after a kill in the middle of its first start', async () => {
  const script = `await openDatabase({ at, migrations: [], logger }); say('opened');`;
  const unfinished = join(folders, 'first', 'ledger.unfinished');
  const child = children.start(script, [placeOf('first')]);
  await until(() => existsSync(join(unfinished, 'PG_VERSION')));
  await child.kill();
  expect(existsSync(join(folders, 'first', 'ledger'))).toBe(false);
  const again = children.start(
    `const { pool, close } = await openDatabase({ at, migrations: [], logger });
     const { rows } = await pool.query('select 1 as one');
     say('read ', rows);
     await close();`,
    [placeOf('first')],
  );
  expect(JSON.parse(await again.says('read '))).toEqual([{ one: 1 }]);
  expect(await again.ended()).toBe(0);
  expect(existsSync(unfinished)).toBe(false);
}, 180_000);

it('goes on reading when the disk is full, and loses nothing', async () => {
  copyTo('full');
  const child = children.start(
    `const { pool, close } = await openDatabase({ at, migrations: ${JSON.stringify(migrations)}, logger });
     await pool.query("insert into thing values (1, 'kept')");
     let code = '';
     while (code === '') await pool.query("insert into thing select n, repeat(md5(n::text), 8) from generate_series(1, 5000) n")
       .catch((error) => { code = error.code; });
     say('refused ', code);
     const { rows } = await pool.query("select words from thing where number = 1 and words = 'kept'");
     say('read ', rows);
     await close();`,
    [placeOf('full')],
    'ulimit -f 40000;',
  );
  expect(await child.says('refused ')).toMatch(/^(53100|58030|XX000|DATABASE_LOST)$/);
  expect(JSON.parse(await child.says('read '))).toEqual([{ words: 'kept' }]);
  expect(await child.ended()).toBe(0);
  const database = await open('full');
  expect((await countOf(database)) % 5_000).toBe(1);
  await database.close();
});

it('answers all who wait, and all who come later, when it ends by itself', async () => {
  copyTo('lost');
  const database = await open('lost');
  rmSync(join(folders, 'lost', 'ledger', 'pg_wal'), { recursive: true });
  const write = () =>
    database.pool.query("insert into thing select n, repeat('x', 1000) from generate_series(1, 50000) n");
  const answers = await Promise.allSettled([write(), write(), write()]);
  expect(answers.map((answer) => answer.status === 'rejected' && answer.reason.code)).toEqual(
    Array(3).fill('DATABASE_LOST'),
  );
  await expect(countOf(database)).rejects.toMatchObject({
    code: 'DATABASE_LOST',
    userMessage: expect.stringMatching(
      /check the space and the rights of DATA_DIR, then start Kubecent again/,
    ),
  });
  await database.close();
});

it('says so when the folder cannot be opened', async () => {
  copyTo('damaged');
  const database = await open('damaged');
  await database.close();
  rmSync(join(folders, 'damaged', 'ledger', 'global'), { recursive: true });
  await expect(open('damaged')).rejects.toMatchObject({ code: 'DATABASE_LOST' });
  await expect(open('damaged')).rejects.toMatchObject({ code: 'DATABASE_LOST' });
});
