import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { createWorld, type World } from './chaos/world.js';
import { hasRedisServer, noRedis } from './redis-server.js';
import { showMib, showMs, showRatio } from './statistics.js';

const name = 'digests';
const count = 500;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const startMs = Date.parse('2026-11-24T10:00:00Z');
const atOnce = 10;

/** A Monday at nine. */
export const digests: Benchmark = {
  name,
  about: `${count} digests due in one minute, each in a channel of its own, one process on Redis and PostgreSQL`,
  async run() {
    if (!hasRedisServer()) return [{ skipped: noRedis, name }];
    const world = await createWorld({
      engine: 'redis',
      processes: 1,
      subscriptions: count,
      history: false,
      startMs,
    });
    try {
      return [{ figure: await deliverAll(world) }];
    } finally {
      await world.stop();
    }
  },
};

async function deliverAll(world: World): Promise<Figure> {
  const { slack, channels, openCost } = world;
  for (const { id: channel, name: word } of channels)
    await slack.command(`subscribe daily 09:00 UTC alone name="${word}"`, { channel });
  await until(() => channels.every(({ id }) => slack.messages(id).length > 0));
  const asked = openCost.requests.length;
  const before = residentBytes(world.pids());
  let highest = before;
  const startedMs = performance.now();
  world.moveTo(Math.floor(startMs / dayMs) * dayMs + dayMs + 9 * hourMs + 1_000);
  const delivered = () =>
    channels.filter(({ id }) => slack.messages(id).some(({ metadata }) => metadata)).length;
  await until(() => {
    highest = Math.max(highest, residentBytes(world.pids()));
    return delivered() === count;
  });
  const tookMs = performance.now() - startedMs;
  const plainMs = await postPlainly(world);
  const days = openCost.requests.slice(asked).filter(({ path }) => path === '/allocation');
  const times = new Map<string, number>();
  for (const { query } of days) times.set(String(query.window), (times.get(String(query.window)) ?? 0) + 1);
  return {
    name: `${count} digests`,
    value: showMs(tookMs),
    baseline: {
      name: `the same messages posted by a bare client, ${atOnce} at a time`,
      value: showMs(plainMs),
    },
    ratio: tookMs / plainMs,
    details: [
      `${(tookMs / count).toFixed(1)} ms each; ${days.length} days asked of OpenCost, each at most ${Math.max(...times.values())} times`,
      `memory of the process before ${showMib(before)}, highest ${showMib(highest)}`,
    ],
    targets: [
      atMost('all within the minute that they are due in', tookMs, 60_000, showMs),
      atMost('a day asked of OpenCost', Math.max(...times.values()), 1, String),
      atMost('memory over that before', highest / before, 2, showRatio),
    ],
  };
}

/** What is left when nothing has to be worked out: one of the digests, again and again. */
async function postPlainly({ slack, channels }: World): Promise<number> {
  const [first] = slack.messages(channels[0]?.id ?? '').filter(({ metadata }) => metadata);
  const rest = [...channels];
  const startedMs = performance.now();
  const post = async () => {
    for (let next = rest.pop(); next; next = rest.pop())
      await fetch(`${slack.url}/api/chat.postMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', authorization: 'Bearer xoxb-1-chaos' },
        body: JSON.stringify({ channel: next.id, text: first?.text, blocks: first?.blocks }),
      });
  };
  await Promise.all(Array.from({ length: atOnce }, post));
  return performance.now() - startedMs;
}

function residentBytes(pids: readonly number[]): number {
  const pages = pids.map((pid) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]));
  return pages.reduce((sum, one) => sum + one, 0) * 4_096;
}

async function until(isSo: () => boolean): Promise<void> {
  for (let round = 0; !isSo(); round += 1) {
    if (round > 6_000) throw new Error('still not so after minutes');
    await wait(50);
  }
}
