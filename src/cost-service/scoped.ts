import { KubecentError, NotUnderstood } from '../errors.js';
import type { LedgerDesk } from './ledger-desk.js';
import type { Scope } from './question.js';
import type { CostService } from './service.js';

/** True for a scope that leaves something out. */
export function isNarrow({ clusters, namespaces }: Scope): boolean {
  return clusters !== null || namespaces !== null;
}

/**
 * The cost service as somebody may see it who may not see all: whatever is asked, what lies outside of the scope is
 * neither summed nor named. Of health the clusters in scope are left, without what is said of the process itself.
 */
export function scopedCosts(costs: CostService, scope: Scope): CostService {
  if (!isNarrow(scope)) return costs;
  const isSeen = (cluster: string) => scope.clusters?.includes(cluster) ?? true;
  return {
    ...costs,
    clusters: costs.clusters.filter(({ name }) => isSeen(name)),
    // what can be chosen from is for those who may see everything
    names: async () => ({ clusters: [], namespaces: [], controllers: [], labels: [], labelValues: [] }),
    ask: (question, options) => costs.ask({ ...question, scope }, options),
    async health() {
      const health = await costs.health();
      const history = health.history.filter(({ cluster }) => isSeen(cluster));
      return {
        ...health,
        clusters: health.clusters.filter(({ cluster }) => isSeen(cluster)),
        parts: [],
        cache: null,
        // reasons speak of what a whole cluster costs
        history: history.map((one) =>
          scope.namespaces === null
            ? one
            : { ...one, held: one.held.map(({ startMs }) => ({ startMs, reason: 'held back' })) },
        ),
      };
    },
    progress: async () => (await costs.progress()).filter(({ cluster }) => isSeen(cluster)),
    desk: costs.desk && scopedDesk(costs.desk, scope),
  };
}

/** Days of whole clusters are for those who may see whole clusters; changing anything is for nobody here. */
function scopedDesk(desk: LedgerDesk, { clusters, namespaces }: Scope): LedgerDesk {
  const allowed = <T>(names: readonly string[] | null, see: (names: readonly string[] | null) => T): T => {
    if (namespaces !== null)
      throw outOfScope('The ledger speaks of whole clusters, and you may see some namespaces only.');
    const unknown = names?.find((name) => clusters !== null && !clusters.includes(name));
    if (unknown !== undefined)
      throw new NotUnderstood(`There is no cluster “${unknown}”.`, [], 'UNKNOWN_CLUSTER');
    return see(names ?? clusters);
  };
  const refuse = async (): Promise<never> => {
    throw outOfScope('This is for those who may see everything.');
  };
  return {
    lines: async (names, startMs, endMs) => allowed(names, (some) => desk.lines(some, startMs, endMs)),
    history: async (name, startMs) => allowed([name], () => desk.history(name, startMs)),
    grains: async () =>
      allowed(null, async (names) => {
        const grains = await desk.grains();
        return grains.filter(({ cluster }) => names?.includes(cluster) ?? true);
      }),
    size: async () => allowed(null, () => null),
    accept: refuse,
    reseal: refuse,
    verify: refuse,
    purgeNamespace: refuse,
    setGrain: refuse,
    exportTo: refuse,
    importFrom: refuse,
  };
}

function outOfScope(userMessage: string): KubecentError {
  return new KubecentError({ code: 'OUT_OF_SCOPE', userMessage });
}
