import { randomUUID } from 'node:crypto';
import { type Budget, createBudget } from './bounded-call.js';
import { type RedisLink, unreachable } from './redis-link.js';

/** The right to load a key, over all processes. */
export interface Hold {
  /** Gives it back if it is still ours; whoever waits may go on. */
  release(): Promise<void>;
}

export interface Locks {
  /** A hold; `taken` while another process holds it; `unreachable` when Redis cannot tell. */
  take(key: string, budget: Budget): Promise<Hold | 'taken' | 'unreachable'>;
  /** Gives back everything that is held. */
  releaseAll(): Promise<void>;
  /** Renews nothing any more and says so to nobody: what is held runs out by itself. */
  dropAll(): void;
}

/** Renews our hold; takes it again when Redis lost it and nobody else has it. */
const renewScript = `
local holder = redis.call('get', KEYS[1])
if holder == false or holder == ARGV[1] then
  redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1
end
return 0`;

const releaseScript = `
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0`;

/** Time that renewing and releasing may take: no question waits for them. */
const upkeepLimitMs = 1_000;

/** Locks in Redis that run out `lockMs` after their holder died, and are renewed while it lives. */
export function createLocks(link: RedisLink, namespace: string, lockMs: number): Locks {
  const held = new Map<Hold, NodeJS.Timeout>();

  function hold(lockKey: string, token: string): Hold {
    const evaluate = (script: string) =>
      link.call(createBudget(upkeepLimitMs), (client) =>
        client.eval(script, { keys: [lockKey], arguments: [token, String(lockMs)] }),
      );
    const renewal = setInterval(() => void evaluate(renewScript), lockMs / 3);
    renewal.unref();
    const own: Hold = {
      async release() {
        if (!held.delete(own)) return;
        clearInterval(renewal);
        await evaluate(releaseScript);
      },
    };
    held.set(own, renewal);
    return own;
  }

  return {
    async take(key, budget) {
      const lockKey = `${namespace}:lock::${key}`;
      const token = randomUUID();
      const answer = await link.call(budget, (client) =>
        client.set(lockKey, token, { condition: 'NX', expiration: { type: 'PX', value: lockMs } }),
      );
      if (answer === unreachable) return 'unreachable';
      return answer === null ? 'taken' : hold(lockKey, token);
    },
    dropAll() {
      for (const renewal of held.values()) clearInterval(renewal);
      held.clear();
    },
    async releaseAll() {
      await Promise.all([...held.keys()].map((own) => own.release()));
    },
  };
}
