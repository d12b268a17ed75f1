import type { webApi } from '@slack/bolt';
import { isZone } from '../digests/schedule.js';
import type { Person } from '../digests/subscription.js';
import type { Logger } from '../logger.js';
import { type Clock, pause } from './ports.js';

/** What is known of somebody in Slack. */
export interface SlackPerson extends Person {
  /** Their time zone; UTC where it is not known. */
  zone: string;
}

export interface People {
  /** Never rejects: without the scope users:read somebody is no admin of the workspace, and lives in UTC. */
  find(user: string): Promise<SlackPerson>;
  /** Their time zone, UTC where Slack does not say in a moment: a form cannot wait. */
  zoneOf(user: string): Promise<string>;
  /** Whether they run Kubecent or the workspace; those who are named alone where Slack does not say in a moment. */
  isAdmin(user: string): Promise<boolean>;
}

const rememberedMs = 5 * 60_000;
const mostRemembered = 5_000;
const findLimitMs = 1_000;

export function createPeople(dependencies: {
  client: Pick<webApi.WebClient, 'users'>;
  /** Slack's ids of those who run Kubecent. */
  admins: readonly string[];
  clock: Clock;
  logger: Logger;
}): People {
  const { client, admins, clock, logger } = dependencies;
  const known = new Map<string, { person: SlackPerson; untilMs: number }>();

  const ask = async (user: string): Promise<SlackPerson> => {
    const isNamed = admins.includes(user);
    try {
      const { user: found } = await client.users.info({ user });
      const zone = found?.tz && isZone(found.tz) ? found.tz : 'UTC';
      return { id: user, isAdmin: isNamed || found?.is_admin === true || found?.is_owner === true, zone };
    } catch (err) {
      logger.debug({ err }, 'slack does not say who somebody is');
      return { id: user, isAdmin: isNamed, zone: 'UTC' };
    }
  };

  const find = async (user: string): Promise<SlackPerson> => {
    const remembered = known.get(user);
    if (remembered && clock.now() < remembered.untilMs) return remembered.person;
    const person = await ask(user);
    known.delete(user);
    known.set(user, { person, untilMs: clock.now() + rememberedMs });
    const [oldest] = known.keys();
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
    return person;
  };

  /** null where Slack does not say in a moment. */
  const findSoon = async (user: string): Promise<SlackPerson | null> => {
    const over = new AbortController();
    const limit = pause(clock, findLimitMs, over.signal).then(() => null);
    const person = await Promise.race([find(user), limit]);
    over.abort();
    return person;
  };

  return {
    find,
    zoneOf: async (user) => (await findSoon(user))?.zone ?? 'UTC',
    isAdmin: async (user) => admins.includes(user) || (await findSoon(user))?.isAdmin === true,
  };
}
