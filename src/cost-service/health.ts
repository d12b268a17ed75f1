import type { Cluster } from './load-day.js';
import type { CacheStatistics, CacheUpkeep, HealthPart, PartHealth } from './ports.js';

export interface ClusterHealth extends PartHealth {
  cluster: string;
  latencyMs: number;
  prometheusUp: boolean | null;
}

export interface ServiceHealth {
  clusters: readonly ClusterHealth[];
  cache: CacheStatistics;
  parts: readonly (PartHealth & { name: string })[];
  checkedMs: number;
}

export interface HealthOptions {
  clusters: readonly Cluster[];
  cache: CacheUpkeep;
  now: () => number;
  parts?: readonly HealthPart[];
}

interface Memory {
  state: PartHealth['state'];
  sinceMs: number;
  lastSuccessMs: number | null;
}

/** A check that asks all OpenCosts and parts at once and remembers since when each is so. It never throws: their ports promise not to. */
export function createHealthCheck(options: HealthOptions): () => Promise<ServiceHealth> {
  const memories = new Map<string, Memory>();
  return async () => {
    const [clusters, parts] = await Promise.all([
      Promise.all(options.clusters.map((cluster) => checkCluster(cluster, options.now, memories))),
      Promise.all((options.parts ?? []).map(async (part) => ({ name: part.name, ...(await part.check()) }))),
    ]);
    return { clusters, parts, cache: options.cache.statistics(), checkedMs: options.now() };
  };
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
