import { afterAll, beforeAll, describe } from '@jest/globals';
import { pino } from 'pino';
import { type Database, type DatabasePlace, openDatabase } from '../../src/database/database.js';
import type { Migration } from '../../src/database/migrations.js';
import { ledgerMigrations } from '../../src/ledger/migrations.js';
import { createDataFolders } from './data-folders.js';
import { describeWithPostgres, startPostgres, type TestPostgres } from './postgres.js';

/** Databases of one engine for one test file. */
export interface TestEngine {
  engine: DatabasePlace['kind'];
  /** A place without a schema. */
  freshPlace(): Promise<DatabasePlace>;
  /** Opens a place, a fresh one where none is given; closed at the end of the file. */
  open(at?: DatabasePlace, migrations?: readonly Migration[]): Promise<Database>;
}

export const silent = pino({ level: 'silent' });

/** Runs a suite on PGlite, and on a real PostgreSQL where there is one. */
export function describeOnEveryDatabase(name: string, suite: (engine: TestEngine) => void): void {
  describe(`${name}, embedded`, () => {
    const folders = createDataFolders();
    suite(engineOver('embedded', async () => ({ kind: 'embedded', folder: await folders.fresh() })));
    afterAll(() => folders.clear());
  });
  describeWithPostgres(`${name}, PostgreSQL`, () => {
    let server: TestPostgres | undefined;
    beforeAll(async () => {
      server = await startPostgres();
    });
    suite(
      engineOver('postgresql', async () => ({
        kind: 'postgresql',
        url: (await server?.freshDatabase()) ?? '',
      })),
    );
    afterAll(() => server?.stop());
  });
}

function engineOver(engine: DatabasePlace['kind'], freshPlace: TestEngine['freshPlace']): TestEngine {
  const opened: Database[] = [];
  afterAll(async () => {
    for (const database of opened) await database.close().catch(() => undefined);
  });
  return {
    engine,
    freshPlace,
    async open(at, migrations = ledgerMigrations) {
      const database = await openDatabase({ at: at ?? (await freshPlace()), migrations, logger: silent });
      opened.push(database);
      return database;
    },
  };
}
