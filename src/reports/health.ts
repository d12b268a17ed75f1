import { z } from 'zod';
import { isoInstant } from '../cost/time.js';
import type { ClusterHealth, ServiceHealth } from '../cost-service/health.js';
import type { HistoryProgress } from '../cost-service/ledger-desk.js';
import type { CacheStatistics } from '../cost-service/ports.js';
import type { Document, Line, Section } from './document.js';
import { formatNumber } from './format.js';
import { historyLines, historyToJson, historyWire } from './health-history.js';
import { defineReport } from './report.js';

interface HealthResult {
  health: ServiceHealth;
  command: string;
}

const partWire = z.strictObject({
  name: z.string(),
  state: z.enum(['up', 'degraded', 'down']),
  detail: z.string(),
  since: z.string().nullable(),
  last_success: z.string().nullable(),
});

/** Can the numbers be trusted now: OpenCost, Prometheus behind it, cache. */
export const health = defineReport<HealthResult>({
  name: 'health',
  aliases: ['status'],
  summary: 'Can the numbers be trusted now',
  examples: ['health'],
  bareWord: null,
  takesWindow: false,
  defaultWindow: 'today',
  options: [],
  path: '/health',
  result: z.strictObject({
    status: z.enum(['up', 'degraded', 'down']),
    opencost: z.array(partWire.extend({ latency_ms: z.number(), prometheus_up: z.boolean().nullable() })),
    parts: z.array(partWire),
    history: z.array(historyWire),
    cache: z
      .strictObject({
        engine: z.string(),
        connected: z.boolean(),
        entries: z.number(),
        hits: z.number(),
        misses: z.number(),
        expired: z.number(),
        stale: z.number(),
        loads: z.number(),
        errors: z.number(),
      })
      .nullable(),
    checked_at: z.string(),
  }),
  async collect(params, context) {
    context.onProgress('asking OpenCost how it is');
    return { health: await context.costs.health(), command: params.command };
  },
  present,
  toJson: ({ health }) => ({
    status: statusOf(health),
    opencost: health.clusters.map((cluster) => ({
      ...partToJson(cluster.cluster, cluster),
      latency_ms: Math.round(cluster.latencyMs),
      prometheus_up: cluster.prometheusUp,
    })),
    parts: health.parts.map((part) => partToJson(part.name, part)),
    history: health.history.map(historyToJson),
    cache: health.cache,
    checked_at: isoInstant(health.checkedMs),
  }),
  isOutage: ({ health }) => statusOf(health) === 'down',
  toCsv: ({ health }) => ({
    header: ['part', 'state', 'detail'],
    rows: [
      ...health.clusters.map(({ cluster, state, detail }) => [`OpenCost ${cluster}`, state, detail]),
      ...health.parts.map(({ name, state, detail }) => [name, state, detail]),
      ...health.history.map(({ cluster, settledDays, wantedDays, unread }) => [
        `History ${cluster}`,
        unread ? 'degraded' : 'up',
        `${settledDays} of ${wantedDays} days read${unread ? `; ${unread.reason}` : ''}`,
      ]),
    ],
  }),
});

type Part = Pick<ClusterHealth, 'state' | 'detail' | 'sinceMs' | 'lastSuccessMs'>;

function partToJson(name: string, { state, detail, sinceMs, lastSuccessMs }: Part) {
  const instant = (ms: number | null) => (ms === null ? null : isoInstant(ms));
  return { name, state, detail, since: instant(sinceMs), last_success: instant(lastSuccessMs) };
}

/** Down only when no OpenCost answers and no day is kept: nothing can be answered then. One of several, one whose days cannot be read, or a cache that lost its Redis, is degraded. */
function statusOf({ clusters, parts, cache, history }: ServiceHealth): 'up' | 'degraded' | 'down' {
  if (isSilent(clusters) && history.every(({ settledDays }) => settledDays === 0)) return 'down';
  const isRead = history.every(({ unread }) => unread === null);
  const all = isRead && [...clusters, ...parts].every(({ state }) => state === 'up');
  return all && (cache === null || cache.engine === 'memory' || cache.connected) ? 'up' : 'degraded';
}

function isSilent(clusters: readonly ClusterHealth[]): boolean {
  return clusters.length > 0 && clusters.every(({ state }) => state === 'down');
}

function present({ health, command }: HealthResult): Document {
  const summary = sentenceOf(health);
  return {
    title: 'Health',
    subtitle: '',
    summary,
    command,
    sections: [
      { kind: 'text', lines: [[{ text: summary, style: 'bold' }]] },
      {
        kind: 'text',
        lines: [
          ...health.clusters.map((cluster) => clusterLine(cluster)),
          ...health.parts.map(
            (part): Line => [
              { text: part.name, style: 'bold' },
              `  ${part.state}${part.detail ? `: ${part.detail}` : ''}`,
            ],
          ),
          ...(health.cache ? [cacheLine(health.cache)] : []),
        ],
      },
      ...health.history.map((history): Section => ({ kind: 'text', lines: historyLines(history) })),
      { kind: 'note', lines: [['checked ', { dateMs: health.checkedMs, style: 'date-time' }]] },
      { kind: 'actions', actions: [{ label: 'Check again', command: 'health' }] },
    ],
  };
}

/** One sentence first. */
export function sentenceOf(health: ServiceHealth): string {
  const unwell = [
    ...health.clusters.filter(({ state }) => state !== 'up'),
    ...health.history.filter(({ unread }) => unread !== null),
  ];
  const broken = [...new Set(unwell.map(({ cluster }) => cluster))];
  const status = statusOf(health);
  if (status === 'up') return `All numbers current${backlogWords(health)}.`;
  if (isSilent(health.clusters)) return 'No OpenCost answers: only figures read before can be shown.';
  if (broken.length > 0) return `Not all numbers are current: ${broken.join(', ')}.`;
  return 'Numbers can be read; something beside them is not well.';
}

/** "; the past is being read, 28 of 97 days so far": '' where it is read. */
function backlogWords({ history }: ServiceHealth): string {
  const sum = (of: (one: HistoryProgress) => number) => history.reduce((total, one) => total + of(one), 0);
  const [settled, wanted] = [sum(({ settledDays }) => settledDays), sum(({ wantedDays }) => wantedDays)];
  const noun = history.length > 1 ? 'cluster-days' : 'days';
  return settled >= wanted ? '' : `; the past is being read, ${settled} of ${wanted} ${noun} so far`;
}

export function clusterLine(cluster: ClusterHealth): Line {
  const words = {
    up: `up, ${Math.round(cluster.latencyMs)} ms, Prometheus answers`,
    degraded:
      cluster.prometheusUp === false
        ? 'up, but Prometheus behind it does not answer'
        : 'up; whether Prometheus answers could not be told',
    down: 'down',
  } as const;
  const detail = cluster.state === 'up' || cluster.detail === '' ? '' : `: ${cluster.detail}`;
  const since: Line =
    cluster.sinceMs === null ? [] : [' · since ', { dateMs: cluster.sinceMs, style: 'date-time' }];
  const success: Line =
    cluster.state === 'up' || cluster.lastSuccessMs === null
      ? []
      : [' · last well ', { dateMs: cluster.lastSuccessMs, style: 'date-time' }];
  return [
    { text: `OpenCost ${cluster.cluster}`, style: 'bold' },
    `  ${words[cluster.state]}${detail}`,
    ...since,
    ...success,
  ];
}

export function cacheLine(cache: CacheStatistics): Line {
  const asked = cache.hits + cache.misses;
  const rate =
    asked > 0
      ? `, ${formatNumber('permille', Math.round((cache.hits * 1000) / asked), '')} of ${formatNumber('count', asked, '')} from cache`
      : '';
  const engine =
    cache.engine === 'memory' ? 'in memory' : cache.connected ? 'Redis' : 'Redis away, memory stands in';
  const figures = `${cache.entries} entries, ${cache.hits} hits, ${cache.misses} misses, ${cache.expired} expired, ${cache.stale} stale, ${cache.loads} loads, ${cache.errors} errors`;
  return [{ text: 'Cache', style: 'bold' }, `  ${engine}${rate} (${figures})`];
}
