import { pino } from 'pino';
import { createCache } from '../../src/cache/answer-cache.js';
import { baselineWindow, resolveWindow } from '../../src/cost/window.js';
import type { CostSource } from '../../src/cost-service/ports.js';
import type { Question } from '../../src/cost-service/question.js';
import { everything } from '../../src/cost-service/question.js';
import { type CostServiceOptions, createCostService } from '../../src/cost-service/service.js';
import { createFakeSource } from './fake-source.js';

export const tuesdayMorningMs = Date.parse('2026-11-24T09:00:00Z');

/** A cost service over sources in memory, with a clock that is moved by hand. */
export function createTestService(
  sources: Record<string, CostSource> = { prod: createFakeSource() },
  options: Partial<CostServiceOptions> & { currencies?: Record<string, string> } = {},
) {
  const clock = { nowMs: tuesdayMorningMs };
  const now = () => clock.nowMs;
  const cache = createCache({ now, logger: pino({ level: 'silent' }) });
  const failed: string[] = [];
  const costs = createCostService({
    clusters: Object.entries(sources).map(([name, source]) => ({
      name,
      currency: options.currencies?.[name] ?? 'USD',
      source,
    })),
    cache,
    now,
    ttlMs: 300_000,
    patience: () => new AbortController().signal,
    briefPatience: () => new AbortController().signal,
    onDayFailed: ({ cluster }) => failed.push(cluster),
    ...options,
  });
  return { costs, clock, cache, failed };
}

/** Cost by cluster and namespace of a window, with any field replaced. */
export function questionFor(
  window: string,
  fields: Partial<Question> = {},
  nowMs = tuesdayMorningMs,
): Question {
  const resolved = resolveWindow(window, { nowMs, weekStarts: 'monday' });
  return {
    clusters: null,
    window: resolved,
    groupBy: ['cluster', 'namespace'],
    filter: [],
    idle: 'separate',
    baseline: baselineWindow(resolved),
    series: 'none',
    capacity: false,
    includeHeld: false,
    scope: everything,
    ...fields,
  };
}
