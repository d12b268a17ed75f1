import { expect, it } from '@jest/globals';
import { ledgerMigrations } from '../../../src/ledger/migrations.js';
import { createDeliveryLog } from '../../../src/store/deliveries.js';
import { storeMigrations } from '../../../src/store/migrations.js';
import { createNotices } from '../../../src/store/notices.js';
import { createSeenEvents } from '../../../src/store/seen-events.js';
import { createSnoozes } from '../../../src/store/snoozes.js';
import { createSubscriptions } from '../../../src/store/subscriptions.js';
import { storeLines, takeStoreLine } from '../../../src/store/transfer.js';
import { describeOnEveryDatabase, type TestEngine } from '../../support/databases.js';
import { deliveryOf, subscriptionOf } from '../../support/digests.js';
import { snoozeOf } from '../../support/snoozes.js';

const migrations = [...ledgerMigrations, ...storeMigrations];
let count = 0;
/** A subscription of its own for each test: all share the database. */
const newId = () => {
  count += 1;
  return `s${count}`;
};

describeOnEveryDatabase('what people made', (engine: TestEngine) => {
  let pool: ReturnType<TestEngine['open']> | undefined;
  const open = async () => {
    pool ??= engine.open(undefined, migrations);
    return (await pool).pool;
  };

  it('is kept as it was made, and changed by one of two who change it at once', async () => {
    const subscriptions = createSubscriptions(await open());
    const id = newId();
    const made = subscriptionOf({
      id,
      name: 'Kosten für „alle“',
      schedule: { kind: 'cron', expression: '0 9 * * 1' },
    });
    expect(await subscriptions.save(made)).toBe(true);
    expect(await subscriptions.find(id)).toEqual(made);
    const changes = ['first', 'second'].map((name) => subscriptions.save({ ...made, name, version: 2 }));
    expect((await Promise.all(changes)).filter(Boolean)).toHaveLength(1);
    expect(await subscriptions.find('none')).toBeNull();
  });

  it('is gone when it is removed, and what was not sent is not sent any more', async () => {
    const [subscriptions, log] = [createSubscriptions(await open()), createDeliveryLog(await open())];
    const id = newId();
    await subscriptions.save(subscriptionOf({ id }));
    await log.add([
      deliveryOf({ subscription: id }),
      deliveryOf({ subscription: id, slotMs: 2_000, state: 'sent' }),
    ]);
    expect(await subscriptions.remove(id)).toBe(true);
    expect(await subscriptions.remove(id)).toBe(false);
    expect((await log.history(id, 5)).map(({ state, code }) => [state, code])).toEqual([
      ['sent', ''],
      ['missed', 'unsubscribed'],
    ]);
  });

  it('is claimed by one of two who see the same event, and forgotten with time', async () => {
    const pool = await open();
    const id = newId();
    const [early, late] = [createSeenEvents(pool, () => 1_000), createSeenEvents(pool, () => 5_000)];
    const claims = await Promise.all([early.first(id), late.first(id), early.first(id)]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    const [before, after] = [newId(), newId()];
    expect([await early.first(before), await late.first(after)]).toEqual([true, true]);
    await late.removeBefore(5_000);
    expect([await late.first(before), await late.first(after)]).toEqual([true, false]);
  });

  it('has one record of a slot, whoever writes it first', async () => {
    const log = createDeliveryLog(await open());
    const delivery = deliveryOf({ subscription: newId(), code: 'first' });
    const added = await Promise.all([log.add([delivery]), log.add([{ ...delivery, code: 'second' }])]);
    expect(added.flat()).toHaveLength(1);
    expect(await log.parts(delivery.subscription, delivery.slotMs)).toHaveLength(1);
  });

  it('lets one of many claim a delivery, and none that is not as it was thought', async () => {
    const log = createDeliveryLog(await open());
    const delivery = deliveryOf({ subscription: newId() });
    await log.add([delivery]);
    const said = { currency: 'USD', total: 12_345, clusters: ['prod'], savings: { x: 1 }, quiet: false };
    const claims = Array.from({ length: 8 }, (_, at) =>
      log.change(delivery, ['due'], {
        state: 'sending',
        sendingMs: 1_700_000_000_000 + at,
        attempts: 1,
        said,
      }),
    );
    const won = (await Promise.all(claims)).filter((one) => one !== null);
    expect(won).toHaveLength(1);
    expect(won[0]).toMatchObject({ state: 'sending', attempts: 1, said });
    expect(await log.find(delivery.subscription, delivery.slotMs, 'digest')).toEqual(won[0]);
    expect(await log.change(delivery, ['due', 'withheld'], { state: 'sent' })).toBeNull();
  });

  it('knows the latest slot of each subscription, not what a person asked for between', async () => {
    const log = createDeliveryLog(await open());
    const subscription = newId();
    await log.add([
      deliveryOf({ subscription, slotMs: 1_000, state: 'sent' }),
      deliveryOf({ subscription, slotMs: 2_000, state: 'missed' }),
      deliveryOf({ subscription, slotMs: 3_000, version: -1 }),
    ]);
    expect((await log.latest()).get(subscription)).toMatchObject({ slotMs: 2_000, state: 'missed' });
    expect((await log.open()).filter((one) => one.subscription === subscription)).toHaveLength(1);
    await log.removeBefore(10_000);
    // the latest one says which slots have come
    expect((await log.history(subscription, 9)).map(({ slotMs }) => slotMs)).toEqual([2_000]);
  });

  it('moves to another place as lines, and is taken there once', async () => {
    const [subscriptions, log] = [createSubscriptions(await open()), createDeliveryLog(await open())];
    const id = newId();
    await subscriptions.save(subscriptionOf({ id }));
    await log.add([deliveryOf({ subscription: id, state: 'sent', ts: '1.2' })]);
    const lines: string[] = [];
    const snoozes = createSnoozes(await open());
    const snooze = { ...snoozeOf({ id }), undone: { by: 'U2', atMs: 9 } };
    await snoozes.keep(snooze);
    for await (const line of storeLines({ subscriptions, log, snoozes }))
      if (line.includes(`"${id}"`)) lines.push(line);
    expect(lines).toHaveLength(3);
    const other = (await engine.open(undefined, migrations)).pool;
    const there = {
      subscriptions: createSubscriptions(other),
      log: createDeliveryLog(other),
      snoozes: createSnoozes(other),
    };
    for (const line of [...lines, ...lines]) expect(await takeStoreLine(there, line)).toBe(true);
    expect(await takeStoreLine(there, '{"kubecent_ledger":1}')).toBe(false);
    expect(await there.subscriptions.all()).toEqual([subscriptionOf({ id })]);
    expect(await there.log.all()).toEqual(await log.history(id, 9));
    expect(await there.snoozes.all()).toEqual([snooze]);
  });

  it('hides a saving until its time is over, and one of two who undo it does so', async () => {
    const snoozes = createSnoozes(await open());
    const [week, ever] = [newId(), newId()];
    const mine = async (nowMs: number) =>
      (await snoozes.active(nowMs)).filter(({ id }) => [week, ever].includes(id));
    await snoozes.add(snoozeOf({ id: week, atMs: 1_000, untilMs: 2_000 }));
    await snoozes.add(snoozeOf({ id: ever, atMs: 1_500, untilMs: null, why: 'kept for „Audit“' }));
    expect(await mine(1_999)).toEqual([
      snoozeOf({ id: ever, atMs: 1_500, untilMs: null, why: 'kept for „Audit“' }),
      snoozeOf({ id: week, atMs: 1_000, untilMs: 2_000 }),
    ]);
    expect((await mine(2_000)).map(({ id }) => id)).toEqual([ever]);
    expect(await snoozes.remove(week, { by: 'U2', atMs: 2_000 })).toBe(false);
    const undoing = ['U2', 'U3'].map((by) => snoozes.remove(ever, { by, atMs: 3_000 }));
    expect((await Promise.all(undoing)).filter(Boolean)).toHaveLength(1);
    expect(await mine(3_000)).toEqual([]);
    const kept = (await snoozes.all()).filter(({ id }) => id === ever);
    expect(kept).toMatchObject([{ undone: { by: expect.stringMatching(/^U[23]$/), atMs: 3_000 } }]);
  });

  it('counts the last snooze of a saving, and one that is made again is active again', async () => {
    const snoozes = createSnoozes(await open());
    const id = newId();
    const mine = async (nowMs: number) => (await snoozes.active(nowMs)).filter((one) => one.id === id);
    await snoozes.add(snoozeOf({ id, atMs: 1_000, untilMs: null }));
    await snoozes.add(snoozeOf({ id, atMs: 2_000, untilMs: 4_000 }));
    expect(await mine(3_000)).toEqual([snoozeOf({ id, atMs: 2_000, untilMs: 4_000 })]);
    expect(await mine(4_000)).toEqual([]);
    await snoozes.remove(id, { by: 'U1', atMs: 3_000 });
    await snoozes.add(snoozeOf({ id, atMs: 2_000, untilMs: null }));
    expect(await mine(9_000)).toEqual([snoozeOf({ id, atMs: 2_000, untilMs: null })]);
  });

  it('is told once, and waits until it was', async () => {
    const notices = createNotices(await open());
    const document = { title: 't', subtitle: '', summary: 's', command: 'subscriptions', sections: [] };
    const notice = { id: newId(), workspace: 'T1', user: 'U1', document, createdMs: 5 };
    expect(await notices.add(notice)).toBe(true);
    expect(await notices.add({ ...notice, user: 'U2' })).toBe(false);
    const mine = async () => (await notices.waiting()).filter(({ id }) => id === notice.id);
    expect(await mine()).toEqual([notice]);
    await notices.told(notice.id, 6);
    expect(await mine()).toEqual([]);
    expect(await notices.add(notice)).toBe(false);
  });
});
