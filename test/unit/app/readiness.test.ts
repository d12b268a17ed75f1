import { expect, it } from '@jest/globals';
import { readinessOf } from '../../../src/app/readiness.js';

const rows = { rows: [{}], rowCount: 1 };
const database = (query: () => Promise<typeof rows>) => ({ pool: { query } });
const jobs = (reports: () => Promise<[] | null>) => ({ reports });
const never = () => new Promise<never>(() => undefined);
const fails = () => Promise.reject(new Error('the connection is gone'));

const well = { database: database(async () => rows), jobs: jobs(async () => []) };

it.each([
  ['both answer', well, [true, true]],
  ['the database fails', { ...well, database: database(fails) }, [false, true]],
  ['the database does not answer', { ...well, database: database(never) }, [false, true]],
  ['the queue cannot be reached', { ...well, jobs: jobs(async () => null) }, [true, false]],
  ['the queue fails', { ...well, jobs: jobs(fails) }, [true, false]],
])('a process is ready part by part: %s', async (_, parts, [isDatabaseReady, isQueueReady]) => {
  expect(await readinessOf(parts, 5)).toEqual([
    { name: 'database', isReady: isDatabaseReady },
    { name: 'queue', isReady: isQueueReady },
  ]);
});

it('a process without database and queue has nothing to wait for', async () => {
  expect(await readinessOf({ database: null, jobs: null })).toEqual([]);
});
