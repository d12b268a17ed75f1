import { setTimeout as wait } from 'node:timers/promises';
import type { SlackFaults } from '../../sandbox/slack/contract.js';
import type { Random } from './random.js';
import type { World } from './world.js';

const slackKinds = ['rate_limited', 'server_error', 'reset_before', 'reset_after', 'slow'] as const;

/** What happened, for the record. */
export interface FaultCounts {
  slack: number;
  killed: number;
  redis: number;
  postgres: number;
  openCost: number;
}

/** Makes things go wrong until the signal is aborted; then everything runs again. */
export async function disturb(world: World, random: Random, signal: AbortSignal): Promise<FaultCounts> {
  const counts: FaultCounts = { slack: 0, killed: 0, redis: 0, postgres: 0, openCost: 0 };
  while (!signal.aborted) {
    await wait(150 + random.below(350));
    const roll = random.next();
    if (roll < 0.55) {
      world.slack.setFaults({ next: someFaults(random) });
      counts.slack += 1;
    } else if (roll < 0.72) {
      await world.replace(random.below(world.processCount));
      counts.killed += 1;
    } else if (roll < 0.8 && world.redis) {
      await world.redis.restart();
      counts.redis += 1;
    } else if (roll < 0.88 && world.postgres) {
      await world.postgres.restart();
      counts.postgres += 1;
    } else {
      world.openCost.setFailure({
        kind: random.pick(['prometheus-down', 'reset', 'unavailable'] as const),
        count: 4,
      });
      counts.openCost += 1;
    }
  }
  world.slack.setFaults({});
  world.openCost.setFailure(null);
  for (let at = 0; at < world.processCount; at += 1) if (!world.isRunning(at)) await world.start(at);
  return counts;
}

function someFaults(random: Random): NonNullable<SlackFaults['next']> {
  return Array.from({ length: 1 + random.below(3) }, () => {
    const kind = random.pick(slackKinds);
    const detail = kind === 'rate_limited' ? 1 : kind === 'slow' ? 2_000 : undefined;
    return { method: 'chat.postMessage', times: 1, kind, ...(detail === undefined ? {} : { detail }) };
  });
}
