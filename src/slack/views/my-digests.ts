import type { ListedSubscription, SubscriptionDesk } from '../../digests/desk.js';
import { ownersOf } from '../../digests/subscription.js';
import type { Logger } from '../../logger.js';
import { type Clock, pause } from '../ports.js';

/** Somebody's digests, for Home. */
export interface MyDigests {
  /** Those they made or own, oldest first; null: they cannot be read. Never rejects, and waits for a second at most. */
  of(user: string, workspace: string): Promise<readonly ListedSubscription[] | null>;
  /** Something was changed: the next look is a new one. */
  forget(): void;
}

const keptMs = 5_000;
const limitMs = 1_000;

/** All of a workspace are looked up at once, however many people open Home in these seconds. */
export function createMyDigests(dependencies: {
  desk: Pick<SubscriptionDesk, 'list'>;
  clock: Clock;
  logger: Logger;
}): MyDigests {
  const { desk, clock, logger } = dependencies;
  const looks = new Map<string, { untilMs: number; all: Promise<ListedSubscription[] | null> }>();

  const look = (workspace: string): Promise<ListedSubscription[] | null> => {
    const known = looks.get(workspace);
    if (known && clock.now() < known.untilMs) return known.all;
    const all = desk.list(workspace, null).catch((err: unknown) => {
      logger.warn({ err }, 'Digests could not be read for Home');
      return null;
    });
    looks.set(workspace, { untilMs: clock.now() + keptMs, all });
    return all;
  };

  return {
    async of(user, workspace) {
      const over = new AbortController();
      const all = await Promise.race([look(workspace), pause(clock, limitMs, over.signal).then(() => null)]);
      over.abort();
      return all?.filter(({ subscription }) => ownersOf(subscription).includes(user)) ?? null;
    },
    forget: () => looks.clear(),
  };
}
