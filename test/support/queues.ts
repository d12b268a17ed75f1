import { afterAll, beforeAll, describe } from '@jest/globals';
import { createRedisClient } from '../../src/cache/redis-client.js';
import { openDatabase } from '../../src/database/database.js';
import type { QueueEngine } from '../../src/jobs/engine.js';
import { createDataFolders } from './data-folders.js';
import { silent } from './databases.js';
import { describeWithRedis, startRedis, type TestRedis } from './redis.js';

export interface TestQueues {
  /** A way to the one queue of this suite, for one process. */
  connect(): QueueEngine;
  redis(): TestRedis | undefined;
}

/** Runs a suite over a queue in the embedded database, and over one in a real Redis where there is one. */
export function describeOnEveryQueue(name: string, suite: (queues: TestQueues) => void): void {
  describe(`${name}, embedded`, () => {
    const folders = createDataFolders();
    let database: Awaited<ReturnType<typeof openDatabase>> | undefined;
    beforeAll(async () => {
      const at = { kind: 'embedded' as const, folder: await folders.fresh() };
      database = await openDatabase({ at, migrations: [], logger: silent });
    });
    suite({
      connect() {
        if (!database?.notifying) throw new Error('the embedded database is not open');
        return { kind: 'embedded', pool: database.notifying };
      },
      redis: () => undefined,
    });
    afterAll(async () => {
      await database?.close();
      folders.clear();
    });
  });
  describeWithRedis(`${name}, Redis`, () => {
    const ended = new AbortController();
    let redis: TestRedis | undefined;
    beforeAll(async () => {
      redis = await startRedis();
    });
    suite({
      connect() {
        const client = createRedisClient(redis?.url ?? '', ended.signal, { waits: true });
        client.on('error', () => undefined);
        return { kind: 'redis', client };
      },
      redis: () => redis,
    });
    afterAll(async () => {
      ended.abort();
      await redis?.stop();
    });
  });
}
