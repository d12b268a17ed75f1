import { pino } from 'pino';
import { createCache } from '../src/cache/answer-cache.js';
import type { Dimension } from '../src/cost/group.js';
import { defaultLimits } from '../src/cost/quality/limits.js';
import { resolveWindow } from '../src/cost/window.js';
import type { CostSource } from '../src/cost-service/ports.js';
import { everything } from '../src/cost-service/question.js';
import { type CostService, createCostService } from '../src/cost-service/service.js';
import { type Database, type DatabasePlace, openDatabase } from '../src/database/database.js';
import { ledgerFiles } from '../src/ledger/files.js';
import { createLedger, type Ledger } from '../src/ledger/ledger.js';
import { ledgerMigrations } from '../src/ledger/migrations.js';
import { nowMs } from './fixed-time.js';
import { eachDay, type MadeDays } from './made-days.js';

export interface FilledLedger {
  database: Database;
  ledger: Ledger;
  costs: CostService;
  /** Milliseconds that writing each day took. */
  writeMs: readonly number[];
}

const quiet = () => undefined;
const todayMs = Date.parse('2026-11-24T00:00:00Z');

/**
 * A ledger with made days up to yesterday, and a cost service that reads it. Answers are computed anew each time unless
 * they are kept for `ttlMs`; today is empty.
 */
export async function fillLedger(
  at: DatabasePlace,
  options: Omit<MadeDays, 'endMs'>,
  { ttlMs = 0 } = {},
): Promise<FilledLedger> {
  const logger = pino({ level: 'silent' });
  const database = await openDatabase({ at, migrations: ledgerMigrations, logger });
  const ledger = createLedger(database);
  const writeMs: number[] = [];
  for (const day of eachDay({ ...options, endMs: todayMs })) {
    const lookedMs = day.endMs + 2 * 86_400_000;
    const startedMs = performance.now();
    const entry = {
      look: 'first' as const,
      writtenMs: lookedMs,
      looks: 2,
      lookedMs,
      restated: null,
      accepted: null,
    };
    await ledger.write({ ...day, state: 'final' }, entry, null);
    writeMs.push(performance.now() - startedMs);
  }
  return { database, ledger, writeMs, costs: serviceOver(database, ledger, ttlMs) };
}

function serviceOver(database: Database, ledger: Ledger, ttlMs: number): CostService {
  const now = () => nowMs;
  return createCostService({
    clusters: [{ name: 'prod', currency: 'USD', source: emptySource }],
    cache: createCache({ now, logger: pino({ level: 'silent' }) }),
    now,
    ttlMs,
    patience: () => new AbortController().signal,
    onDayFailed: quiet,
    history: {
      ledger,
      rights: database.rights,
      files: ledgerFiles,
      backfillDays: 90,
      podHistoryDays: 90,
      limits: defaultLimits,
      notices: { fault: quiet, sealed: quiet, grain: quiet, unread: quiet },
    },
  });
}

const emptySource: CostSource = {
  async *allocation() {},
  assets: async () => [],
  health: async () => ({ up: true, prometheusUp: true, message: '', latencyMs: 1 }),
};

/** Asks for a window by some names, without a comparison. */
export function askFor(costs: CostService, windowName: string, groupBy: readonly Dimension[]) {
  return costs.ask({
    clusters: null,
    window: resolveWindow(windowName, { nowMs, weekStarts: 'monday' }),
    groupBy,
    filter: [],
    idle: 'separate',
    baseline: null,
    series: 'none',
    capacity: false,
    includeHeld: false,
    scope: everything,
  });
}
