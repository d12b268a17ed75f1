import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { closedDay, nowMs } from './fixed-time.js';
import { noPostgres, startOwnPostgres } from './own-postgres.js';
import { readOnce } from './read-fold.js';
import { median, showMib, showMs, showRatio } from './statistics.js';
import { startChild } from './workers/child.js';
import type { DayReaderReply } from './workers/day-reader.js';
import type { WorldReply, WorldRequest } from './workers/world.js';

const runs = 3;
const name = 'sealing';

/** One very large day: read, folded and written, against reading and folding it. */
export const sealing: Benchmark = {
  name,
  about:
    'one closed day of 100,000 containers sealed into PostgreSQL, each time in a fresh process and an empty ledger',
  async run() {
    const options = {
      nowMs,
      small: { namespaces: 10, pods: 300 },
      large: { namespaces: 200, pods: 94_800 },
      largeDayMs: closedDay.startMs,
    };
    const { child: world, ready } = await startChild<WorldRequest, WorldReply>('world', options);
    try {
      await world.ask({ large: true });
      const sealed: DayReaderReply[] = [];
      const folded: DayReaderReply[] = [];
      for (let run = 0; run < runs; run += 1) {
        const postgres = await startOwnPostgres();
        if (!postgres) return [{ skipped: noPostgres, name }];
        sealed.push(await readOnce({ url: ready.url, databaseUrl: postgres.url }, 'seal'));
        folded.push(await readOnce({ url: ready.url }, 'fold'));
        await postgres.stop();
      }
      return [{ figure: figureOf(sealed, folded) }];
    } finally {
      await world.stop();
    }
  },
};

function figureOf(sealed: readonly DayReaderReply[], folded: readonly DayReaderReply[]): Figure {
  const middle = (replies: readonly DayReaderReply[], field: keyof DayReaderReply) =>
    median(replies.map((reply) => reply[field]));
  const [sealMs, foldMs] = [middle(sealed, 'tookMs'), middle(folded, 'tookMs')];
  return {
    name: 'read, folded and sealed',
    value: showMs(sealMs),
    baseline: { name: 'read and folded', value: showMs(foldMs) },
    ratio: sealMs / foldMs,
    details: [`medians of ${runs} runs; event loop worst ${showMs(middle(sealed, 'blockedWorstMs'))}`],
    targets: [
      atMost('time of reading and folding', sealMs / foldMs, 1.5, showRatio),
      atMost('event loop blocked, p99', middle(sealed, 'blockedP99Ms'), 50, showMs),
      atMost('memory over the idle process', middle(sealed, 'memoryBytes'), 512 * 1024 ** 2, showMib),
    ],
  };
}
