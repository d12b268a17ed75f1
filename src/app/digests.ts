import { createHash } from 'node:crypto';
import { type Config, ConfigError } from '../config.js';
import { dayMs } from '../cost/time.js';
import type { CostService } from '../cost-service/service.js';
import { type Database, vacuum } from '../database/database.js';
import { createSubscriptionDesk, type SubscriptionDesk } from '../digests/desk.js';
import { type DigestReport, watchOutcomes } from '../digests/outcomes.js';
import type { DeliveryLog, Notices, Subscriptions } from '../digests/ports.js';
import { timesKey } from '../digests/schedule.js';
import type { Subscription } from '../digests/subscription.js';
import { parseSubscription } from '../digests/words.js';
import { NotUnderstood } from '../errors.js';
import type { DatabaseUpkeep } from '../jobs/needs.js';
import type { Snoozes } from '../reports/snoozes.js';
import { createDeliveryLog } from '../store/deliveries.js';
import { createNotices } from '../store/notices.js';
import { createSeenEvents, type SeenEventLog } from '../store/seen-events.js';
import { createSubscriptions } from '../store/subscriptions.js';

/** What is kept of digests, and what people may do with them. */
export interface Digests {
  subscriptions: Subscriptions;
  log: DeliveryLog;
  notices: Notices;
  desk: SubscriptionDesk;
  upkeep: DatabaseUpkeep;
  /** Lines to Kubecent in messages that were answered. */
  seenEvents: SeenEventLog;
  /** Makes the digests of kubecent.yaml what they say there. */
  writeManaged(): Promise<void>;
}

/** Records of deliveries and notices are of no use to anybody any more after so long. */
const keptMs = 400 * dayMs;

/** Throws ConfigError for a digest of kubecent.yaml that makes no sense. */
export function digestsOf(
  config: Config,
  database: Database,
  needs: {
    costs: CostService;
    snoozes: Snoozes | null;
    now: () => number;
    enqueue: (subscription: string, slotMs: number) => Promise<unknown>;
    /** Told what becomes of digests. */
    onOutcome: (report: DigestReport) => void;
  },
): Digests {
  const { pool } = database;
  const subscriptions = createSubscriptions(pool);
  const log = watchOutcomes(createDeliveryLog(pool), needs.onOutcome);
  const notices = createNotices(pool);
  const seenEvents = createSeenEvents(pool, needs.now);
  const managed = managedOf(config, needs.now());
  return {
    subscriptions,
    log,
    notices,
    seenEvents,
    desk: createSubscriptionDesk({ ...needs, weekStarts: config.weekStarts, subscriptions, log }),
    upkeep: {
      removeOld: async (nowMs) =>
        (await log.removeBefore(nowMs - keptMs)) +
        (await notices.removeBefore(nowMs - keptMs)) +
        (await seenEvents.removeBefore(nowMs - dayMs)),
      vacuum: () => vacuum(database),
    },
    writeManaged: () => writeManaged(subscriptions, managed),
  };
}

function managedOf({ subscriptions }: Config, nowMs: number): Subscription[] {
  const made = subscriptions.map(({ name, channel, when, owners = [] }, at): Subscription => {
    try {
      const choice = parseSubscription(when, 'UTC');
      return {
        ...choice,
        name: name ?? choice.name,
        id: managedId(channel, name ?? choice.name),
        workspace: '',
        channel,
        madeBy: '',
        owners,
        managed: true,
        state: { kind: 'active' },
        createdMs: nowMs,
        fromMs: nowMs,
        version: 1,
      };
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      throw new ConfigError([`subscriptions[${at}].when: ${error.userMessage}`]);
    }
  });
  const ids = made.map(({ id }) => id);
  const twice = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (twice >= 0)
    throw new ConfigError([
      `subscriptions[${twice}] has the channel and the name of another one: give it a name of its own`,
    ]);
  return made;
}

/** The same as long as channel and name are: so its record goes on. */
function managedId(channel: string, name: string): string {
  return `yaml-${createHash('sha256').update(`${channel}\n${name}`).digest('hex').slice(0, 8)}`;
}

/** One that says what it said goes on as it was; one that is gone from the file is removed. */
async function writeManaged(subscriptions: Subscriptions, managed: readonly Subscription[]): Promise<void> {
  const known = new Map((await subscriptions.all()).filter((one) => one.managed).map((one) => [one.id, one]));
  for (const one of managed) {
    const before = known.get(one.id);
    known.delete(one.id);
    if (!before) await subscriptions.save(one);
    else if (factsOf(before) !== factsOf(one)) {
      const fromMs = timesKey(before) === timesKey(one) ? before.fromMs : one.fromMs;
      await subscriptions.save({ ...one, createdMs: before.createdMs, fromMs, version: before.version + 1 });
    }
  }
  for (const id of known.keys()) await subscriptions.remove(id);
}

function factsOf(subscription: Subscription): string {
  const { name, channel, owners, reports, scope, quiet } = subscription;
  return JSON.stringify([name, channel, owners, reports, scope, timesKey(subscription), quiet]);
}
