import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { closedDay, nowMs } from './fixed-time.js';
import { median, showMib, showMs, showRatio } from './statistics.js';
import { startChild } from './workers/child.js';
import type { DayReaderOptions, DayReaderReply, DayReaderRequest } from './workers/day-reader.js';
import type { WorldReply, WorldRequest } from './workers/world.js';

const runs = 3;
const small = { namespaces: 10, pods: 300 };
/** Read before, so that the program is warm; its size hardly counts. */
const ordinaryDay = { startMs: closedDay.startMs - 86_400_000, endMs: closedDay.startMs };

const days = [
  { name: '100,000 containers', large: { namespaces: 200, pods: 94_800 } },
  { name: '10,000 namespaces', large: { namespaces: 10_000, pods: 10_000 } },
];

/** One very large day: read as a stream, parsed, checked and folded. */
export const readFold: Benchmark = {
  name: 'read-fold',
  about: 'one closed day, read as it arrives, parsed, checked and folded, each time in a fresh process',
  async run() {
    const outcomes = [];
    for (const { name, large } of days) {
      const options = { nowMs, small, large, largeDayMs: closedDay.startMs };
      const { child: world, ready } = await startChild<WorldRequest, WorldReply>('world', options);
      try {
        await world.ask({ large: true });
        const folded: DayReaderReply[] = [];
        const parsed: DayReaderReply[] = [];
        for (let run = 0; run < runs; run += 1) {
          folded.push(await readOnce({ url: ready.url }, 'fold'));
          parsed.push(await readOnce({ url: ready.url }, 'parse'));
        }
        outcomes.push({ figure: figureOf(name, ready, folded, parsed) });
      } finally {
        await world.stop();
      }
    }
    return outcomes;
  },
};

/** Reads the closed day in a fresh process that is warm. */
export async function readOnce(
  options: Omit<DayReaderOptions, 'nowMs'>,
  how: DayReaderRequest['how'],
): Promise<DayReaderReply> {
  const { child } = await startChild<DayReaderRequest, DayReaderReply>('day-reader', { ...options, nowMs }, [
    '--expose-gc',
  ]);
  try {
    await child.ask({ how, ...ordinaryDay });
    return await child.ask({ how, ...closedDay });
  } finally {
    await child.stop();
  }
}

function figureOf(
  name: string,
  { largeBytes, largeRows }: WorldReply,
  folded: readonly DayReaderReply[],
  parsed: readonly DayReaderReply[],
): Figure {
  const middle = (replies: readonly DayReaderReply[], field: keyof DayReaderReply) =>
    median(replies.map((reply) => reply[field]));
  const [foldMs, parseMs] = [middle(folded, 'tookMs'), middle(parsed, 'tookMs')];
  const blockedP99 = middle(folded, 'blockedP99Ms');
  const memory = middle(folded, 'memoryBytes');
  return {
    name: `a day of ${name}, read and folded`,
    value: showMs(foldMs),
    baseline: { name: 'fetch and JSON.parse', value: showMs(parseMs) },
    ratio: foldMs / parseMs,
    details: [
      `${largeRows.toLocaleString('en-US')} rows, ${showMib(largeBytes)}; medians of ${runs} runs`,
      `event loop blocked: p99 ${showMs(blockedP99)}, worst ${showMs(middle(folded, 'blockedWorstMs'))}; with JSON.parse worst ${showMs(middle(parsed, 'blockedWorstMs'))}`,
      `memory over the idle process: ${showMib(memory)}; with JSON.parse ${showMib(middle(parsed, 'memoryBytes'))}`,
    ],
    targets: [
      atMost('time of fetch and JSON.parse', foldMs / parseMs, 1.6, showRatio),
      atMost('event loop blocked, p99', blockedP99, 50, showMs),
      atMost('memory over the idle process', memory, 200 * 1024 ** 2, showMib),
    ],
  };
}
