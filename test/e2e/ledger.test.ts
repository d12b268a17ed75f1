import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { startSampleOpenCost } from '../../sandbox/opencost/server.js';
import { describeWithPostgres, startPostgres } from '../support/postgres.js';
import { dollars, sumRawDays } from '../support/raw-sums.js';
import { startRedis } from '../support/redis.js';
import { until } from '../support/until.js';
import { morningMs, startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

const backfillDays = 9;
const damagedDay = '2026-11-20';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function startOpenCost() {
  const openCost = await startSampleOpenCost({ clock: () => morningMs, retentionDays: backfillDays });
  stops.push(openCost.stop);
  return openCost;
}

/** The whole app, once it has read the past by itself. */
async function startRead(
  openCost: WholeApp['openCost'],
  environment: Record<string, string> = {},
): Promise<WholeApp> {
  const whole = await startWholeApp({
    keepsLedger: true,
    openCost,
    environment: { BACKFILL_DAYS: String(backfillDays), ...environment },
    redisLimitMs: 2_000,
  });
  stops.push(whole.stop);
  await until(async () => (await whole.app.costs.health()).history[0]?.settledDays === backfillDays);
  return whole;
}

const inTerminal = async ({ app }: WholeApp, line: string) =>
  (await app.answer(line, { surface: 'terminal' })).json();
const wordsFor = async (whole: WholeApp, line: string) => wordsOf((await whole.ask(line)).blocks);

async function expectDamageMended(environment: Record<string, string>): Promise<void> {
  const openCost = await startOpenCost();
  const mend = openCost.addEvent({ kind: 'damage-day', day: damagedDay, how: 'drop-pods' });
  const whole = await startRead(openCost, environment);
  const held = await wordsFor(whole, 'namespaces 7d');
  expect(held).toMatch(/6 of 7 days/);
  expect(held).toMatch(/Fri 20 Nov held back/);
  expect(await wordsFor(whole, `ledger ${damagedDay}`)).toMatch(/no pods/);

  const line = `reseal ${damagedDay}`;
  expect(await inTerminal(whole, `${line} --yes`)).toMatchObject({ written: false });
  mend();
  const compared = { before: { state: 'held_back' }, after: { state: 'final' } };
  expect(await inTerminal(whole, line)).toMatchObject({ written: false, days: [compared] });
  expect(await inTerminal(whole, `${line} --yes`)).toMatchObject({ written: true, days: [compared] });
  // the same again is not another revision
  expect(await inTerminal(whole, `${line} --yes`)).toMatchObject({ written: false });

  const raw = await sumRawDays(openCost.url, '2026-11-17', '2026-11-23');
  openCost.setFailure({ kind: 'unavailable' });
  const mended = await whole.ask('namespaces 7d');
  expect(mended.text).toContain(dollars(raw.total));
  expect(wordsOf(mended.blocks)).not.toMatch(/held back/);
  expect(await inTerminal(whole, 'ledger verify')).toMatchObject({ faulty: [] });
}

describe('the past', () => {
  it('is read by itself; a damaged day is held back, named, and mended by asking again', () =>
    expectDamageMended({}));
});

/** Lets minutes pass until it is so; what the jobs do each minute is done at once. */
async function passes(whole: WholeApp, isSo: () => Promise<boolean>): Promise<void> {
  await until(async () => {
    whole.clock.nowMs += 60_000;
    for (const job of ['seal', 'backfill']) await whole.app.jobs?.add(job, {}, { id: 'now' });
    return isSo();
  });
}

describe('a cluster', () => {
  it('whose answers break off at container grain is read by controller for good, and says so, until a person decides otherwise', async () => {
    const openCost = await startSampleOpenCost({ clock: () => morningMs, retentionDays: backfillDays });
    stops.push(openCost.stop);
    openCost.setFailure({ kind: 'truncated', path: '/allocation' });
    const whole = await startWholeApp({ keepsLedger: true, openCost, environment: { BACKFILL_DAYS: '7' } });
    stops.push(whole.stop);
    const history = async () => (await whole.app.costs.health()).history[0];
    await passes(whole, async () => (await history())?.grain.grain === 'workload');
    openCost.setFailure(null);
    await passes(whole, async () => (await history())?.settledDays === 7);
    const raw = await sumRawDays(openCost.url, '2026-11-17', '2026-11-23');
    expect((await whole.ask('namespaces 7d')).text).toContain(dollars(raw.total));
    expect(await wordsFor(whole, 'pods 7d')).toMatch(/read by controller/);
    expect(await wordsFor(whole, 'health')).toMatch(/by controller/);
    expect(whole.log.some(({ msg }) => msg === 'How a cluster is read has changed')).toBe(true);
    await inTerminal(whole, 'ledger grain cluster=prod container');
    expect((await history())?.grain.grain).toBe('container');
  });

  it('whose OpenCost was installed anew under another id goes on under its configured name', async () => {
    const first = await startOpenCost();
    const whole = await startRead(first);
    const port = Number(new URL(first.url).port);
    await first.stop();
    const nextDay = () => morningMs + 86_400_000;
    const second = await startSampleOpenCost({ clock: nextDay, retentionDays: 20, cluster: 'another', port });
    stops.push(second.stop);
    whole.clock.nowMs = nextDay();
    const yesterday = async () =>
      (await whole.app.costs.desk?.lines(null, morningMs - (morningMs % 86_400_000), morningMs))?.[0];
    await passes(whole, async () => Boolean((await yesterday())?.sealed));
    expect((await yesterday())?.cluster).toBe('prod');
    const words = await wordsFor(whole, 'cost by=cluster 7d');
    expect(words).toMatch(/All 7 days complete/);
    expect(words).not.toMatch(/another|sample/);
  });
});

describeWithPostgres('the past, with PostgreSQL and Redis', () => {
  async function startServers(): Promise<Record<string, string>> {
    const [postgres, redis] = [await startPostgres(), await startRedis()];
    stops.push(postgres.stop, redis.stop);
    return { DATABASE_URL: await postgres.freshDatabase(), REDIS_URL: redis.url };
  }

  it('is the same', async () => expectDamageMended(await startServers()));

  it('moves there as a file, and is what it was though OpenCost has forgotten it', async () => {
    const embedded = await startRead(await startOpenCost());
    const { text } = await embedded.ask('namespaces 7d');
    const folder = mkdtempSync(join(tmpdir(), 'kc-export-'));
    stops.push(async () => rmSync(folder, { recursive: true }));
    const file = join(folder, 'ledger.jsonl');
    await inTerminal(embedded, `ledger export file=${file}`);
    const forgetful = await startSampleOpenCost({ clock: () => morningMs, retentionDays: 0 });
    stops.push(forgetful.stop);
    const moved = await startWholeApp({
      keepsLedger: true,
      openCost: forgetful,
      environment: { BACKFILL_DAYS: '7', ...(await startServers()) },
    });
    stops.push(moved.stop);
    expect((await moved.ask('namespaces 7d')).text).not.toBe(text);
    expect(await inTerminal(moved, `ledger import file=${file}`)).toMatchObject({ added: backfillDays });
    expect((await moved.ask('namespaces 7d')).text).toBe(text);
    expect(await inTerminal(moved, 'ledger verify')).toMatchObject({ faulty: [] });
  });
});
