import { expect, it } from '@jest/globals';
import { deliver } from '../../../src/digests/deliver.js';
import { createSubscriptionDesk } from '../../../src/digests/desk.js';
import type { DigestMessage } from '../../../src/digests/ports.js';
import { ledgerMigrations } from '../../../src/ledger/migrations.js';
import { createDeliveryLog } from '../../../src/store/deliveries.js';
import { storeMigrations } from '../../../src/store/migrations.js';
import { createNotices } from '../../../src/store/notices.js';
import { createSubscriptions } from '../../../src/store/subscriptions.js';
import { describeOnEveryDatabase } from '../../support/databases.js';
import { deliveryOf, subscriptionOf } from '../../support/digests.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';

const dayMs = 86_400_000;
const todayMs = Date.parse('2026-11-24T00:00:00Z');

describeOnEveryDatabase('a digest that nobody knows of', (engine) => {
  it('is sent again when its owner wants it, however long ago it was due', async () => {
    const { pool } = await engine.open(undefined, [...ledgerMigrations, ...storeMigrations]);
    const [subscriptions, log] = [createSubscriptions(pool), createDeliveryLog(pool)];
    const sent: DigestMessage[] = [];
    const messenger = {
      send: async (message: DigestMessage) => {
        sent.push(message);
        return { kind: 'sent' as const, ts: '1.2' };
      },
      look: async () => ({ kind: 'cannot-look' as const }),
    };
    const now = () => tuesdayMorningMs;
    const asking = { costs: createTestService().costs, now, weekStarts: 'monday' as const, snoozes: null };
    const slotMs = todayMs - 3 * dayMs;
    const period = { startMs: todayMs - 10 * dayMs, endMs: todayMs - 3 * dayMs, isMonth: false };
    await subscriptions.save(subscriptionOf());
    await log.add([deliveryOf({ slotMs, period, state: 'unresolved' })]);
    const desk = createSubscriptionDesk({ ...asking, subscriptions, log, enqueue: async () => true });
    await desk.sendAgain({ id: 'U1', isAdmin: false }, 's1', slotMs, 'digest');
    const options = {
      ...asking,
      subscriptions,
      log,
      messenger,
      notices: createNotices(pool),
      settleMs: 60_000,
    };
    expect(await deliver(options, 's1', slotMs)).toMatchObject({ words: 'sent' });
    expect(sent.map(({ key }) => key)).toEqual([`s1-${slotMs}-digest`]);
  });
});
