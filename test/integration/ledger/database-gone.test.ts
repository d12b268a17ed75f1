import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { openDatabase } from '../../../src/database/database.js';
import { createLedger } from '../../../src/ledger/ledger.js';
import { ledgerMigrations } from '../../../src/ledger/migrations.js';
import type { WriteStep } from '../../../src/ledger/writer.js';
import { silent } from '../../support/databases.js';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../../support/postgres.js';
import { sampleDay, sampleRow, someMidnightMs } from '../../support/sample-day.js';
import { firstEntry } from '../../support/sealed-day.js';

const hourMs = 3_600_000;
const entry = firstEntry(someMidnightMs);
const day = sampleDay(0, { rows: [sampleRow({ cost: { cpu: 1_000 } })] });

describeWithPostgres('a PostgreSQL that goes away while a day is sealed', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  /** Refuses the database to everybody, or opens it again; from a connection to another one. */
  async function allow(url: string, isAllowed: boolean): Promise<void> {
    const address = new URL(url);
    const name = address.pathname.slice(1);
    address.pathname = '/postgres';
    const client = new pg.Client({ connectionString: address.href });
    await client.connect();
    await client.query(`alter database ${name} allow_connections ${isAllowed}`);
    if (!isAllowed)
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await client.end();
  }

  it.each<WriteStep>(['revision', 'block', 'before-visible'])(
    'at the step “%s” is told with a sentence, and the day is sealed once when it is back',
    async (step) => {
      const url = await server.freshDatabase();
      const at = { kind: 'postgresql', url } as const;
      const database = await openDatabase({ at, migrations: ledgerMigrations, logger: silent });
      const onStep = async (reached: WriteStep) => {
        if (reached === step) await allow(url, false);
      };
      await expect(createLedger({ ...database, onStep }).write(day, entry, null)).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        retryable: true,
        userMessage: expect.stringMatching(/ledger/),
      });
      await allow(url, true);
      const ledger = createLedger(database);
      expect(await ledger.days(['prod'], someMidnightMs, someMidnightMs + 1)).toEqual([]);
      expect(await ledger.write(day, entry, null)).toMatchObject({
        written: true,
        visible: { total: 1_000 },
      });
      const swept = await ledger.sweep({ nowMs: someMidnightMs + 2 * hourMs, podsBeforeMs: 0 });
      expect(swept.revisions).toBe(1);
      expect((await ledger.size()).revisions).toBe(1);
      await database.close();
    },
  );
});
