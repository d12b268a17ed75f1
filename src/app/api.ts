import type { ReportDesk } from '../api/ports.js';
import type { Api } from '../api/server.js';
import type { Config } from '../config.js';
import { scopedCosts } from '../cost-service/scoped.js';
import type { CostService } from '../cost-service/service.js';
import type { Database } from '../database/database.js';
import { answerReport, type LineContext } from '../reports/answer-line.js';
import { scopedSnoozes } from '../reports/scoped-snoozes.js';
import { type AdminNeeds, adminOf } from './admin.js';
import type { Watch } from './metrics.js';
import { readinessOf } from './readiness.js';

export interface ApiNeeds extends AdminNeeds {
  answer: ReportDesk['answer'];
  database: Database | null;
  watch: Watch;
  /** The address to listen on; absent: all where tokens are needed, else this machine alone. */
  host?: string | undefined;
}

/** Answers reports to programs, each to what its token may see, and counts them. */
export function apiAnswers(
  costs: CostService,
  watch: Watch,
  asked: Pick<LineContext, 'now' | 'weekStarts' | 'snoozes'>,
): ReportDesk['answer'] {
  return (report, tokens, scope) => {
    const seen = scopedCosts(costs, scope);
    const snoozes = asked.snoozes ? scopedSnoozes(asked.snoozes, scope) : null;
    return watch.line('api', seen, (watched) =>
      answerReport(report, tokens, { ...watched, ...asked, snoozes, surface: 'api', ledger: seen.desk }),
    );
  };
}

/** The server of programs. Loaded where it is wanted: a terminal has no use for it. */
export async function apiOf(config: Config, needs: ApiNeeds): Promise<Api> {
  const { api } = config;
  const { host, answer, watch, version, now, logger } = needs;
  const { createApi } = await import('../api/server.js');
  const { reports } = await import('../reports/index.js');
  const admin = adminOf(config, needs);
  return createApi({
    host: host ?? (api.tokens.length > 0 ? '0.0.0.0' : '127.0.0.1'),
    port: api.port,
    tokens: api.tokens,
    requestsPerMinute: api.requestsPerMinute,
    desk: { reports, answer },
    readiness: () => readinessOf(needs),
    metrics: { text: async () => (await watch.metrics?.text()) ?? { contentType: 'text/plain', body: '' } },
    ...(admin ? { extra: admin } : {}),
    version,
    now,
    logger: logger.child({ part: 'api' }),
  });
}
