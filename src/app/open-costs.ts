import type { ClusterAuth, Config } from '../config.js';
import type { CostService, CostServiceOptions } from '../cost-service/service.js';
import type { Logger } from '../logger.js';
import { createOpenCost } from '../opencost/client.js';
import { createEndedCluster } from '../opencost/ended-cluster.js';
import type { RequestReport } from '../opencost/request-report.js';
import type { Credentials } from '../opencost/transport.js';
import type { AppOptions } from './options.js';

/** One call to OpenCost with its retries: at least this, and room for two attempts at a day. */
const leastTotalTimeoutMs = 300_000;

/** The clusters of the configuration, each with the way to its OpenCost. */
export function clustersOf(
  config: Config,
  logger: Logger,
  onRequest: (cluster: string, report: RequestReport) => void,
  delay?: AppOptions['openCostDelay'],
): CostServiceOptions['clusters'] {
  return config.clusters.map(({ name, currency, url, auth, header, ca, uiUrl, aliases, untilMs }) => ({
    name,
    currency,
    aliases,
    untilMs,
    page: uiUrl,
    source:
      url === null
        ? createEndedCluster(name)
        : createOpenCost({
            baseUrl: url,
            auth: credentialsOf(auth),
            header: header ?? undefined,
            ca: ca ?? undefined,
            timeoutMs: config.openCostTimeoutMs,
            dayTimeoutMs: config.openCostDayTimeoutMs,
            totalTimeoutMs: Math.max(leastTotalTimeoutMs, 2 * config.openCostDayTimeoutMs),
            logger: logger.child({ part: 'opencost', cluster: name }),
            onRequest: (report) => onRequest(name, report),
            delay,
          }),
  }));
}

function credentialsOf(auth: ClusterAuth): Credentials | undefined {
  return auth.kind === 'none' ? undefined : auth;
}

/** Says in the log which OpenCosts answer. */
export async function logOpenCosts(costs: CostService, logger: Logger): Promise<void> {
  const { clusters } = await costs.health();
  for (const { cluster, state, detail, latencyMs } of clusters) {
    const facts = { cluster, state, detail, latencyMs: Math.round(latencyMs) };
    if (state === 'up') logger.info(facts, 'OpenCost answers');
    else logger.warn(facts, 'OpenCost does not answer as it should');
  }
}
