import type { FastifyInstance } from 'fastify';
import { refuseNarrowScope } from './gate.js';
import type { ApiOptions } from './ports.js';

/** What a cluster asks of a process, which needs no token: is it alive, can it answer. */
export function addProbes(server: FastifyInstance, { readiness }: Pick<ApiOptions, 'readiness'>): void {
  server.get('/healthz', async (_, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'alive' }),
  );
  server.get('/readyz', async (_, reply) => {
    const parts = await readiness();
    const isReady = parts.every((part) => part.isReady);
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: isReady ? 'ready' : 'not_ready',
        parts: Object.fromEntries(parts.map((part) => [part.name, part.isReady ? 'ready' : 'not_ready'])),
      });
  });
}

/** Metrics speak of all clusters. */
export function addMetrics(server: FastifyInstance, { metrics }: Pick<ApiOptions, 'metrics'>): void {
  server.get('/metrics', async (request, reply) => {
    refuseNarrowScope(request);
    const { contentType, body } = await metrics.text();
    return reply.header('cache-control', 'no-store').type(contentType).send(body);
  });
}
