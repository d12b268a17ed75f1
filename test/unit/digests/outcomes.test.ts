import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../../src/digests/delivery.js';
import { type DigestReport, overdueDigests, watchOutcomes } from '../../../src/digests/outcomes.js';
import type { DeliveryChange, DeliveryLog } from '../../../src/digests/ports.js';
import { deliveryOf } from '../../support/digests.js';

const minuteMs = 60_000;
const slotMs = Date.parse('2026-11-30T08:00:00Z');
const period = { startMs: slotMs - 176 * 60 * minuteMs, endMs: slotMs - 8 * 60 * minuteMs, isMonth: false };
const digest = (facts: Partial<Delivery> = {}) => deliveryOf({ slotMs, period, ...facts });

/** A watched log where every change succeeds, or none, as it says. */
function start({ wins = true }: { wins?: boolean } = {}) {
  const told: DigestReport[] = [];
  const log: Pick<DeliveryLog, 'add' | 'change'> = {
    add: async (deliveries) => (wins ? [...deliveries] : []),
    change: async (delivery, _, change) => (wins ? { ...delivery, ...change } : null),
  };
  const watched = watchOutcomes(log as DeliveryLog, (report) => told.push(report));
  const change = (delivery: Delivery, to: DeliveryChange) => watched.change(delivery, [delivery.state], to);
  return { told, watched, change };
}

describe('what becomes of digests', () => {
  it.each<[Delivery['state'], DigestReport['outcome']]>([
    ['quiet', 'quiet'],
    ['withheld', 'withheld'],
    ['refused', 'refused'],
    ['unresolved', 'unresolved'],
    ['missed', 'missed'],
  ])('%s is told as %s', async (state, outcome) => {
    const { told, change } = start();
    await change(digest(), { state });
    expect(told).toEqual([{ outcome, latenessMs: null }]);
  });

  it('delivered has its lateness, from its time or from when its days had closed', async () => {
    const { told, change } = start();
    const sent = { state: 'sent', sentMs: slotMs + 20 * minuteMs } as const;
    await change(digest({ state: 'sending' }), sent);
    await change(digest({ state: 'sending', period: { ...period, endMs: slotMs } }), sent);
    expect(told).toEqual([
      { outcome: 'delivered', latenessMs: 20 * minuteMs },
      { outcome: 'delivered', latenessMs: 5 * minuteMs },
    ]);
  });

  it('has no lateness where a person asked for it', async () => {
    const { told, change } = start();
    const sent = { state: 'sent', sentMs: slotMs + 99 * minuteMs, code: '' } as const;
    await change(digest({ state: 'sending', version: -1 }), sent);
    await change(digest({ state: 'sending', code: 'wanted' }), sent);
    expect(told.map(({ latenessMs }) => latenessMs)).toEqual([null, null]);
  });

  it('is told once: not for what stays as it is, goes on, or was done by another process', async () => {
    const { told, change } = start();
    await change(digest({ state: 'withheld' }), { state: 'withheld', nextMs: 5 });
    await change(digest(), { state: 'sending' });
    await change(digest(), { nextMs: 5 });
    await start({ wins: false }).change(digest(), { state: 'quiet' });
    expect(told).toEqual([]);
  });

  it('is of digests alone, not of what stands beside them', async () => {
    const { told, change, watched } = start();
    await change(digest({ part: 'note', state: 'sending' }), { state: 'sent' });
    await watched.add([digest({ part: 'thread-pods', state: 'missed' })]);
    expect(told).toEqual([]);
  });

  it('is told of slots that nobody was there for, where this process wrote them down', async () => {
    const { told, watched } = start();
    const slots = [digest({ state: 'missed' }), digest({ state: 'superseded' }), digest()];
    await watched.add(slots);
    await start({ wins: false }).watched.add(slots);
    expect(told.map(({ outcome }) => outcome)).toEqual(['missed', 'superseded']);
  });

  it('is nobody’s loss where it was unsubscribed', async () => {
    const { told, change } = start();
    await change(digest(), { state: 'missed', code: 'unsubscribed' });
    expect(told).toEqual([{ outcome: 'unsubscribed', latenessMs: null }]);
  });
});

it('digests are overdue a quarter of an hour after their time, while they are not over', async () => {
  const open: Delivery[] = [
    digest(),
    digest({ state: 'withheld' }),
    digest({ state: 'withheld', part: 'note' }),
    digest({ slotMs: slotMs + 10 * minuteMs }),
  ];
  const at = (nowMs: number) => overdueDigests({ open: async () => open }, nowMs);
  expect(await at(slotMs + 15 * minuteMs)).toEqual({ due: 0, sending: 0, withheld: 0 });
  expect(await at(slotMs + 16 * minuteMs)).toEqual({ due: 1, sending: 0, withheld: 1 });
  expect(await at(slotMs + 26 * minuteMs)).toEqual({ due: 2, sending: 0, withheld: 1 });
});
