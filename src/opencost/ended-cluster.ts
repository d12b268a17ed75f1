import type { CostSource } from '../cost-service/ports.js';
import { KubecentError } from '../errors.js';

/** Stands in for the OpenCost of a cluster that is gone and has no address any more: every question is refused. */
export function createEndedCluster(name: string): CostSource {
  const refusal = () =>
    new KubecentError({
      code: 'CLUSTER_ENDED',
      userMessage: `The cluster ${name} has no address any more: only days that are kept already can be shown.`,
    });
  return {
    allocation: () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(refusal()) }),
    }),
    assets: () => Promise.reject(refusal()),
    health: async () => ({
      up: false,
      prometheusUp: null,
      message: 'it is no more; its past is kept',
      latencyMs: 0,
    }),
  };
}
