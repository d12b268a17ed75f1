import { LIMITS } from './limits.js';

/** Who did something that a view may answer, and in which channel; null: in a view. */
export interface Trigger {
  userId: string;
  channelId: string | null;
}

export interface Triggers {
  /** A trigger_id: opens one view within three seconds. */
  issue(trigger: Trigger): string;
  /** Uses a trigger_id up: whose it was, or Slack's error code. */
  exchange(triggerId: unknown): Trigger | { error: string };
}

const KEPT = 1_000;

/** trigger_ids: one use, three seconds on the given clock. The newest 1,000 are remembered. */
export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, { given: Trigger; untilMs: number; used: boolean }>();
  let count = 0;
  return {
    issue(given) {
      count += 1;
      const id = `${now()}.${count}.kubecent`;
      issued.set(id, { given, untilMs: now() + LIMITS.trigger.lifetimeMs, used: false });
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
      return trigger.given;
    },
  };
}
