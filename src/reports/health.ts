import { z } from 'zod';
import { isoInstant } from '../cost/time.js';
import type { ClusterHealth, ServiceHealth } from '../cost-service/health.js';
import type { Document, Line } from './document.js';
import { formatNumber } from './format.js';
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
    cache: z.strictObject({
      engine: z.string(),
      connected: z.boolean(),
      entries: z.number(),
      hits: z.number(),
      misses: z.number(),
      expired: z.number(),
      stale: z.number(),
      loads: z.number(),
      errors: z.number(),
    }),
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
    cache: health.cache,
    checked_at: isoInstant(health.checkedMs),
  }),
  toCsv: ({ health }) => ({
    header: ['part', 'state', 'detail'],
    rows: [
      ...health.clusters.map(({ cluster, state, detail }) => [`OpenCost ${cluster}`, state, detail]),
      ...health.parts.map(({ name, state, detail }) => [name, state, detail]),
    ],
  }),
});

type Part = Pick<ClusterHealth, 'state' | 'detail' | 'sinceMs' | 'lastSuccessMs'>;

function partToJson(name: string, { state, detail, sinceMs, lastSuccessMs }: Part) {
  const instant = (ms: number | null) => (ms === null ? null : isoInstant(ms));
  return { name, state, detail, since: instant(sinceMs), last_success: instant(lastSuccessMs) };
}

/** Down only when no OpenCost answers; one of several, or a cache that lost its Redis, is degraded. */
function statusOf({ clusters, parts, cache }: ServiceHealth): 'up' | 'degraded' | 'down' {
  if (clusters.length > 0 && clusters.every(({ state }) => state === 'down')) return 'down';
  const all = [...clusters, ...parts].every(({ state }) => state === 'up');
  return all && (cache.engine === 'memory' || cache.connected) ? 'up' : 'degraded';
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
          cacheLine(health),
        ],
      },
      { kind: 'note', lines: [['checked ', { dateMs: health.checkedMs, style: 'date-time' }]] },
      { kind: 'actions', actions: [{ label: 'Check again', command: 'health' }] },
    ],
  };
}

/** One sentence first. */
function sentenceOf(health: ServiceHealth): string {
  const broken = health.clusters.filter(({ state }) => state !== 'up').map(({ cluster }) => cluster);
  const status = statusOf(health);
  if (status === 'up') return 'All numbers current.';
  if (status === 'down') return 'No OpenCost answers: only figures read before can be shown.';
  if (broken.length > 0) return `Not all numbers are current: ${broken.join(', ')}.`;
  return 'Numbers can be read; something beside them is not well.';
}

function clusterLine(cluster: ClusterHealth): Line {
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

function cacheLine({ cache }: ServiceHealth): Line {
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
