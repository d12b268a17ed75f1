import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { openDatabase } from '../../../src/database/database.js';
import { createLogger } from '../../../src/logger.js';
import { silent } from '../../support/databases.js';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../../support/postgres.js';
import { until } from '../../support/until.js';

const open = (url: string, logger = silent) =>
  openDatabase({ at: { kind: 'postgresql', url }, migrations: [], logger });

/** Another connection, to do harm with. */
async function asAdministrator(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

const endOthers =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'kubecent'";

describeWithPostgres('PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('leaves the types of other pools alone', async () => {
    const url = await server.freshDatabase();
    const database = await open(url);
    expect((await database.pool.query('select 1::bigint as n')).rows).toEqual([{ n: 1 }]);
    expect(await asAdministrator(url, 'select 1::bigint as n')).toEqual([{ n: '1' }]);
    await database.close();
  });

  it('tells whoever is in a transaction that the connection broke, and goes on with a new one', async () => {
    const url = await server.freshDatabase();
    const database = await open(url);
    const client = await database.pool.connect();
    await client.query('begin');
    await asAdministrator(url, endOthers);
    await expect(client.query('select 1')).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      retryable: true,
    });
    client.release();
    expect((await database.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await database.close();
  });

  it('outlives connections that break while nobody uses them or while they are lent', async () => {
    const url = await server.freshDatabase();
    const database = await open(url);
    const lent = await database.pool.connect();
    await Promise.all([1, 2, 3].map(() => database.pool.query('select 1')));
    await asAdministrator(url, endOthers);
    await until(async () => {
      const left =
        "select count(*)::int as n from pg_stat_activity where application_name = 'kubecent' and datname = current_database()";
      return (await asAdministrator(url, left))[0]?.n === 0;
    });
    lent.release();
    await until(() => database.pool.query('select 1').catch(() => null));
    await database.close();
  });

  it('tells who has a right that it is lost when its connection breaks, and gives it to another', async () => {
    const url = await server.freshDatabase();
    const [one, other] = await Promise.all([open(url), open(url)]);
    const right = await one.rights.take('sealing');
    expect(await other.rights.take('sealing')).toBeNull();
    await asAdministrator(url, endOthers);
    await until(() => right?.lost.aborted);
    const second = await until(() => other.rights.take('sealing').catch(() => null));
    expect(second.lost.aborted).toBe(false);
    await right?.release();
    expect(await until(() => one.rights.take('cleaning'))).toBeDefined();
    await Promise.all([one.close(), other.close()]);
    expect(second.lost.aborted).toBe(true);
  });

  it('asks for a right that another has without leaving connections behind', async () => {
    const url = await server.freshDatabase();
    const database = await open(url);
    const right = await database.rights.take('sealing');
    for (let time = 0; time < 30; time += 1) expect(await database.rights.take('sealing')).toBeNull();
    await until(async () => {
      const own =
        "select count(*)::int as n from pg_stat_activity where application_name = 'kubecent' and datname = current_database()";
      return Number((await asAdministrator(url, own))[0]?.n) <= 2;
    });
    await right?.release();
    await database.close();
  });

  it('gives up what hangs', async () => {
    const database = await open(await server.freshDatabase());
    const client = await database.pool.connect();
    await client.query("set statement_timeout = '50ms'");
    await expect(client.query('select pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
    client.release(true);
    expect((await database.pool.query('show statement_timeout')).rows).toEqual([
      { statement_timeout: '2min' },
    ]);
    await database.close();
  });

  it('says that the user may not create tables', async () => {
    const url = await server.freshDatabase();
    await asAdministrator(url, 'revoke create on schema public from public');
    await asAdministrator(
      url,
      `do $$ begin create role kc_reader login; exception when duplicate_object then null; end $$`,
    );
    const address = new URL(url);
    address.username = 'kc_reader';
    const migrations = [{ name: '1', statements: ['create table thing (a int)'] }];
    const at = { kind: 'postgresql', url: address.href } as const;
    await expect(openDatabase({ at, migrations, logger: silent })).rejects.toMatchObject({
      code: 'SCHEMA_FAILED',
      userMessage: expect.stringMatching(
        /SQLSTATE 42501\); check that the database's user may create tables/,
      ),
    });
  });
});

/** What a server of that version says to a client that asks one question. */
function oldServer(version: string, number: number): Server {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const int = (bytes: 2 | 4, value: number) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeIntBE(value, 0, bytes);
    return buffer;
  };
  const column = (name: string, type: number) =>
    Buffer.concat([
      Buffer.from(`${name}\0`),
      int(4, 0),
      int(2, 0),
      int(4, type),
      int(2, -1),
      int(4, -1),
      int(2, 0),
    ]);
  const value = (text: string) => Buffer.concat([int(4, text.length), Buffer.from(text)]);
  const ready = message('Z', Buffer.from('I'));
  const answer = [
    message('T', int(2, 2), column('number', 23), column('words', 25)),
    message('D', int(2, 2), value(String(number)), value(version)),
    message('C', Buffer.from('SELECT 1\0')),
    ready,
  ];
  return createServer((socket: Socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int(4, 0)), ready]));
      socket.on('data', (asked) => {
        if (String(asked).startsWith('Q')) socket.write(Buffer.concat(answer));
      });
    });
  });
}

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

it('refuses a server before 14 with a sentence', async () => {
  const server = oldServer('13.4', 130_004);
  const url = `postgresql://kubecent:geheim@127.0.0.1:${await listening(server)}/ledger`;
  await expect(open(url)).rejects.toMatchObject({
    code: 'DATABASE_TOO_OLD',
    userMessage: 'This PostgreSQL is 13.4; Kubecent needs 14 or newer.',
  });
  await new Promise((resolve) => server.close(resolve));
});

it('says that nobody answers, without the address or the password anywhere', async () => {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  const lines: string[] = [];
  const logger = createLogger({
    level: 'trace',
    destination: { write: (line: string) => void lines.push(line) },
  });
  for (const place of [`127.0.0.1:${port}/ledger`, '127.0.0.1:nonsense/ledger', '[nowhere/ledger']) {
    const error = await open(`postgresql://kubecent:geheim@${place}`, logger).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    logger.error({ err: error }, 'The ledger cannot be opened');
    expect(String(error)).not.toMatch(/geheim|127\.0\.0\.1|kubecent:/);
  }
  expect(lines).toHaveLength(3);
  expect(lines.join('')).not.toContain('geheim');
});
