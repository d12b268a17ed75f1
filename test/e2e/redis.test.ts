import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { startSampleOpenCost } from '../../sandbox/opencost/server.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';
import { until } from '../support/until.js';
import { morningMs, startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

const line = 'namespaces 3d';
/** What Redis may cost here, since a busy machine is not Redis's fault; the limit itself is held in the cache's tests. */
const redisLimitMs = 2_000;

describeWithRedis('with Redis', () => {
  let redis: TestRedis;
  /** A name of its own for each test: the server behind TEST_REDIS_URL is not emptied between them. */
  let environment: Record<string, string>;
  const stops: (() => Promise<void>)[] = [];
  let tests = 0;

  beforeEach(async () => {
    redis = await startRedis();
    tests += 1;
    environment = { REDIS_URL: redis.url, CLUSTER_NAME: `prod-${process.pid}-${tests}` };
  });
  afterEach(async () => {
    redis.resume();
    for (const stop of stops.splice(0).reverse()) await stop();
    await redis.stop();
  });

  async function start(openCost?: WholeApp['openCost'], settings = environment): Promise<WholeApp> {
    const whole = await startWholeApp({
      environment: settings,
      redisLimitMs,
      ...(openCost ? { openCost } : {}),
    });
    stops.push(whole.stop);
    return whole;
  }

  const connected = (whole: WholeApp) => whole.app.cache.statistics().connected;
  const health = async (whole: WholeApp) => wordsOf((await whole.ask('health')).blocks);
  const daysAsked = ({ openCost }: WholeApp) =>
    openCost.requests.filter(({ path }) => path === '/allocation').map(({ query }) => query.window);

  async function startSharedOpenCost() {
    const openCost = await startSampleOpenCost({ clock: () => morningMs });
    stops.push(openCost.stop);
    return openCost;
  }

  it('answers as it does without, and after a restart from what Redis kept', async () => {
    const openCost = await startSharedOpenCost();
    const plain = await start(openCost, { CLUSTER_NAME: environment.CLUSTER_NAME ?? '' });
    const expected = await plain.ask('namespaces 3d');
    const first = await start(openCost);
    await until(() => connected(first));
    const { text, blocks } = await first.ask('namespaces 3d');
    expect([text, wordsOf(blocks)]).toEqual([expected.text, wordsOf(expected.blocks)]);
    await first.stop();

    const asked = openCost.requestCount('/allocation');
    const second = await start(openCost);
    await until(() => connected(second));
    const again = await second.ask('namespaces 3d');
    expect([again.text, wordsOf(again.blocks)]).toEqual([text, wordsOf(blocks)]);
    expect(openCost.requestCount('/allocation')).toBe(asked);
    expect(await health(second)).toMatch(/All numbers current.*Redis/s);
  });

  it('killed in mid-question: answered all the same, and told by health', async () => {
    const whole = await start();
    await until(() => connected(whole));
    whole.openCost.setLatency({ perDayMs: 200 });
    const asked = whole.ask(line);
    await until(() => whole.openCost.requestCount('/allocation') > 0);
    await redis.kill();
    const { text } = await asked;
    expect(text).toMatch(/^Cost by namespace: \$[\d,.]+, 3 closed days/);
    expect(new Set(daysAsked(whole)).size).toBe(daysAsked(whole).length);
    expect(await health(whole)).toMatch(/Redis away, memory stands in/);
    expect((await whole.ask(line)).text).toBe(text);
    expect(whole.log.some(({ msg }) => msg === 'Redis does not answer: the cache goes on in memory')).toBe(
      true,
    );
    expect(whole.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('frozen: answered, said to be away, and used again when it is back', async () => {
    const openCost = await startSharedOpenCost();
    const whole = await start(openCost);
    await until(() => connected(whole));
    redis.pause();
    expect((await whole.ask(line)).text).toMatch(/^Cost by namespace: \$/);
    expect(await health(whole)).toMatch(/Redis away, memory stands in/);
    redis.resume();
    await until(() => connected(whole));
    expect(await health(whole)).not.toMatch(/Redis away/);

    const { text } = await whole.ask('pods payments 2026-11-18');
    await whole.stop();
    const asked = openCost.requestCount('/allocation');
    const next = await start(openCost);
    await until(() => connected(next));
    expect((await next.ask('pods payments 2026-11-18')).text).toBe(text);
    expect(openCost.requestCount('/allocation')).toBe(asked);
  });

  it('shared by two that are asked the same at once, cold: each day is asked once', async () => {
    const openCost = await startSharedOpenCost();
    const both = [await start(openCost), await start(openCost)];
    await until(() => both.every(connected));
    const [one, other] = await Promise.all(both.map((whole) => whole.ask('namespaces 3d')));
    expect(one?.text).toMatch(/^Cost by namespace: \$/);
    expect(other?.text).toBe(one?.text);
    const asked = openCost.requests
      .filter(({ path }) => path === '/allocation' || path === '/assets')
      .map(({ path, query }) => `${path} ${query.window}`);
    expect(asked).toHaveLength(14);
    expect(new Set(asked).size).toBe(14);
  });
});
