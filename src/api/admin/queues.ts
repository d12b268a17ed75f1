import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyInstance } from 'fastify';
import { problemHtml, sendPage } from './page.js';
import { pageProblemOf } from './page-problem.js';
import type { AdminOptions } from './ports.js';
import { visitorOf } from './visitor.js';

const basePath = '/admin/queues';

/** The board runs its own scripts and sets its own styles; nothing of it may come from elsewhere, such as its web font. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

type BoardQueue = ConstructorParameters<typeof BullMQAdapter>[0];

/** Our workers share a connection, so neither engine can tell which there are: better not known than none. */
class SharedQueue extends BullMQAdapter {
  override async getWorkers(): Promise<null> {
    return null;
  }
}

/** The queues by Bull Board, behind the same session. Its requests are its own: what changes something must come from its page. */
export async function addQueueBoard(server: FastifyInstance, options: AdminOptions): Promise<void> {
  const { queues, logger } = options;
  const adapter = new FastifyAdapter();
  const uiConfig = { boardTitle: 'Kubecent', miscLinks: [{ text: 'Admin page', url: '/admin' }] };
  const board = createBullBoard({ queues: [], serverAdapter: adapter, options: { uiConfig } });
  adapter.setBasePath(basePath).setErrorHandler((error) => {
    const { status, detail } = pageProblemOf(error, '');
    if (status >= 500) logger.warn({ err: error }, 'The board of queues failed');
    return { status: status as 500, body: { error: 'ERRORS.INTERNAL_SERVER_ERROR', message: detail } };
  });
  let shown: readonly object[] = [];
  server.addHook('preHandler', async (request, reply) => {
    if (request.url.startsWith(`${basePath}/static/`)) return;
    const open = await queues?.queues();
    if (!open) {
      const page = { title: 'Queues', visitor: visitorOf(request) };
      return sendPage(reply.code(503), page, problemHtml(whyNot(queues !== null)));
    }
    if (open.length === shown.length && open.every((queue, at) => queue === shown[at])) return;
    shown = open;
    board.replaceQueues(open.map((queue) => new SharedQueue(queue as BoardQueue)));
  });
  server.addHook('onRequest', async (_, reply) => {
    reply.header('content-security-policy', policy);
  });
  server.addHook('onResponse', async ({ method, url }, { statusCode }) => {
    if (method === 'GET' || method === 'HEAD') return;
    logger.info({ who: 'admin', what: 'queues', method, path: url, status: statusCode }, 'admin action');
  });
  await server.register(adapter.registerPlugin());
}

function whyNot(hasJobs: boolean): string {
  return hasJobs
    ? 'The queue cannot be reached at the moment.'
    : 'Nothing is done in the background by this process.';
}
