import { Writable } from 'node:stream';
import { type AccessToken, hashToken } from '../../../src/access/token.js';
import type { ApiOptions } from '../../../src/api/ports.js';
import { createApi } from '../../../src/api/server.js';
import { scopedCosts } from '../../../src/cost-service/scoped.js';
import type { CostService } from '../../../src/cost-service/service.js';
import { createLogger } from '../../../src/logger.js';
import { answerReport } from '../../../src/reports/answer-line.js';
import { reports } from '../../../src/reports/index.js';
import { createFakeLedger } from '../../support/fake-ledger.js';
import { tuesdayMorningMs } from '../../support/service.js';

export interface ApiWorld {
  url: string;
  costs: CostService;
  /** Lines of the log, as they are written. */
  log: string[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  json(path: string, headers?: Record<string, string>): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

export interface ApiWorldOptions extends Partial<ApiOptions> {
  costs: CostService;
}

/** The server of programs over a cost service, on a free port of this machine. */
export async function startApiWorld(options: ApiWorldOptions): Promise<ApiWorld> {
  const log: string[] = [];
  const destination = new Writable({
    write(chunk, _, done) {
      log.push(String(chunk));
      done();
    },
  });
  const names = options.costs.clusters.map(({ name }) => name);
  const costs: CostService = { ...options.costs, desk: createFakeLedger({ clusters: names }).desk };
  const now = () => tuesdayMorningMs;
  const api = await createApi({
    host: '127.0.0.1',
    port: 0,
    tokens: [],
    requestsPerMinute: 100_000,
    desk: {
      reports,
      answer(report, tokens, scope) {
        const seen = scopedCosts(costs, scope);
        const context = { costs: seen, ledger: seen.desk, surface: 'api' as const, now };
        return answerReport(report, tokens, { ...context, weekStarts: 'monday' });
      },
    },
    readiness: async () => [{ name: 'database', isReady: true }],
    metrics: { text: async () => ({ contentType: 'text/plain; version=0.0.4', body: 'kubecent_up 1\n' }) },
    version: '1.2.3',
    now,
    logger: createLogger({ level: 'info', destination }),
    ...options,
  });
  await api.start();
  const url = `http://127.0.0.1:${api.port()}`;
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });
  return {
    url,
    costs,
    log,
    get,
    json: async (path, headers) => (await (await get(path, headers)).json()) as Record<string, unknown>,
    stop: () => api.stop(1_000),
  };
}

/** A token that may see all, or what is said. */
export function accessToken(token: string, fields: Partial<AccessToken> = {}): AccessToken {
  const hash = hashToken(token);
  return { name: token.slice(0, 8), hash, expiresMs: null, clusters: null, namespaces: null, ...fields };
}
