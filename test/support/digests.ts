import type { Delivery } from '../../src/digests/delivery.js';
import type { Subscription } from '../../src/digests/subscription.js';

export function subscriptionOf(facts: Partial<Subscription> = {}): Subscription {
  return {
    id: 's1',
    name: 'Kubernetes cost',
    workspace: 'T1',
    channel: 'C1',
    madeBy: 'U1',
    owners: [],
    reports: [],
    scope: '',
    schedule: { kind: 'weekly', weekday: 1, time: '09:00' },
    zone: 'Europe/Berlin',
    quiet: false,
    managed: false,
    state: { kind: 'active' },
    createdMs: 0,
    fromMs: 0,
    version: 1,
    ...facts,
  };
}

export function deliveryOf(facts: Partial<Delivery> = {}): Delivery {
  return {
    subscription: 's1',
    slotMs: 1_000,
    part: 'digest',
    state: 'due',
    period: { startMs: 0, endMs: 86_400_000, isMonth: false },
    version: 1,
    nextMs: 0,
    attempts: 0,
    sendingMs: null,
    sentMs: null,
    channel: 'C1',
    ts: null,
    code: '',
    said: null,
    ...facts,
  };
}
