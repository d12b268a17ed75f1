import { randomUUID } from 'node:crypto';
import { KubecentError } from '../errors.js';
import type { Document } from '../reports/document.js';
import { type Asking, askDigest } from './asking.js';
import { composeDigest } from './compose.js';
import { type Delivery, type DeliveryPart, wantedCode } from './delivery.js';
import { isMissed } from './due.js';
import { periodNow } from './period-now.js';
import type { DeliveryLog, Subscriptions } from './ports.js';
import { nextSlots, timesKey } from './schedule.js';
import { mayChange, type Person, type Subscription, type SubscriptionChoice } from './subscription.js';
import { recordOf } from './tick.js';

/** A subscription as it is listed. */
export interface ListedSubscription {
  subscription: Subscription;
  /** null: no further date, or paused. */
  nextMs: number | null;
  last: Delivery | null;
}

/** What people may do with subscriptions. Methods that change something throw KubecentError where the person may not, or it has gone. */
export interface SubscriptionDesk {
  /** Those of a channel, oldest first; [] where there are none. */
  list(workspace: string, channel: string | null): Promise<ListedSubscription[]>;
  find(id: string): Promise<Subscription | null>;
  /** The subscription, for whoever may change it. */
  toChange(person: Person, id: string): Promise<Subscription>;
  create(person: Person, workspace: string, choice: SubscriptionChoice): Promise<Subscription>;
  /** `version`: of what the person saw; throws where somebody else has changed it since. */
  change(person: Person, id: string, version: number, choice: SubscriptionChoice): Promise<Subscription>;
  pause(person: Person, id: string): Promise<Subscription>;
  /** What Slack refused within the last day is sent then. */
  resume(person: Person, id: string): Promise<Subscription>;
  remove(person: Person, id: string): Promise<Subscription>;
  /** Has a digest sent into the channel now. */
  runNow(person: Person, id: string): Promise<Subscription>;
  /** Has a digest sent again of which nobody knows whether it came. */
  sendAgain(person: Person, id: string, slotMs: number, part: DeliveryPart): Promise<Subscription>;
  /** The digest that would be sent now. Throws what asking throws. */
  preview(choice: SubscriptionChoice): Promise<Document>;
}

export interface DeskOptions extends Asking {
  subscriptions: Subscriptions;
  log: DeliveryLog;
  /** Has a slot's digest brought further soon; whatever is not heard here is found by the tick. */
  enqueue: (subscription: string, slotMs: number) => Promise<unknown>;
}

export function createSubscriptionDesk(options: DeskOptions): SubscriptionDesk {
  const { subscriptions, log, now, enqueue } = options;

  const toChange = async (person: Person, id: string): Promise<Subscription> => {
    const found = await subscriptions.find(id);
    if (!found) throw refusal('SUBSCRIPTION_GONE', 'This subscription is gone: somebody has deleted it.');
    if (found.managed)
      throw refusal('SUBSCRIPTION_MANAGED', `“${found.name}” is written in kubecent.yaml; change it there.`);
    if (!mayChange(found, person))
      throw refusal(
        'NOT_YOURS',
        `“${found.name}” can be changed by who made it${found.madeBy === '' ? '' : ` (<@${found.madeBy}>)`}, by its owners and by admins.`,
      );
    return found;
  };

  const save = async (changed: Subscription): Promise<Subscription> => {
    const saved = { ...changed, version: changed.version + 1 };
    if (await subscriptions.save(saved)) return saved;
    throw refusal(
      'CHANGED_MEANWHILE',
      `Somebody else has just changed “${changed.name}”. Open it again to see how it is now.`,
    );
  };

  const sendNow = async (subscription: Subscription): Promise<void> => {
    const slotMs = now();
    const slot = { slotMs, period: periodNow(subscription, slotMs), becomes: 'due' as const };
    await log.add([{ ...recordOf(subscription, slot, slotMs), version: -1 }]);
    await enqueue(subscription.id, slotMs);
  };

  return {
    async list(workspace, channel) {
      const latest = await log.latest();
      const all = (await subscriptions.all()).filter(
        (one) =>
          (one.managed || one.workspace === workspace) && (channel === null || one.channel === channel),
      );
      return all.map((subscription) => ({
        subscription,
        nextMs: subscription.state.kind === 'paused' ? null : (nextSlots(subscription, now(), 1)[0] ?? null),
        last: latest.get(subscription.id) ?? null,
      }));
    },
    find: (id) => subscriptions.find(id),
    toChange,
    async create({ id: madeBy }, workspace, choice) {
      const made: Subscription = {
        ...choice,
        id: randomUUID().slice(0, 8),
        workspace,
        madeBy,
        managed: false,
        state: { kind: 'active' },
        createdMs: now(),
        fromMs: now(),
        version: 0,
      };
      return save(made);
    },
    async change(person, id, version, choice) {
      const found = await toChange(person, id);
      const timesChanged = timesKey(found) !== timesKey(choice);
      const fromMs = timesChanged ? now() : found.fromMs;
      return save({ ...found, ...choice, fromMs, version });
    },
    async pause(person, id) {
      const found = await toChange(person, id);
      return save({ ...found, state: { kind: 'paused', by: person.id, atMs: now() } });
    },
    async resume(person, id) {
      const found = await toChange(person, id);
      const wasPaused = found.state.kind === 'paused';
      const saved = await save({
        ...found,
        state: { kind: 'active' },
        fromMs: wasPaused ? now() : found.fromMs,
      });
      for (const delivery of await log.history(id, 5)) {
        if (delivery.state !== 'refused' || isMissed(found, delivery.slotMs, now())) continue;
        await log.change(delivery, ['refused'], { state: 'due', nextMs: now() });
        await enqueue(id, delivery.slotMs);
      }
      return saved;
    },
    async remove(person, id) {
      const found = await toChange(person, id);
      await subscriptions.remove(id);
      return found;
    },
    async runNow(person, id) {
      const found = await subscriptions.find(id);
      if (found?.managed !== true || !person.isAdmin) await toChange(person, id);
      const subscription = found as Subscription;
      await sendNow(subscription);
      return subscription;
    },
    async sendAgain(person, id, slotMs, part) {
      const found = await toChange(person, id);
      const delivery = await log.find(id, slotMs, part);
      const changed =
        delivery &&
        (await log.change(delivery, ['unresolved'], {
          state: 'due',
          nextMs: now(),
          sendingMs: null,
          code: wantedCode,
        }));
      if (!changed) throw refusal('NOT_UNRESOLVED', 'That digest has been taken care of already.');
      await enqueue(id, slotMs);
      return found;
    },
    async preview(choice) {
      const subscription: Subscription = {
        ...choice,
        id: 'preview',
        workspace: '',
        madeBy: '',
        managed: false,
        state: { kind: 'active' },
        createdMs: 0,
        fromMs: 0,
        version: 0,
      };
      const nowMs = now();
      const result = await askDigest(options, periodNow(choice, nowMs), choice.scope);
      const before = { said: null, sentMs: null, missed: 0 };
      // shown whether or not it would be quiet
      const shown = { ...subscription, quiet: false };
      const composed = composeDigest(shown, result, { slotMs: nowMs, nowMs, isLate: false, before });
      if (composed.kind === 'quiet') throw new RangeError('a digest that is never quiet was quiet');
      return composed.kind === 'send' ? composed.document : composed.note;
    },
  };
}

function refusal(code: string, userMessage: string): KubecentError {
  return new KubecentError({ code, userMessage, retryable: false });
}
