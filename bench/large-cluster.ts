import { startSampleOpenCost } from '../sandbox/opencost/server.js';
import { type App, createApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import { createLogger } from '../src/logger.js';
import { nowMs } from './fixed-time.js';

/** What the whole of Kubecent gives over a sample OpenCost of 10,000 namespaces and as many pods, without a ledger. */
export async function withLargeCluster<T>(act: (app: App) => Promise<T>): Promise<T> {
  const scale = { namespaces: 10_000, pods: 10_000 };
  const openCost = await startSampleOpenCost({ clock: () => nowMs, scale });
  const config = loadConfig({ OPENCOST_URL: openCost.url, CLUSTER_NAME: 'prod' });
  const app = await createApp(config, {
    logger: createLogger({ level: 'error' }),
    now: () => nowMs,
    keepsLedger: false,
  });
  try {
    return await act(app);
  } finally {
    await app.stop(1_000);
    await openCost.stop();
  }
}
