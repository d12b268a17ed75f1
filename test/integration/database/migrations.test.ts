import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Database, Migration } from '../../../src/database/database.js';
import { type Children, prepareChildren } from '../../support/children.js';
import { describeOnEveryDatabase } from '../../support/databases.js';

const first: Migration = {
  name: '0001-first',
  statements: ['create table kept (a bigint)', 'insert into kept values (1)'],
};
const second: Migration = {
  name: '0002-second',
  statements: ['create table added (b text)', "insert into added values ('whole')"],
};

/** Opens with the first two steps, stands still for ever in the middle of the second one. */
const haltingScript = (halfway: number) => `
const stop = () => {
  process.stdout.write('halfway\\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
function* second() {
  const statements = ${JSON.stringify(second.statements)};
  for (const [at, statement] of statements.entries()) {
    if (at === ${halfway}) stop();
    yield statement;
  }
  stop();
}
await openDatabase({ at, migrations: [${JSON.stringify(first)}, { name: '${second.name}', statements: second() }], logger });
`;

describeOnEveryDatabase('steps of the schema', (engine) => {
  let children: Children;
  beforeAll(() => {
    children = prepareChildren();
  });
  afterAll(() => children.clear());

  const stepsOf = async ({ pool }: Database) =>
    (await pool.query('select name from kubecent_migration order by name')).rows.map(({ name }) => name);
  const amount = async ({ pool }: Database, table: string) =>
    (await pool.query(`select count(*) as rows from ${table}`)).rows[0]?.rows;

  it('are made from nothing, once', async () => {
    const at = await engine.freshPlace();
    await (await engine.open(at, [first, second])).close();
    const database = await engine.open(at, [first, second]);
    expect(await stepsOf(database)).toEqual([first.name, second.name]);
    expect([await amount(database, 'kept'), await amount(database, 'added')]).toEqual([1, 1]);
  });

  it('go on from the version before, and keep what is there', async () => {
    const at = await engine.freshPlace();
    const before = await engine.open(at, [first]);
    await before.pool.query('insert into kept values (2)');
    await before.close();
    const database = await engine.open(at, [first, second]);
    expect(await stepsOf(database)).toEqual([first.name, second.name]);
    expect(await amount(database, 'kept')).toBe(2);
  });

  it('of a newer version are refused with a sentence, and nothing is changed', async () => {
    const at = await engine.freshPlace();
    await (await engine.open(at, [first, second])).close();
    const third: Migration = { name: '0003-other', statements: ['create table other (c int)'] };
    await expect(engine.open(at, [first, third])).rejects.toMatchObject({
      code: 'SCHEMA_NEWER',
      userMessage: expect.stringMatching(/newer Kubecent \(it has 0002-second\); start that version/),
    });
    expect(await stepsOf(await engine.open(at, [first, second]))).toEqual([first.name, second.name]);
  });

  it('that the database refuses leave nothing behind and are told with their name', async () => {
    const at = await engine.freshPlace();
    const bad: Migration = {
      name: second.name,
      statements: ['create table added (b text)', 'create tabel x ()'],
    };
    await expect(engine.open(at, [first, bad])).rejects.toMatchObject({
      code: 'SCHEMA_FAILED',
      userMessage: expect.stringMatching(/step 0002-second, SQLSTATE 42601/),
      cause: { code: '42601' },
    });
    const database = await engine.open(at, [first, second]);
    expect(await amount(database, 'added')).toBe(1);
  });

  it.each([
    ['between two statements', 1],
    ['before the commit', 9],
  ])('survive a kill -9 %s', async (_when, halfway) => {
    const at = await engine.freshPlace();
    const child = children.start(haltingScript(halfway), [JSON.stringify(at)]);
    await child.says('halfway');
    await child.kill();
    const database = await engine.open(at, [first, second]);
    expect(await stepsOf(database)).toEqual([first.name, second.name]);
    expect([await amount(database, 'kept'), await amount(database, 'added')]).toEqual([1, 1]);
  });

  it('are made once by replicas that start at once, where an engine has replicas', async () => {
    const at = await engine.freshPlace();
    const openings = await Promise.allSettled([1, 2, 3, 4, 5].map(() => engine.open(at, [first, second])));
    const opened = openings.flatMap((opening) => (opening.status === 'fulfilled' ? [opening.value] : []));
    const refusals = openings.flatMap((opening) =>
      opening.status === 'rejected' ? [opening.reason.code] : [],
    );
    expect(opened).toHaveLength(engine.engine === 'embedded' ? 1 : 5);
    expect(new Set(refusals)).toEqual(new Set(engine.engine === 'embedded' ? ['DATA_DIR_IN_USE'] : []));
    for (const database of opened) expect(await amount(database, 'kept')).toBe(1);
  });
});
