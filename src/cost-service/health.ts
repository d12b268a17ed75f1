import { KubecentError } from '../errors.js';
import type { HistoryProgress } from './ledger-desk.js';
import type { Cluster } from './load-day.js';
import type { CacheStatistics, CacheUpkeep, HealthPart, PartHealth } from './ports.js';

export interface ClusterHealth extends PartHealth {
  cluster: string;
  latencyMs: number;
  prometheusUp: boolean | null;
}

type NamedPart = PartHealth & { name: string };

export interface ServiceHealth {
  clusters: readonly ClusterHealth[];
  /** null for those who see a part of the clusters only. */
  cache: CacheStatistics | null;
  parts: readonly NamedPart[];
  /** How far the past is read, cluster by cluster; [] where no ledger is kept, or it did not answer. */
  history: readonly HistoryProgress[];
  checkedMs: number;
}

export interface HealthOptions {
  clusters: readonly Cluster[];
  cache: CacheUpkeep;
  now: () => number;
  parts?: readonly HealthPart[];
  /** Absent: no ledger is kept. */
  history?: () => Promise<readonly HistoryProgress[]>;
}

interface Memory {
  state: PartHealth['state'];
  sinceMs: number;
  lastSuccessMs: number | null;
}

/** A check that asks all OpenCosts that have not ended, and all parts, at once, and remembers since when each is so. It never throws: their ports promise not to. */
export function createHealthCheck(options: HealthOptions): () => Promise<ServiceHealth> {
  const memories = new Map<string, Memory>();
  return async () => {
    const [clusters, parts, past] = await Promise.all([
      Promise.all(
        options.clusters
          .filter(({ untilMs }) => (untilMs ?? Number.POSITIVE_INFINITY) > options.now())
          .map((cluster) => checkCluster(cluster, options.now, memories)),
      ),
      Promise.all((options.parts ?? []).map(async (part) => ({ name: part.name, ...(await part.check()) }))),
      readHistory(options),
    ]);
    return {
      clusters,
      parts: [...parts, ...past.parts],
      history: past.history,
      cache: options.cache.statistics(),
      checkedMs: options.now(),
    };
  };
}

/** A ledger that does not answer is a part that is down. */
async function readHistory({
  history,
}: HealthOptions): Promise<{ history: readonly HistoryProgress[]; parts: NamedPart[] }> {
  try {
    return { history: (await history?.()) ?? [], parts: [] };
  } catch (error) {
    const detail = error instanceof KubecentError ? error.userMessage : 'it cannot be read';
    return {
      history: [],
      parts: [{ name: 'Ledger', state: 'down', detail, sinceMs: null, lastSuccessMs: null }],
    };
  }
}

async function checkCluster(
  cluster: Cluster,
  now: () => number,
  memories: Map<string, Memory>,
): Promise<ClusterHealth> {
  const health = await cluster.source.health();
  const nowMs = now();
  const state = !health.up ? 'down' : health.prometheusUp === true ? 'up' : 'degraded';
  const before = memories.get(cluster.name);
  const memory: Memory = {
    state,
    sinceMs: before?.state === state ? before.sinceMs : nowMs,
    lastSuccessMs: state === 'up' ? nowMs : (before?.lastSuccessMs ?? null),
  };
  memories.set(cluster.name, memory);
  return {
    cluster: cluster.name,
    ...memory,
    detail: health.message,
    latencyMs: health.latencyMs,
    prometheusUp: health.prometheusUp,
  };
}
