import type { ApiOptions } from '../api/ports.js';
import type { KubecentCache } from '../cache/answer-cache.js';
import { type Config, describeConfig } from '../config.js';
import type { CostService } from '../cost-service/service.js';
import type { Jobs } from '../jobs/queue.js';
import type { Logger } from '../logger.js';
import type { Digests } from './digests.js';

export interface AdminNeeds {
  costs: CostService;
  cache: KubecentCache;
  digests: Digests | null;
  jobs: Jobs | null;
  version: string;
  now: () => number;
  logger: Logger;
}

/** The pages at /admin; null where no admin token is set. Loaded where they are wanted. */
export function adminOf(config: Config, needs: AdminNeeds): ApiOptions['extra'] | null {
  const { adminToken, tokens } = config.api;
  if (adminToken === null) return null;
  const { costs, digests, cache, jobs, version, now, logger } = needs;
  return async (server) => {
    const { addAdmin } = await import('../api/admin/index.js');
    const configuration = describeConfig(config);
    await addAdmin(server, {
      token: adminToken,
      localOnly: tokens.length === 0,
      health: () => costs.health(),
      cache,
      desk: costs.desk,
      queues: jobs,
      digests,
      engines: [
        ['Cache', String(configuration.cache)],
        ['Ledger and subscriptions', costs.desk ? String(configuration.ledger) : 'not kept'],
        ['Queues', jobs === null ? 'none' : config.redisUrl === null ? 'the embedded database' : 'Redis'],
      ],
      clusters: config.clusters.map(({ name }) => name),
      configuration,
      weekStarts: config.weekStarts,
      historyDays: config.backfillDays,
      version,
      now,
      logger: logger.child({ part: 'admin' }),
    });
  };
}
