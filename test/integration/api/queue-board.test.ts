import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createRedisClient } from '../../../src/cache/redis-client.js';
import { createJobs, type Jobs } from '../../../src/jobs/queue.js';
import { silent } from '../../support/databases.js';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';
import { startPages, stopAll } from './admin-world.js';

describeWithRedis('the board of queues', () => {
  const ended = new AbortController();
  let redis: TestRedis;
  let jobs: Jobs | null = null;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await stopAll();
    await jobs?.stop(1_000);
    ended.abort();
    await redis?.stop();
  });

  it('shows jobs and lets a queue be paused, to those who are signed in; a queue that is away is told in a sentence', async () => {
    const job = { name: 'often', everyMs: 60_000, limitMs: 60_000, queue: 'upkeep' as const };
    const run = async () => ({ words: 'two things done' });
    const client = createRedisClient(redis.url, ended.signal, { waits: true });
    client.on('error', () => undefined);
    const engine = { kind: 'redis' as const, client };
    const started = createJobs({ engine, jobs: [{ ...job, run }], now: Date.now, logger: silent });
    jobs = started;
    const pages = await startPages({ queues: started });
    const { headers } = await pages.signIn();
    expect((await pages.get('/queues', headers)).body).toContain('cannot be reached');
    started.start();
    await until(async () => (await started.reports())?.some(({ last }) => last !== null));

    const page = await pages.get('/queues', headers);
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(page.headers['content-security-policy']).toContain("connect-src 'self'");
    const shown = await pages.get('/queues/api/queues?activeQueue=upkeep&status=completed', headers);
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('two things done');
    expect((await pages.get('/queues/api/redis/stats', headers)).status).toBe(200);

    const pause = '/queues/api/queues/upkeep/pause';
    const isPaused = async () =>
      /"name":"upkeep".*?"isPaused":(true|false)/.exec(
        (await pages.get('/queues/api/queues', headers)).body,
      )?.[1];
    expect((await pages.put(pause, { ...headers, 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await pages.put(pause)).status).toBe(303);
    expect(await isPaused()).toBe('false');
    expect((await pages.put(pause, headers)).status).toBe(200);
    expect(await isPaused()).toBe('true');
    expect((await pages.put('/queues/api/queues/upkeep/resume', headers)).status).toBe(200);

    redis.pause();
    const away = await pages.get('/queues', headers);
    expect([away.status, away.body]).toEqual([503, expect.stringContaining('cannot be reached')]);
    redis.resume();
  });
});
