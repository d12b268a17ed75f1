import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { refusal } from '../problems.js';
import { addCachePages } from './cache.js';
import { addDigestPages } from './digests.js';
import { addEntrance } from './entrance.js';
import { addCalendar } from './ledger.js';
import { addDayPages } from './ledger-day.js';
import { addOverview } from './overview.js';
import { problemHtml, sendPage } from './page.js';
import { pageProblemOf } from './page-problem.js';
import type { AdminOptions } from './ports.js';
import { addQueueBoard } from './queues.js';
import { addResealPages } from './reseal.js';
import { addSettingsPage } from './settings.js';
import { styleSheet } from './style.js';
import { visitorIfAny } from './visitor.js';

/** Nothing runs in these pages, and nothing comes from elsewhere. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The pages at /admin, for whoever runs Kubecent. */
export async function addAdmin(server: FastifyInstance, options: AdminOptions): Promise<void> {
  await server.register(
    async (inner) => {
      addErrorPages(inner, options);
      inner.addHook('onRequest', async (_, reply) => {
        // with no referrer at all, browsers do not say either which page a form was sent from
        reply.header('referrer-policy', 'same-origin').header('content-security-policy', policy);
        reply.header('cache-control', 'no-store');
      });
      await inner.register(formbody);
      await addEntrance(inner, options);
      inner.get('/style.css', async (_, reply) => reply.type('text/css; charset=utf-8').send(styleSheet));
      addOverview(inner, options);
      addCachePages(inner, options);
      addCalendar(inner, options);
      addDayPages(inner, options);
      addResealPages(inner, options);
      addDigestPages(inner, options);
      addSettingsPage(inner, options);
      await inner.register(async (board) => addQueueBoard(board, options), { prefix: '/queues' });
    },
    { prefix: '/admin' },
  );
}

/** An error is its sentence; the log has the cause of what nobody foresaw. */
function addErrorPages(server: FastifyInstance, { logger }: AdminOptions): void {
  server.setErrorHandler((error, request, reply) => {
    const { status, title: asked, detail } = pageProblemOf(error, request.id);
    const title = request.method === 'GET' ? asked : 'Not done';
    if (status === 500) logger.error({ requestId: request.id, err: error }, 'An admin page failed');
    return sendPage(reply.code(status), { title, visitor: visitorIfAny(request) }, problemHtml(detail));
  });
  server.setNotFoundHandler(() => {
    throw refusal('NOT_FOUND', 'There is no such page.');
  });
}
