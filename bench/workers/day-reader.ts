/** Reads one day of allocations once, in a fresh process: as Kubecent does, with sealing it too, or plainly with fetch and JSON.parse. */
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { loadDay } from '../../src/cost-service/load-day.js';
import { openDatabase } from '../../src/database/database.js';
import { createLedger } from '../../src/ledger/ledger.js';
import { ledgerMigrations } from '../../src/ledger/migrations.js';
import { createLogger, type Logger } from '../../src/logger.js';
import { createOpenCost } from '../../src/opencost/client.js';
import { serveParent } from './child.js';

export interface DayReaderOptions {
  url: string;
  nowMs: number;
  /** A PostgreSQL to seal into; needed for 'seal' alone. */
  databaseUrl?: string;
}

export interface DayReaderRequest {
  how: 'fold' | 'parse' | 'seal';
  startMs: number;
  endMs: number;
}

export interface DayReaderReply {
  rows: number;
  tookMs: number;
  blockedP99Ms: number;
  blockedWorstMs: number;
  /** Highest resident memory while reading, less that of the idle process before. */
  memoryBytes: number;
}

const resolutionMs = 5;

serveParent<DayReaderOptions, DayReaderRequest, DayReaderReply>(async ({ url, nowMs, databaseUrl }) => {
  const logger = createLogger({ level: 'error' });
  const source = createOpenCost({ baseUrl: url, logger });
  const ledger = databaseUrl === undefined ? null : await openLedger(databaseUrl, logger);
  const cluster = { name: 'prod', currency: 'USD', source };

  const fold = async ({ startMs, endMs }: DayReaderRequest) => {
    const piece = { cluster: 'prod', startMs, endMs, closed: endMs <= nowMs, role: 'window' } as const;
    const { day } = await loadDay(cluster, piece, { now: () => nowMs });
    return { rows: day.rows.length, day };
  };

  const seal = async (request: DayReaderRequest) => {
    const { rows, day } = await fold(request);
    const lookedMs = day.asOfMs;
    const entry = {
      look: 'first' as const,
      writtenMs: nowMs,
      looks: 1,
      lookedMs,
      restated: null,
      accepted: null,
    };
    await ledger?.write(day, entry, null);
    return { rows };
  };

  const parse = async ({ startMs, endMs }: DayReaderRequest) => {
    const instant = (ms: number) => new Date(ms).toISOString().replace('.000', '');
    const query = `window=${instant(startMs)},${instant(endMs)}&step=1d&includeIdle=true`;
    const answer = await fetch(`${url}/allocation?${query}`);
    const parsed: { data: Record<string, unknown>[] } = JSON.parse(await answer.text());
    return { rows: Object.keys(parsed.data[0] ?? {}).length, parsed };
  };

  return {
    ready: { rows: 0, tookMs: 0, blockedP99Ms: 0, blockedWorstMs: 0, memoryBytes: 0 },
    async answer(request) {
      const read = { fold, parse, seal }[request.how];
      const watch = await startWatch();
      const startedMs = performance.now();
      const { rows } = await read(request);
      const tookMs = performance.now() - startedMs;
      return { rows, tookMs, ...(await watch.end()) };
    },
  };
});

async function openLedger(url: string, logger: Logger) {
  const at = { kind: 'postgresql' as const, url };
  return createLedger(await openDatabase({ at, migrations: ledgerMigrations, logger }));
}

async function startWatch() {
  global.gc?.();
  const loop: IntervalHistogram = monitorEventLoopDelay({ resolution: resolutionMs });
  loop.enable();
  // its first beat only sets the beginning
  await wait(4 * resolutionMs);
  const idleBytes = process.memoryUsage.rss();
  let highestBytes = idleBytes;
  const look = () => {
    highestBytes = Math.max(highestBytes, process.memoryUsage.rss());
  };
  const looking = setInterval(look, 2 * resolutionMs);
  return {
    async end() {
      look();
      await wait(4 * resolutionMs);
      clearInterval(looking);
      loop.disable();
      return {
        blockedP99Ms: loop.percentile(99) / 1e6 - resolutionMs,
        blockedWorstMs: loop.max / 1e6 - resolutionMs,
        memoryBytes: highestBytes - idleBytes,
      };
    },
  };
}
