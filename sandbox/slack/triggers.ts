import { LIMITS } from './limits.js';

export interface Triggers {
  /** A trigger_id for this user: opens one view within three seconds. */
  issue(userId: string): string;
  /** Uses a trigger_id up: the user, or Slack's error code. */
  exchange(triggerId: unknown): { userId: string } | { error: string };
}

const KEPT = 1_000;

/** trigger_ids: one use, three seconds on the given clock. The newest 1,000 are remembered. */
export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, { userId: string; untilMs: number; used: boolean }>();
  let count = 0;
  return {
    issue(userId) {
      count += 1;
      const id = `${now()}.${count}.kubecent`;
      issued.set(id, { userId, untilMs: now() + LIMITS.trigger.lifetimeMs, used: false });
      const [oldest] = issued.keys();
      if (issued.size > KEPT && oldest !== undefined) issued.delete(oldest);
      return id;
    },
    exchange(triggerId) {
      const trigger = issued.get(String(triggerId));
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.used) return { error: 'exchanged_trigger_id' };
      if (now() > trigger.untilMs) return { error: 'expired_trigger_id' };
      trigger.used = true;
      return { userId: trigger.userId };
    },
  };
}
