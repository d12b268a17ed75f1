import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApi } from '../../src/api/server.js';
import { answerReport } from '../../src/reports/answer-line.js';
import { reports } from '../../src/reports/index.js';
import { fillLedger } from '../filled-ledger.js';
import { nowMs } from '../fixed-time.js';
import { serveParent } from './child.js';

export interface ApiServerOptions {
  days: number;
  workloads: number;
  namespaces: number;
  /** The route whose answer the constant is as large as. */
  path: string;
}

/** Begins to watch the memory, or tells the most that was seen since then. */
export type ApiServerRequest = 'watch' | 'most';

export interface ApiServerReply {
  url: string;
  /** Bytes of the process's memory. */
  rssBytes: number;
}

const constantPath = '/constant';
const now = () => nowMs;

/** The server of programs over a filled ledger, and a route beside it that always sends the same text. */
serveParent<ApiServerOptions, ApiServerRequest, ApiServerReply>(async ({ path, ...days }) => {
  const folder = mkdtempSync(join(tmpdir(), 'kc-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { costs } = await fillLedger({ kind: 'embedded', folder }, days, { ttlMs: 3_600_000 });
  let constant = '';
  const api = await createApi({
    host: '127.0.0.1',
    port: 0,
    tokens: [],
    requestsPerMinute: 1_000_000,
    desk: {
      reports,
      answer: (report, tokens) =>
        answerReport(report, tokens, { costs, ledger: null, surface: 'api', now, weekStarts: 'monday' }),
    },
    readiness: async () => [],
    metrics: { text: async () => ({ contentType: 'text/plain', body: '' }) },
    async extra(server) {
      server.get(constantPath, (_, reply) => reply.type('application/json; charset=utf-8').send(constant));
    },
    version: 'bench',
    now,
    logger: pino({ level: 'silent' }),
  });
  await api.start();
  const url = `http://127.0.0.1:${api.port()}`;
  constant = await (await fetch(`${url}${path}`)).text();
  let most = 0;
  let watching: NodeJS.Timeout | undefined;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  return {
    ready: { url, rssBytes: process.memoryUsage.rss() },
    async answer(request) {
      globalThis.gc?.();
      if (request === 'watch') {
        most = process.memoryUsage.rss();
        clearInterval(watching);
        watching = setInterval(look, 5);
      }
      return { url, rssBytes: most };
    },
  };
});
