/**
 * Digests under every fault at once: `npm run chaos -- --slots 1000 --seed 7`. Processes are killed, Redis and PostgreSQL
 * start anew, OpenCost fails, Slack refuses, resets before and after it has taken a message, and is slow. What counts is
 * what Slack has at the end, held against the bytes of the sample OpenCost. Ends with 1 where a digest came twice, was
 * wrong, or was lost without a word.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { centsOfDay } from './expected.js';
import { disturb, type FaultCounts } from './faults.js';
import { chaosPace } from './pace.js';
import { createRandom } from './random.js';
import { type ExpectedSlot, isGood, judge, type Verdict } from './verdict.js';
import { createWorld, type World } from './world.js';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
/** A Tuesday, after the digests of that day. */
const startMs = Date.parse('2026-11-24T10:00:00Z');
const roundsAtMost = 40;

const { values } = parseArgs({
  options: {
    slots: { type: 'string', default: '1000' },
    days: { type: 'string' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'redis' },
    history: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const seed = Number(values.seed);
  const engine = values.engine === 'embedded' ? 'embedded' : 'redis';
  const slots = Number(values.slots);
  const days = Number(values.days ?? Math.max(3, Math.round(slots / 50)));
  const subscriptions = Math.ceil(slots / days);
  const random = createRandom(seed);
  const processes = engine === 'redis' ? 3 : 1;
  const world = await createWorld({ engine, processes, subscriptions, history: values.history, startMs });
  const counts: FaultCounts = { slack: 0, killed: 0, redis: 0, postgres: 0, openCost: 0 };
  const startedMs = performance.now();
  try {
    const ids = await subscribe(world);
    const expected: ExpectedSlot[] = [];
    for (let day = 1; day <= days; day += 1) {
      const slotMs = Math.floor(startMs / dayMs) * dayMs + day * dayMs + 9 * hourMs;
      await world.moveTo(slotMs + 1_000);
      const cents = await centsOfDay(world.openCost.url, slotMs - 9 * hourMs - dayMs);
      expected.push(
        ...ids.map((id, at) => ({ subscription: id, slotMs, channel: world.channels[at]?.id ?? '', cents })),
      );
      const faults = await disturb(world, random, AbortSignal.timeout(3_000 + subscriptions * 60));
      for (const name of Object.keys(counts) as (keyof FaultCounts)[]) counts[name] += faults[name];
      await settle(world, expected);
    }
    const verdict = judgeNow(world, expected);
    say(
      { seed, engine, processes, history: values.history, tookMs: performance.now() - startedMs, counts },
      verdict,
    );
    const historyHelps = !values.history || verdict.unresolved === 0;
    return isGood(verdict) && historyHelps ? 0 : 1;
  } finally {
    await world.stop();
  }
}

/** A daily digest in each channel; their ids. */
async function subscribe({ slack, channels }: World): Promise<string[]> {
  const ids: string[] = [];
  for (const { id: channel, name } of channels) {
    await slack.command(`subscribe daily 09:00 UTC alone name="${name}"`, { channel });
    for (let round = 0; ids.length === channels.findIndex(({ id }) => id === channel); round += 1) {
      if (round > 500) throw new Error(`no answer to subscribing ${channel}`);
      await wait(20);
      const text = JSON.stringify(slack.messages(channel).map(({ blocks }) => blocks));
      const id = /subscriptions run (\w+)/.exec(text)?.[1];
      if (id) ids.push(id);
    }
  }
  return ids;
}

/** Waits until every digest has come or its owner was told; time goes on in steps while nothing is on its way. */
async function settle(world: World, expected: readonly ExpectedSlot[]): Promise<void> {
  for (let round = 0; round < roundsAtMost; round += 1) {
    if (judgeNow(world, expected).lost.length === 0) return;
    // longer than any request takes: nothing is under way when the clock jumps
    await wait(chaosPace.settleMs + 500);
    if (round % 2 === 1) world.moveTo(world.now() + 3 * minuteMs);
  }
}

function judgeNow({ slack, channels }: World, expected: readonly ExpectedSlot[]): Verdict {
  const messages = channels.flatMap(({ id }) => slack.messages(id));
  return judge(expected, messages, slack.messages(slack.directChannel()));
}

function say(run: Record<string, unknown>, verdict: Verdict): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ ...run, ...verdict })}\n`);
    return;
  }
  const { slots, delivered, twice, wrong, withheld, unresolved, lost } = verdict;
  process.stdout.write(`${JSON.stringify(run)}\n`);
  process.stdout.write(
    `${slots} slots: ${delivered} delivered, ${withheld} withheld with a note, ${unresolved} unresolved with their owner told\n`,
  );
  process.stdout.write(`${twice.length} twice, ${wrong.length} with wrong figures, ${lost.length} lost\n`);
  for (const line of [...twice, ...wrong, ...lost].slice(0, 20)) process.stdout.write(`  ${line}\n`);
}

process.exitCode = await main();
